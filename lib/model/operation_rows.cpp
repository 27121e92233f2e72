// The table itself. A rule names a field and, behind it, from what to what it may change: "-" is nothing, "*"
// anything that is said, "@by" who acts, "@at" the entry's instant, "@today" the office's date; "|" stands
// between steps. "title*" is the field and all below it, "*" alone every field, "!" what no rule behind it
// gives back. "events[+]" is an element that is appended, "events[]" one that was there. The first rule that
// names a field decides.
#include "model/operation.hpp"

namespace almirah::model {

namespace {

// ---- Reading the notation

std::string_view next_of(std::string_view& rest, std::string_view between) {
    const std::size_t at = rest.find(between);
    const std::string_view first = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + between.size());
    return first;
}

FieldValue value_of(std::string_view text) {
    using enum FieldValue::Kind;
    if (text == "*") return {any};
    if (text == "-") return {absent};
    if (text == "@by") return {actor};
    if (text == "@at") return {instant};
    if (text == "@today") return {today};
    return {fixed, std::string(text)};
}

FieldRule rule_of(std::string_view text) {
    FieldRule rule;
    std::string_view path = next_of(text, " ");
    rule.forbidden = path.starts_with('!');
    if (rule.forbidden) path.remove_prefix(1);
    rule.below = path.ends_with('*');
    if (rule.below) path.remove_suffix(1);
    rule.path = path;
    while (!text.empty()) {
        std::string_view step = next_of(text, "|");
        const std::string_view from = next_of(step, ">");
        rule.steps.emplace_back(value_of(from), value_of(step));
    }
    return rule;
}

KindRule of_kind(const char* kind, bool adds, std::initializer_list<std::string_view> parts) {
    KindRule rule{kind, adds, {}};
    for (std::string_view text : parts)
        while (!text.empty())
            rule.fields.push_back(rule_of(next_of(text, ", ")));
    return rule;
}

/// Things that were not there: what may be said of them.
KindRule adds(const char* kind, std::initializer_list<std::string_view> parts) {
    return of_kind(kind, true, parts);
}
/// Things that were: which fields may become others.
KindRule changes(const char* kind, std::initializer_list<std::string_view> parts) {
    return of_kind(kind, false, parts);
}

using Kinds = std::vector<KindRule>;

Kinds operator+(Kinds a, const Kinds& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

// ---- What several operations share

constexpr std::string_view everything = "*";

/// Something is submitted to its route.
Kinds submission() {
    return {adds("approvals",
                 {"state ->pending, submitted_by ->@by, submitted_at ->@at, !decisions*, !comments*, "
                  "!note, !ended_by, !ended_at, *"})};
}

/// A running or given approval ends without a decision.
Kinds ends_approval(std::string_view to) {
    const std::string state = "state pending>" + std::string(to) + "|approved>" + std::string(to) +
                              ", note, ended_by ->@by, ended_at ->@at";
    return {changes("approvals", {state})};
}

constexpr std::string_view decision = "decisions[+].by ->@by, decisions[+].at ->@at, decisions[+]*, ";

/// A vote, and what it makes of the approval.
Kinds votes(std::string_view state) {
    return {changes("approvals", {decision, state})};
}

/// Schedules take force on their day, and their series with them; the next entry about either writes it down.
constexpr std::string_view binding = "title*, under, schedule, rule, sealed_fields";
Kinds calendar() {
    return {changes("schedules", {"state approved>in force|in force>superseded"}),
            changes("series", {binding}), adds("series", {"!closed, *"})};
}

constexpr std::string_view record_filed =
    "filed ->@today, state ->open|->closed, !steps_done*, !overrides*, !papers*, versions[+].files[+].gone, "
    "versions[+].files[+]*, ";
constexpr std::string_view own_version = "versions[+].by ->@by, versions[+].at ->@at, versions[+]*, ";

/// The content of a document's draft, and who wrote it.
constexpr std::string_view draft_content =
    "revisions[+].state ->draft, !revisions[+].approval, !revisions[+].digest, !revisions[+].effective_on, "
    "!revisions[+].obsolete_on, !revisions[+].record, revisions[+].author ->@by, revisions[+].at ->@at, "
    "revisions[+]*, ";

/// A document that comes into force puts others out of it, or no longer does.
constexpr std::string_view superseded_others =
    "revisions[].state approved>obsolete|obsolete>approved, revisions[].obsolete_on, ";

using Rows = std::map<std::string, OperationRow>;

void add_office(Rows& rows) {
    rows["office.policy"] = {"office.manage", {changes("office", {"policy*"})}};
    rows["office.adopt"] = {"office.manage",
                            {changes("office", {"policy*"}), adds("forms", {everything}),
                             changes("forms", {everything}), adds("checklists", {everything}),
                             changes("checklists", {everything})}};
    rows["clock.correct"] = {"office.manage", {}};
    rows["clock.confirm"] = {"office.manage", {}};
    rows["person.add"] = {"person.manage", {adds("people", {everything})}};
    rows["person.change"] = {"person.manage", {changes("people", {"name, email, roles, active"})}};
    rows["role.set"] = {"person.manage",
                        {adds("roles", {everything}), changes("roles", {"title*, permissions"})}};
    rows["route.set"] = {"office.manage",
                         {adds("routes", {everything}),
                          changes("routes", {"title*, steps*, author_excluded, distinct_people"})}};
    rows["desk.add"] = {"office.manage", {adds("desks", {everything})}};
    rows["place.add"] = {"place.manage", {adds("places", {everything})}};
    rows["form.set"] = {"office.manage", {adds("forms", {everything}), changes("forms", {"!code, *"})}};
    rows["checklist.set"] = {"office.manage",
                             {adds("checklists", {everything}), changes("checklists", {"!code, *"})}};
    rows["document.set-type"] = {
        "office.manage", {adds("document-types", {everything}), changes("document-types", {"!code, *"})}};
    rows["delegation.add"] = {
        "", {adds("delegations", {"made_by ->@by, made_at ->@at, !ended_at, !ended_by, !end_reason, *"})}};
    rows["delegation.end"] = {"",
                              {changes("delegations", {"ended_at ->@at, ended_by ->@by, end_reason ->*"})}};
    rows["key.register"] = {"",
                            {adds("keys", {"login ->@by, registered_at ->@at, !approved_by, !approved_at, "
                                           "!revoked_from, !revoked_by, !revoked_at, !revoked_reason, *"})}};
    rows["key.approve"] = {"person.manage", {changes("keys", {"approved_by ->@by, approved_at ->@at"})}};
    rows["key.revoke"] = {
        "", {changes("keys", {"revoked_from ->*, revoked_by ->@by, revoked_at ->@at, revoked_reason ->*"})}};
}

void add_records(Rows& rows) {
    rows["record.file"] = {"record.file", {adds("records", {record_filed, own_version, everything})}};
    rows["record.import"] = rows["record.file"];
    rows["record.close"] = {"record.close", {changes("records", {"state open>closed, closed ->*"})}};
    rows["record.reopen"] = {"record.reopen", {changes("records", {"state closed>open, closed *>-"})}};
    rows["record.event"] = {
        "record.event",
        {changes(
            "records",
            {"!events[+].withdrawn_at, !events[+].withdrawn_by, !events[+].withdrawn_reason, events[+]*"})}};
    rows["record.event-withdraw"] = {
        "record.event",
        {changes("records", {"events[].withdrawn_at ->@at, events[].withdrawn_by ->@by, "
                             "events[].withdrawn_reason ->*"})}};
    rows["record.move"] = {"record.move", {changes("records", {"place"})}};
    rows["record.appraise"] = {"record.appraise", {changes("records", {"appraisal ->*|*>*"})}};
    rows["record.classify"] = {"record.classify", {changes("records", {"also_in"})}};
    rows["record.reclassify"] = {"record.classify", {changes("records", {"series, also_in"})}};
    rows["record.papers"] = {
        "record.classify",
        {changes("records",
                 {"!papers[+].weeded, !papers[].weeded, !papers[].serial, !papers[-]*, papers*, also_in"})}};
    rows["record.version"] = {"record.version",
                              {changes("records", {"!versions[+].files[+].gone, ", own_version})}};
    rows["record.correct"] = {
        "record.correct",
        {changes(
            "records",
            {"title*, file_no, created, opened, closed *>*, parties, subjects, language, medium, dates*, "
             "properties*, sealed_fields, !sealed[+].gone, sealed[+]*"})}};
    rows["override.propose"] = {
        "record.reschedule",
        Kinds{changes(
            "records",
            {"overrides[+].by ->@by, overrides[+].at ->@at, overrides[+].state ->proposed, overrides[+]*"})} +
            submission()};
    rows["override.withdraw"] = {"record.reschedule",
                                 Kinds{changes("records", {"overrides[].state proposed>withdrawn"})} +
                                     ends_approval("withdrawn")};
}

void add_retention(Rows& rows) {
    rows["series.add"] = {"series.manage", Kinds{adds("series", {"!closed, *"})} + calendar()};
    rows["series.close"] = {"series.manage", Kinds{changes("series", {"closed ->true"})} + calendar()};
    rows["series.move"] = {"series.manage", Kinds{changes("series", {"under"})} + calendar()};
    const Kinds takes_force =
        Kinds{
            changes("schedules",
                    {"state draft>approved|draft>in force|draft>awaiting approval|awaiting approval>approved|"
                     "awaiting approval>in force, approval, impact*"})} +
        calendar();
    rows["schedule.load"] = {
        "schedule.load",
        Kinds{adds("schedules",
                   {"at ->@at, by ->@by, state ->draft|->awaiting approval|->approved|->in force, *"})} +
            calendar() + submission()};
    rows["schedule.submit"] = {"schedule.load", takes_force + submission() + ends_approval("void")};
    rows["schedule.withdraw"] = {"schedule.load",
                                 Kinds{changes("schedules", {"state awaiting approval>draft"})} + calendar() +
                                     ends_approval("withdrawn")};
    rows["hold.place"] = {
        "hold.place",
        {adds("holds", {"placed_by ->@by, placed_at ->@at, !released_at, !released_by, !release_reason, "
                        "!release_approval, !release_requested_by, !caught, *"})}};
    rows["hold.extend"] = {
        "hold.place",
        Kinds{changes("holds", {"records, release_asked_by, release_requested_by *>-, release_reason *>-"})} +
            ends_approval("void")};
    rows["hold.release"] = {"hold.release",
                            {changes("holds", {"released_at ->@at, released_by ->@by, release_reason ->*, "
                                               "release_approval *>-"})}};
    rows["hold.submit-release"] = {
        "hold.release",
        Kinds{changes("holds", {"release_reason ->*, release_requested_by ->@by, release_approval"})} +
            submission()};
    rows["hold.withdraw-release"] = {
        "hold.release",
        Kinds{changes("holds", {"release_asked_by, release_requested_by *>-, release_reason *>-"})} +
            ends_approval("withdrawn")};
}

void add_disposals(Rows& rows) {
    using enum Follows;
    rows["disposal.propose"] = {
        "disposal.propose",
        Kinds{
            adds("disposals",
                 {"state ->proposed, proposed_by ->@by, proposed_at ->@at, !items[+].outcome, !items[+].why, "
                  "!items[+].review*, !items[+].excluded*, !items[+].bytes_also_in, items[+]*, id, "
                  "action, as_of, approval, weeding, residual_places"})} +
            submission()};
    rows["disposal.review"] = {
        "disposal.propose",
        Kinds{
            changes("disposals",
                    {"items[].review.by ->@by|*>@by|*>-, items[].review.at ->@at|*>@at|*>-, items[].review*, "
                     "approval, coauthors"}),
            adds("holds", {"placed_by ->@by, placed_at ->@at, reason, id, reference, ordered_by, records"})} +
            submission() + ends_approval("void")};
    rows["disposal.withdraw"] = {
        "disposal.propose",
        Kinds{changes("disposals", {"state proposed>withdrawn|approved>withdrawn, withdrawn_reason ->*"})} +
            ends_approval("withdrawn")};
    rows["disposal.bag"] = {"disposal.carry-out",
                            {changes("disposals", {"bag.by ->@by|*>@by, bag.at ->@at|*>@at, bag*"})}};
    rows["disposal.receipt"] = {
        "disposal.carry-out",
        {changes("disposals", {"receipt.noted_by ->@by, receipt.noted_at ->@at, receipt*"})}};
    rows["disposal.carry-out"] = {
        "disposal.carry-out",
        {changes("disposals",
                 {"state approved>carrying out, items[].outcome ->done|->skipped, items[].why ->*, "
                  "items[].bytes_also_in, items[].schedule_version, how*, residual_places, carried_out_by "
                  "->@by, carried_out_at ->@at"}),
         changes(
             "records",
             {"state open>destroyed|closed>destroyed|open>transferred|closed>transferred, "
              "steps_done[+].on ->@today, steps_done[+]*, versions[].files[].gone ->*, sealed[].gone ->*, "
              "papers[].weeded ->*, also_in"})},
        disposal};
    rows["disposal.finish"] = {
        "disposal.carry-out",
        {changes("disposals", {"state carrying out>carried out, packs_rewritten, items[].bytes_also_in"})},
        disposal};
}

void add_documents(Rows& rows) {
    rows["document.new"] = {"document.write",
                            {adds("documents", {draft_content, "!requests*, !reviews*, !copied_from, *"})}};
    rows["document.copy"] = {"document.write",
                             {adds("documents", {draft_content, "!requests*, !reviews*, *"})}};
    rows["document.revise"] = {
        "document.write",
        Kinds{changes(
            "documents",
            {draft_content,
             "revisions[].state in review>draft|approved>draft|obsolete>approved, revisions[].obsolete_on "
             "*>-, "
             "revisions[].digest *>-, revisions[].effective_on *>-, revisions[].submitted_for *>-, "
             "revisions[].coauthors, revisions[].minor, revisions[].author "
             "*>@by, "
             "revisions[].at *>@at, revisions[].change, revisions[].language, revisions[].edition_of, "
             "revisions[].request, revisions[].files*, requests[].state open>accepted, "
             "requests[].answered_by ->@by|*>@by, requests[].answered_at ->@at|*>@at, "
             "requests[].revision"})} +
            ends_approval("void")};
    rows["document.reopen"] = {"document.write", {changes("documents", {draft_content})}};
    rows["document.describe"] = {
        "document.write",
        Kinds{changes(
            "documents",
            {"title*, type, owner, review_every, properties*, external*, supersedes, "
             "described_by, revisions[].coauthors, revisions[].submitted_for *>-, revisions[].obsolete_on "
             "*>-, revisions[].state in review>draft|approved>draft|obsolete>approved, revisions[].digest "
             "*>-, revisions[].effective_on *>-"})} +
            ends_approval("void")};
    rows["document.submit"] = {
        "document.write",
        Kinds{changes("documents",
                      {"revisions[].state draft>in review, revisions[].digest, revisions[].approval, "
                       "revisions[].effective_on"})} +
            submission()};
    rows["document.recall"] = {
        "document.write",
        Kinds{changes(
            "documents",
            {"revisions[].state in review>draft, revisions[].submitted_for *>-, revisions[].digest *>-, "
             "revisions[].effective_on *>-"})} +
            ends_approval("withdrawn")};
    rows["document.issue"] = {
        "document.issue",
        {changes("documents",
                 {superseded_others, "revisions[].submitted_for ->*, revisions[].effective_on *>*"})}};
    rows["document.withdraw"] = {
        "document.issue",
        {changes("documents", {"revisions[].state approved>obsolete, revisions[].obsolete_on ->@today, "
                               "reviews[+].by ->@by, reviews[+].on ->@today, reviews[+]*"})}};
    rows["document.file"] = {
        "document.issue",
        {adds("records", {"filed ->@today, state ->closed, !steps_done*, !overrides*, !appraisal, !papers*, "
                          "!versions[+].files[+].gone, *"}),
         changes("documents", {"revisions[].record ->*"})}};
}

/// What is asked and found of documents in between.
void add_reviews(Rows& rows) {
    rows["document.request"] = {
        "",
        {changes("documents",
                 {"requests[+].by ->@by, requests[+].at ->@at, requests[+].state ->open, requests[+]*"})}};
    rows["document.decline"] = {
        "document.write",
        {changes("documents", {"requests[].state open>declined, requests[].answered_by ->@by, "
                               "requests[].answered_at ->@at, requests[].answer ->*"})}};
    rows["document.review"] = {
        "document.write",
        {changes("documents",
                 {"reviews[+].by ->@by, reviews[+].on ->@today, reviews[+].verdict ->confirm|->revise, "
                  "reviews[+]*, "
                  "requests[+].by ->@by, requests[+].at ->@at, requests[+].state ->open, requests[+]*"})}};
}

/// Where documents are used: copies on paper, and who has read them.
void add_distribution(Rows& rows) {
    rows["document.distribute"] = {
        "document.distribute",
        {adds("distribution", {everything}), changes("distribution", {"points*, read_within"})}};
    rows["document.acknowledge"] = {
        "", {adds("acknowledgements", {"person ->@by, noted_by ->@by, at ->@at, !on, *"})}};
    rows["document.train"] = {"document.distribute",
                              {adds("acknowledgements", {"noted_by ->@by, at ->@at, *"})}};
    rows["copy.issue"] = {
        "document.distribute",
        {adds("copies", {"steps[+].by ->@by, steps[+].at ->@at, steps[+].state ->issued, steps[+]*, *"})}};
    for (const auto& [operation, state] :
         {std::pair{"copy.recall", "recalled"}, std::pair{"copy.back", "back"},
          std::pair{"copy.lost", "lost"}, std::pair{"copy.destroyed", "destroyed"}})
        rows[operation] = {"document.distribute",
                           {changes("copies", {"steps[+].by ->@by, steps[+].at ->@at, steps[+].state ->" +
                                               std::string(state) + ", steps[+]*"})}};
}

void add_audits(Rows& rows) {
    rows["certificate.add"] = {"audit.manage", {adds("certificates", {everything})}};
    rows["certificate.change"] = {"audit.manage", {changes("certificates", {"standard, scope*, offices"})}};
    rows["certificate.term"] = {"audit.manage", {changes("certificates", {"terms[+]*"})}};
    rows["certificate.correct-term"] = {"audit.manage",
                                        {changes("certificates", {"!terms[+]*, !terms[].number, terms[]*"})}};
    rows["certificate.surveillance"] = {"audit.manage", {changes("certificates", {"terms[].surveillance*"})}};
    rows["certificate.end-term"] = {"audit.manage",
                                    {changes("certificates", {"terms[].ended_on, terms[].end_reason"})}};
    rows["audit.plan"] = {
        "audit.manage",
        {adds("audits",
              {"planned_by ->@by, !held_on, !held_by, !summary, !report, !closed_at, !closed_by, *"})}};
    rows["audit.postpone"] = {"audit.manage", {changes("audits", {"planned_on *>*"})}};
    rows["audit.hold"] = {"audit.find",
                          {changes("audits", {"held_on ->*, held_by ->@by, summary ->*, report ->*"})}};
    rows["audit.close"] = {"audit.manage", {changes("audits", {"closed_at ->@at, closed_by ->@by"})}};
    rows["finding.raise"] = {
        "audit.find",
        {adds("findings", {"raised_by ->@by, raised_at ->@at, !actions*, !closed_at, !closed_by, "
                           "!closing_note, *"})}};
    rows["finding.action"] = {
        "audit.manage",
        {changes("findings", {"actions[+].ordered_by ->@by, !actions[+].done_at, !actions[+].done_by, "
                              "!actions[+].evidence, actions[+]*, cause"})}};
    rows["finding.finish-action"] = {
        "",
        {changes("findings", {"actions[].done_at ->@at, actions[].done_by ->@by, actions[].evidence ->*, "
                              "actions[].note ->*"})}};
    rows["finding.close"] = {"audit.find",
                             {changes("findings", {"closed_at ->@at, closed_by ->@by, closing_note ->*"})}};
}

/// Decisions, whatever they are about: what each vote makes of the subject.
void add_decisions(Rows& rows) {
    using enum Follows;
    const auto decides = [&](const std::string& operation, const Kinds& kinds) {
        rows[operation] = {"approval.decide", kinds, approval};
    };
    for (const char* kind : {"disposal", "document", "hold-release", "override", "schedule"})
        decides(std::string(kind) + ".abstain", votes(""));
    constexpr std::string_view approved = "state pending>approved", rejected = "state pending>rejected",
                               returned = "state pending>returned";
    decides("disposal.approve",
            votes(approved) +
                Kinds{changes("disposals", {"state proposed>approved, expires_on ->*, "
                                            "items[].excluded.by ->@by, items[].excluded.at ->@at, "
                                            "items[].excluded*"}),
                      changes("records", {"overrides[+].state ->approved, overrides[+]*, appraisal *>-"})});
    decides("disposal.reject", votes(rejected) + Kinds{changes("disposals", {"state proposed>rejected"})});
    decides("disposal.return", votes(returned));
    decides(
        "document.approve",
        votes(approved) +
            Kinds{changes("documents",
                          {"revisions[].state in review>approved|approved>obsolete|"
                           "obsolete>approved, revisions[].obsolete_on, "
                           "revisions[].submitted_for ->*, described_by *>-, revisions[].effective_on"})});
    const Kinds draft_again{
        changes("documents", {"revisions[].state in review>draft, revisions[].effective_on *>-"})};
    decides("document.reject", votes(rejected) + draft_again);
    decides("document.return", votes(returned) + draft_again);
    decides("hold-release.approve",
            votes(approved) +
                Kinds{changes("holds", {"released_at ->@at, released_by ->*, release_requested_by *>-"})});
    const Kinds stands{changes("holds", {"release_asked_by, release_requested_by *>-, release_reason *>-"})};
    decides("hold-release.reject", votes(rejected) + stands);
    decides("hold-release.return", votes(returned) + stands);
    decides("override.approve",
            votes(approved) + Kinds{changes("records", {"overrides[].state proposed>approved"})});
    decides("override.reject",
            votes(rejected) + Kinds{changes("records", {"overrides[].state proposed>rejected"})});
    decides("override.return",
            votes(returned) + Kinds{changes("records", {"overrides[].state proposed>returned"})});
    decides("schedule.approve",
            votes(approved) +
                Kinds{changes("schedules", {"state awaiting approval>approved|awaiting approval>in force"})} +
                calendar());
    decides("schedule.reject",
            votes(rejected) + Kinds{changes("schedules", {"state awaiting approval>rejected"})} + calendar());
    decides("schedule.return",
            votes(returned) + Kinds{changes("schedules", {"state awaiting approval>draft"})} + calendar());
    rows["approval.comment"] = {
        "", {changes("approvals", {"comments[+].by ->@by, comments[+].at ->@at, comments[+]*"})}};
}

} // namespace

namespace {

/// Nothing comes forward without another's approval (R45), but what is so.
void say_how_dates_move(Rows& rows) {
    const std::pair<std::string_view, std::vector<const char*>> ways[] = {
        {"is refused; a version of the schedule that puts the series there is approved", {"series.move"}},
        {"is refused; an override to that date is approved, or the record is reopened",
         {"record.reclassify", "record.classify"}},
        {"is refused; a version of the schedule whose rules have a year of their own is approved",
         {"office.policy", "office.adopt"}},
        {"waits for an approval, with its report", {"schedule.load", "schedule.submit", "override.propose"}},
        {"is the approval", {"schedule.approve", "override.approve", "disposal.approve"}},
        {"writes down what was approved and has come",
         {"series.add", "series.close", "schedule.reject", "schedule.return", "schedule.withdraw"}},
        {"takes back what was asked for", {"override.withdraw", "override.reject", "override.return"}},
        {"is a fact of the record, with its reason in history",
         {"record.close", "record.reopen", "record.event", "record.event-withdraw", "record.correct",
          "record.papers"}},
        {"is a step that was done, or papers that went by an approved list", {"disposal.carry-out"}},
    };
    for (const auto& [way, operations] : ways)
        for (const char* operation : operations)
            rows.at(operation).forward = way;
}

} // namespace

const std::map<std::string, OperationRow>& operation_rows_by_name() {
    static const Rows rows = [] {
        Rows made;
        add_office(made);
        add_records(made);
        add_retention(made);
        add_disposals(made);
        add_documents(made);
        add_reviews(made);
        add_distribution(made);
        add_audits(made);
        add_decisions(made);
        for (const char* operation :
             {"record.appraise", "record.correct", "record.event-withdraw", "record.papers", "record.reopen",
              "record.reclassify", "record.version", "override.propose"})
            made.at(operation).spares_held = true;
        say_how_dates_move(made);
        return made;
    }();
    return rows;
}

const OperationRow* row_of(const std::string& operation) {
    const auto found = operation_rows_by_name().find(operation);
    return found == operation_rows_by_name().end() ? nullptr : &found->second;
}

} // namespace almirah::model
