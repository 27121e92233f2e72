#include "store/entry_judge.hpp"

#include "format/field_changes.hpp"
#include "model/approve.hpp"
#include "model/filed.hpp"
#include "model/permission.hpp"
#include "store/guard.hpp"
#include "store/turn.hpp"

#include <algorithm>
#include <iterator>

namespace almirah {

namespace {

template <class Value>
void take(std::vector<Changed<Value>>& into, const std::string& path,
          const std::optional<std::string>& before, const std::string& after) {
    into.push_back({before ? std::optional(format::decode<Value>(*before, path)) : std::nullopt,
                    format::decode<Value>(after, path)});
}

/// Disposals that are named by content that left, and were not before.
void note_gone(std::set<std::string>& gone, const std::vector<ContentFile>& before,
               const std::vector<ContentFile>& after) {
    for (std::size_t i = 0; i < after.size(); ++i)
        if (!after[i].gone.empty() && (i >= before.size() || before[i].gone != after[i].gone))
            gone.insert(after[i].gone);
}

RecordEffect effect_on(const Record& before, const Record& after) {
    RecordEffect effect{after.id, before.state, after.state, {}, {}, {}, {}, {}, false, {}, {}};
    for (std::size_t i = before.steps_done.size(); i < after.steps_done.size(); ++i)
        effect.steps.push_back(after.steps_done[i]);
    for (std::size_t i = 0; i < after.versions.size(); ++i)
        note_gone(effect.gone,
                  i < before.versions.size() ? before.versions[i].files : std::vector<ContentFile>{},
                  after.versions[i].files);
    note_gone(effect.gone, before.sealed, after.sealed);
    for (std::size_t i = 0; i < std::min(before.papers.size(), after.papers.size()); ++i)
        if (before.papers[i].weeded != after.papers[i].weeded) {
            effect.gone.insert(after.papers[i].weeded);
            effect.weeded.insert(after.papers[i].serial);
        }
    for (std::size_t i = 0; i < after.overrides.size(); ++i) {
        if (i >= before.overrides.size())
            effect.set.push_back(after.overrides[i]);
        else if (before.overrides[i] != after.overrides[i])
            effect.decided = Changed<DateOverride>{before.overrides[i], after.overrides[i]};
    }
    effect.appraisal_taken = !before.appraisal.empty() && after.appraisal.empty();
    return effect;
}

/// What is not done to a record that is held.
bool spares_held(const std::string& operation) {
    const auto* row = model::row_of(operation);
    return row && row->spares_held;
}

/// Filing a million records is asked nothing of the kind.
bool asks_of_records(const std::string& operation) {
    return operation.starts_with("disposal.") || operation.starts_with("override.") || spares_held(operation);
}

model::Act act_of(RegisterAt& before, const Entry& entry) {
    return {entry.by, to_string(entry.at), to_string(before.civil_date(entry.at))};
}

} // namespace

EntryJudge::EntryJudge(RegisterAt& before, Judging judging) : before_(before), judging_(std::move(judging)) {}

void EntryJudge::change(const std::string& path, const std::optional<std::string>& before,
                        const std::optional<std::string>& after) {
    if (before == after) return; // put once more as it was
    if (!after)
        return find("entry-scope", "takes " + path + " out of the register, where nothing is ever taken out");
    const std::string kind(format::kind_of(path));
    const auto* row = model::row_of(judging_.entry.operation); // null: faults() says so
    try {
        if (before && kind == "records" && some_hold_asks()) other_records_.emplace_back(*before, *after);
        if (judging_.keeps_caught() && before && kind == "holds" && is_catch_only(path, *before, *after))
            return;
        if (row && model::may_touch(*row, kind, !before))
            look_at_fields(path, kind, before, *after);
        else if (row)
            find("entry-scope", (before ? "changes " : "adds ") + path + ", which " +
                                    judging_.entry.operation + " does not");
        keep(path, kind, before, *after);
    } catch (const Error& error) {
        if (error.code() != Code::corrupt && error.code() != Code::unsupported_format) throw;
        find("entry-scope", std::string("holds what cannot be read: ") + error.what());
    }
}

void EntryJudge::look_at_fields(const std::string& path, std::string_view kind,
                                const std::optional<std::string>& before, const std::string& after) {
    const auto* row = model::row_of(judging_.entry.operation);
    if (!act_) act_ = act_of(before_, judging_.entry);
    const std::string& operation = judging_.entry.operation;
    const bool is_filing =
        !before && kind == "records" && (operation == "record.file" || operation == "record.import");
    std::string why;
    format::each_field_change(before, after, path, [&](auto field, auto was, auto is) {
        if (before && kind == "holds" && field == "caught" && judging_.keeps_caught()) return;
        if (why.empty()) why = model::why_beyond(*row, kind, !before, {field, was, is}, *act_);
        if (is_filing && is) note_needed(field);
    });
    if (!why.empty())
        find("entry-scope", why + " in " + path + ", which " + judging_.entry.operation + " does not");
}

std::string EntryJudge::held_by(const Record& record) {
    if (!standing_) {
        standing_.emplace();
        // A schedule that took force by its day, and that no entry has written down yet, may have put series
        // elsewhere.
        const auto& schedules = before_.schedules();
        const bool settled = std::none_of(schedules.begin(), schedules.end(),
                                          [](const auto& file) { return file.state == "approved"; });
        for (const Hold& hold : before_.holds()) {
            if (!hold.active()) continue;
            for (const auto& id : model::listed_by(hold))
                listed_.emplace(id, hold.id);
            const bool known = (settled || hold.standing.series.empty()) &&
                               (judging_.keeps_caught() || hold.standing.words.empty());
            if (!hold.standing.empty() && known)
                standing_->emplace_back(hold, model::branch_of(before_.series(), hold.standing.series));
        }
    }
    if (const auto listed = listed_.find(record.id); listed != listed_.end()) return listed->second;
    for (const auto& standing : *standing_)
        if (standing.names(record)) return standing.hold().id;
    return {};
}

bool EntryJudge::is_catch_only(const std::string& path, const std::string& before, const std::string& after) {
    auto was = format::decode<Hold>(before, path);
    const auto is = format::decode<Hold>(after, path);
    if (was.active() && !is.active()) released_.insert(was.id);
    if (was.caught == is.caught) return false;
    if (!std::includes(is.caught.begin(), is.caught.end(), was.caught.begin(), was.caught.end()))
        find("entry-scope", "takes records off the list of what " + was.id + " caught");
    std::set_difference(is.caught.begin(), is.caught.end(), was.caught.begin(), was.caught.end(),
                        std::inserter(caught_[was.id], caught_[was.id].end()));
    was.caught = is.caught;
    return was == is;
}

bool EntryJudge::some_hold_asks() {
    if (!judging_.keeps_caught()) return false;
    const auto& holds = before_.holds();
    return std::any_of(holds.begin(), holds.end(),
                       [](const Hold& hold) { return hold.active() && !hold.standing.empty(); });
}

/// The series by which a hold names records: as entries say, and as schedules have put them by their day.
std::vector<Series> EntryJudge::series_for_holds() {
    auto all = before_.series();
    const Date on = before_.civil_date(judging_.entry.at);
    for (const auto& file : before_.schedules())
        if (file.state == "approved" && file.effective_on && *file.effective_on <= on)
            all.insert(all.end(), file.series.begin(), file.series.end());
    return all;
}

/// What leaves a hold's query is on its list, and nothing else comes there but what a hold that ends has
/// named.
void EntryJudge::look_at_caught() {
    if (caught_.empty() && (!some_hold_asks() || (other_records_.empty() && effects_.series.empty()))) return;
    auto after = before_.series();
    for (const auto& series : effects_.series)
        if (const auto at = std::find_if(after.begin(), after.end(),
                                         [&](const Series& s) { return s.code == series.after.code; });
            at != after.end())
            *at = series.after;
    model::Escapes escapes(before_.holds(), before_.series(), after);
    const auto known = released_.empty() ? std::vector<Series>{} : series_for_holds();
    const model::Escapes ending(before_.holds(), known, known);
    std::map<std::string, Record> changed;
    for (const auto& [was, is] : other_records_) {
        const auto record = format::decode<Record>(was, "records");
        auto& now = changed[record.id] = format::decode<Record>(is, "records");
        escapes.look_at(record, now);
    }
    for (const auto& [hold, records] : escapes.found())
        for (const auto& record : records)
            if (!caught_[hold].contains(record))
                find("entry-unfounded", "takes " + record + " out of the hold " + hold + ", which stands");
    for (const auto& [hold, records] : caught_)
        for (const auto& id : records) {
            const auto record =
                base::parse_record_id(id) ? before_.find<Record>(format::record_path(id)) : std::nullopt;
            const auto now = changed.find(id);
            const bool left = record && (released_.contains(hold)
                                             ? ending.names(hold, *record)
                                             : escapes.escapes(hold, *record,
                                                               now == changed.end() ? *record : now->second));
            if (!left)
                find("entry-unfounded", "says that " + hold + " caught " + id + ", which did not leave it");
        }
}

void EntryJudge::note_needed(std::string_view path) {
    const auto name = path.substr(0, path.find_first_of(".["));
    for (const auto& field : model::filed_fields())
        if (field.by == model::FiledBy::permission && name == field.name) needed_.insert(field.what);
}

void EntryJudge::keep(const std::string& path, std::string_view kind,
                      const std::optional<std::string>& before, const std::string& after) {
    if (kind == "approvals") take(effects_.approvals, path, before, after);
    if (kind == "documents") take(effects_.documents, path, before, after);
    if (kind == "disposals") take(effects_.disposals, path, before, after);
    if (kind == "holds") take(effects_.holds, path, before, after);
    if (kind == "schedules") take(effects_.schedules, path, before, after);
    if (kind == "series") take(effects_.series, path, before, after);
    if (kind == "keys") take(effects_.keys, path, before, after);
    if (kind == "delegations") take(effects_.delegations, path, before, after);
    if (kind == "findings") take(effects_.findings, path, before, after);
    if (kind == "records" && before && asks_of_records(judging_.entry.operation)) {
        const auto was = format::decode<Record>(*before, path);
        effects_.records.push_back(effect_on(was, format::decode<Record>(after, path)));
        effects_.records.back().held_by = held_by(was);
        if (judging_.entry.operation == "disposal.carry-out") effects_.records.back().files = files_of(was);
    }
    if (kind == "records" && judging_.entry.operation == "document.file") {
        const auto record = format::decode<Record>(after, path);
        effects_.filed[record.id] =
            record.versions.empty() ? std::vector<ContentFile>{} : record.versions[0].files;
    }
}

std::vector<EntryFault> EntryJudge::faults() {
    if (const auto why = why_not_allowed(before_, judging_.entry, effects_); !why.empty())
        find("entry-not-allowed", why);
    if (judging_.keeps_caught()) look_at_caught();
    if (judging_.bound() && spares_held(judging_.entry.operation))
        for (const auto& record : effects_.records)
            if (!record.held_by.empty())
                find("entry-unfounded", "changes " + record.id + ", which " + record.held_by + " held");
    if (judging_.bound())
        for (const auto& permission : needed_)
            if (!before_.grants(judging_.entry.by, permission))
                find("entry-not-allowed", "files what needs the permission " + permission + ", which " +
                                              judging_.entry.by + " lacked");
    for (auto& fault : unfounded(before_, judging_, effects_))
        faults_.push_back(std::move(fault));
    return std::move(faults_);
}

std::string why_not_allowed(RegisterAt& before, const Entry& entry, const EntryEffects& effects) {
    const auto* row = model::row_of(entry.operation);
    if (!row) return "is of the operation '" + entry.operation + "', which this software does not do";
    const Person* actor = before.person(entry.by);
    if (!actor) return "is by " + entry.by + ", who was no person of this office then";
    std::string needed = row->permission;
    // One's own key, or with the permission.
    const auto another = [&](const auto& key) { return key.after.login != entry.by; };
    if (entry.operation == "key.revoke" && std::any_of(effects.keys.begin(), effects.keys.end(), another))
        needed = "person.manage";
    if (needed.empty() ? actor->active : model::grants(*actor, before.roles(), needed)) return {};
    if (needed == deciding && actor->active &&
        model::is_delegate(before.delegations(), entry.by, before.civil_date(entry.at),
                           [&](const std::string& login) { return before.grants(login, deciding); }))
        return {};
    return "is by " + entry.by + ", who " + (actor->active ? "lacked" : "was retired and so lacked") +
           " the permission " + (needed.empty() ? "to act" : needed) + " then";
}

} // namespace almirah
