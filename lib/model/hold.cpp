#include "model/hold.hpp"

#include "base/fold.hpp"

#include <algorithm>

namespace almirah::model {

namespace {

void add_words(std::set<std::string>& words, const std::string& text) {
    for (auto& word : base::words(base::fold(text)))
        words.insert(std::move(word));
}

/// A record without any date may be of that time.
bool in_time(const HoldQuery& query, const Record& record) {
    const auto begun = record.created ? record.created : record.opened ? record.opened : record.closed;
    return !(query.from && record.closed && *record.closed < *query.from) &&
           !(query.until && begun && *begun > *query.until);
}

} // namespace

std::set<std::string> words_of(const Record& record) {
    std::set<std::string> words;
    add_words(words, record.id);
    add_words(words, record.title.text);
    for (const auto& [language, edition] : record.title.in)
        add_words(words, edition);
    add_words(words, record.file_no);
    for (const auto* list : {&record.parties, &record.subjects})
        for (const auto& text : *list)
            add_words(words, text);
    for (const auto& [name, value] : record.properties)
        add_words(words, value);
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

bool matches(const HoldQuery& query, const Record& record, const std::set<std::string>& branch,
             const std::set<std::string>& words) {
    if (query.empty()) return false;
    const bool in_series = query.series.empty() || branch.contains(record.series) ||
                           std::any_of(record.also_in.begin(), record.also_in.end(),
                                       [&](const auto& series) { return branch.contains(series); });
    if (!in_series || !in_time(query, record)) return false;
    const auto asked = base::words(base::fold(query.words));
    return std::all_of(asked.begin(), asked.end(), [&](const auto& word) { return words.contains(word); });
}

} // namespace almirah::model
