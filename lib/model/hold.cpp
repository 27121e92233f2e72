#include "model/hold.hpp"

#include "base/fold.hpp"

#include <algorithm>
#include <iterator>

namespace almirah::model {

namespace {

/// A record without any date may be of that time.
bool in_time(const HoldQuery& query, const Record& record) {
    const auto begun = record.created ? record.created : record.opened ? record.opened : record.closed;
    return !(query.from && record.closed && *record.closed < *query.from) &&
           !(query.until && begun && *begun > *query.until);
}

} // namespace

void DescribedWords::add(std::string_view folded) {
    for (auto& word : base::words(folded))
        words.insert(std::move(word));
    for (auto& spelling : base::other_spellings(folded))
        for (auto& form : base::words(spelling)) // "panjikaran panjikran"
            spellings.insert(std::move(form));
}

DescribedWords words_of(const Record& record) {
    DescribedWords words;
    const auto add = [&](const std::string& text) { words.add(base::fold(text)); };
    add(record.id);
    add(record.title.text);
    for (const auto& [language, edition] : record.title.in)
        add(edition);
    add(record.file_no);
    for (const auto* list : {&record.parties, &record.subjects})
        for (const auto& text : *list)
            add(text);
    for (const auto& [name, value] : record.properties)
        add(value);
    return words;
}

std::set<std::string> branch_of(const std::vector<Series>& all, const std::string& top) {
    std::set<std::string> branch;
    if (!top.empty()) branch.insert(top);
    for (std::size_t before = 0; before != branch.size();) {
        before = branch.size();
        for (const Series& series : all)
            if (branch.contains(series.under)) branch.insert(series.code);
    }
    return branch;
}

StandingHold::StandingHold(Hold hold, std::set<std::string> branch)
    : hold_(std::move(hold)), branch_(std::move(branch)), asked_(base::asked_words(hold_.standing.words)) {}

bool StandingHold::may_name(const Record& record) const {
    const HoldQuery& query = hold_.standing;
    if (query.empty()) return false;
    const bool in_series = query.series.empty() || branch_.contains(record.series) ||
                           std::any_of(record.also_in.begin(), record.also_in.end(),
                                       [&](const auto& series) { return branch_.contains(series); });
    return in_series && in_time(query, record);
}

namespace {

bool has(const std::set<std::string>& words, const std::string& word, bool beginning) {
    const auto found = words.lower_bound(word);
    return found != words.end() && (beginning ? found->starts_with(word) : *found == word);
}

bool answers(const DescribedWords& there, const base::AskedWord& word) {
    if (has(there.words, word.text, word.beginning)) return true;
    if (word.latin.empty()) return false;
    const auto forms = base::words(word.latin);
    const auto all_in = [&](const std::set<std::string>& words) {
        return std::all_of(forms.begin(), forms.end(), [&](const auto& form) {
            return has(words, form, word.latin_beginning && &form == &forms.back());
        });
    };
    return all_in(there.words) || (word.in_spellings && all_in(there.spellings));
}

} // namespace

bool StandingHold::names(const Record& record, const DescribedWords& words) const {
    return may_name(record) &&
           std::all_of(asked_.begin(), asked_.end(), [&](const auto& word) { return answers(words, word); });
}

bool StandingHold::names(const Record& record) const {
    return may_name(record) && names(record, asks_for_words() ? words_of(record) : DescribedWords{});
}

Escapes::Escapes(const std::vector<Hold>& holds, const std::vector<Series>& before,
                 const std::vector<Series>& after) {
    for (const Hold& hold : holds) {
        if (!hold.active() || hold.standing.empty()) continue;
        const auto listed = listed_by(hold);
        auto was = branch_of(before, hold.standing.series), is = branch_of(after, hold.standing.series);
        std::set_difference(was.begin(), was.end(), is.begin(), is.end(), std::inserter(left_, left_.end()));
        holds_.push_back({StandingHold(hold, std::move(was)),
                          StandingHold(hold, std::move(is)),
                          {listed.begin(), listed.end()}});
    }
}

void Escapes::look_at(const Record& before, const Record& after) {
    for (const Watched& hold : holds_)
        if (!hold.listed.contains(before.id) && hold.before.names(before) && !hold.after.names(after))
            found_[hold.before.hold().id].insert(before.id);
}

bool Escapes::escapes(const std::string& hold, const Record& before, const Record& after) const {
    return std::any_of(holds_.begin(), holds_.end(), [&](const Watched& watched) {
        return watched.before.hold().id == hold && watched.before.names(before) &&
               !watched.after.names(after);
    });
}

bool Escapes::names(const std::string& hold, const Record& before) const {
    return std::any_of(holds_.begin(), holds_.end(), [&](const Watched& watched) {
        return watched.before.hold().id == hold && watched.before.names(before);
    });
}

std::vector<std::string> Escapes::naming(const Record& after) const {
    std::vector<std::string> holds;
    for (const Watched& watched : holds_)
        if (watched.after.names(after)) holds.push_back(watched.after.hold().id);
    return holds;
}

std::vector<std::string> listed_by(const Hold& hold) {
    auto all = hold.records;
    all.insert(all.end(), hold.caught.begin(), hold.caught.end());
    return all;
}

} // namespace almirah::model
