// One value of every type in the register, with every field set, so that no field is forgotten by a test.
#pragma once

#include "format/json.hpp"

namespace almirah::test {

using namespace std::chrono_literals;

inline constexpr Date day = 2024y / 2 / 29;
inline const Instant noon = std::chrono::sys_days(day) + 12h + 34min + 56s;
inline const std::string digest(64, 'a');
inline const std::string blob(40, 'b');

inline Text in_two_languages() {
    Text text("Mutation case");
    text.in["hi"] = "नामांतरण वाद";
    return text;
}

inline ContentFile content_file() {
    return {"annex/नक्शा.svg", 1u << 31, digest, blob, "D-2024-0001"};
}

inline RouteStep example_step() {
    return {"", "ravi", 1, "approval", true, {{"document"}, {"form"}, {"LR"}}, 3, "records-officer"};
}

inline Route example_route() {
    return {"disposal", in_two_languages(), {{"approver,auditor", "", 2}, example_step()}, false, false};
}

inline Rule example_rule() {
    Rule rule;
    rule.code = "C-3";
    rule.title = in_two_languages();
    rule.state = RuleState::descriptive;
    rule.why = "no period";
    rule.record_class = "C";
    rule.triggers = {{TriggerKind::event, "decision"}, {TriggerKind::next_inspection, "", {1, 0, 0}, 2}};
    rule.combine = Combine::earlier_of;
    rule.cutoff = Cutoff::financial_year;
    rule.year_start_month = 10;
    rule.minimum = {{TriggerKind::created}, {3, 0, 0}};
    rule.maximum = {{TriggerKind::date_property, "birth"}, {90, 0, 0}};
    rule.vital_review = Period{0, 6, 0};
    rule.approvers = 2;
    rule.enforced = true;
    rule.remove_after_transfer = true;
    rule.destroys_open = true;
    rule.steps = {{{1, 6, 10}, Action::review}, {{2, 0, 0}, Action::destroy}};
    rule.window_month = 1;
    rule.disposition = "weed in January";
    rule.authority = "Rule 9";
    return rule;
}

template <class Value>
Value example();

template <>
inline format::FormatFile example() {
    return {1, std::string(32, '7')};
}
template <>
inline Office example() {
    return {"BSR",
            in_two_languages(),
            {7,
             330,
             25,
             {{"disposal", "two-eyes"}},
             {"hall", "box"},
             30,
             {"mirror", "tapes"},
             {{"A", "FLY-A"}},
             {"parties"},
             {{"recorded", *parse_date("1892-01-01"), {"E", "D"}, 1, "rule 9"}},
             {{{"C-3"}, {10, 0, 0}, "procedure"}}}};
}
template <>
inline Person example() {
    return {"asha", "Asha \"A.\" Verma", "asha@example.org", {"clerk", "auditor"}, false};
}
template <>
inline Role example() {
    return {"clerk", in_two_languages(), {"record.file", "record.move"}};
}
template <>
inline Route example() {
    return example_route();
}
template <>
inline Desk example() {
    return {"D07", in_two_languages(), "asha", 15};
}
template <>
inline Place example() {
    return {"R1/A02", in_two_languages(), "almirah", 40};
}
template <>
inline Series example() {
    return {"LR-MUT", in_two_languages(), "LR", "GEN", "C-3", true, {"file_no"}};
}
template <>
inline format::ScheduleFile example() {
    return {{"GEN", 3, in_two_languages(), "schedule.csv", digest, Period{5, 0, 0}, {example_rule()}},
            noon,
            "asha",
            "A-2024-0001",
            "in force",
            {{"LR-MUT", "Mutations", "LR", "GEN", "C-3", false}},
            day,
            ScheduleImpact{day,
                           {"C-4"},
                           {"C-3"},
                           {"C-5"},
                           {"series LR follows GEN:C-4 instead of GEN:C-3"},
                           {{"LR", "GEN:C-3", "GEN:C-4", 9, 4, 3, 2}},
                           4,
                           3,
                           2}};
}
template <>
inline Record example() {
    Record record;
    record.id = "LR/2024/000123";
    record.series = "LR";
    record.also_in = {"ACC"};
    record.title = in_two_languages();
    record.file_no = "12/2024";
    record.state = RecordState::destroyed;
    record.created = record.opened = record.closed = day;
    record.filed = day;
    record.parties = {"Ram", "राम"};
    record.subjects = {"mutation"};
    record.language = "hi";
    record.medium = "paper";
    record.place = "R1/A02";
    record.dates = {{"decision", day}};
    record.properties = {{"village", "Rampur"}};
    record.events = {{"inspection", day, "by the Collector", noon, "ravi", "of another file"}};
    record.overrides = {{2, "destroy", day, day, "C-3", "GEN", 3, "audit", "order 7", "asha", noon,
                         "A-2024-0003", OverrideState::approved}};
    record.appraisal = "AP-7";
    record.versions = {{1, noon, "asha", "as received", {content_file()}}};
    record.steps_done = {{"destroy", day, "D-2024-0001"}};
    record.sealed_fields = {"parties"};
    record.sealed = {{"sealed/1.json", 256, digest, blob}};
    record.papers = {{3, "Notice", "C", day, "12-15", {"annex/नक्शा.svg"}, true, "D-2024-0002"}};
    record.key = "row:1";
    return record;
}
template <>
inline DocumentType example() {
    return {"procedure",
            in_two_languages(),
            "QP-{serial:2}",
            "document",
            Period{1, 0, 0},
            {"owner"},
            {"hi"},
            "QMS",
            true};
}
template <>
inline Document example() {
    Revision revision;
    revision.number = 2;
    revision.minor = 3;
    revision.language = "hi";
    revision.edition_of = 1;
    revision.request = 1;
    revision.author = "asha";
    revision.at = noon;
    revision.change = "new form";
    revision.files = {content_file()};
    revision.record = "QMS/2024/000001";
    revision.digest = digest;
    revision.approval = "A-2024-0002";
    revision.state = RevisionState::obsolete;
    revision.effective_on = revision.obsolete_on = revision.submitted_for = day;
    revision.coauthors = {"ravi"};
    Document document;
    document.number = "QP-07";
    document.title = in_two_languages();
    document.type = "procedure";
    document.language = "en";
    document.owner = "D07";
    document.review_every = Period{1, 6, 0};
    document.properties = {{"clause", "7.5"}};
    document.external = ExternalSource{"BIS", "2018", day, "asha"};
    document.supersedes = {"QP-03"};
    document.copied_from = "QP-02/1";
    document.requests = {{1, "meena", noon, "shorter", RequestState::declined, "asha", noon, "no", 2}};
    document.reviews = {{day, "asha", ReviewVerdict::revise, "new law", 1}};
    document.revisions = {revision};
    document.described_by = {"meena"};
    return document;
}
template <>
inline Hold example() {
    return {"H-2024-0001",
            "court case",
            "WP 12/2024",
            "High Court",
            {"LR/2024/000123"},
            {"LR", "Khairadih", day, day},
            {"LR/2024/000007"},
            day,
            "asha",
            noon,
            noon,
            "ravi",
            "disposed of",
            "A-2024-0001",
            "ravi",
            {"meena"}};
}
template <>
inline Disposal example() {
    DisposalItem item{"LR/2024/000123",
                      "Mutation case",
                      "LR",
                      "C-3",
                      "GEN",
                      3,
                      day,
                      Outcome::skipped,
                      "held",
                      {content_file()},
                      {"LR/2024/000124"},
                      true,
                      {Verdict::extend, "audit", "order 7", day, "H-2024-0002", "asha", noon},
                      Exclusion{"ravi", "open", noon},

                      {{3, "Notice", "C", "GEN:C-3", day}}};
    return {"D-2024-0001",
            Action::transfer,
            DisposalState::carrying_out,
            day,
            "asha",
            noon,
            "A-2024-0001",
            {item},
            {"shredded", "ravi", "yard", "Rule 9", "State Archives"},
            "kiran",
            noon,
            3,
            BagMade{digest, noon, "kiran", 2, 3, 4, {"LR/2024/000125"}},
            Receipt{"State Archives", "SA/77", day, digest, "kiran", noon},
            day,
            "wrong series",
            {"mirror"},

            true,
            {"ravi"}};
}
template <>
inline Approval example() {
    Decision decision{1, "ravi", noon, Vote::abstain, "seen", digest, "asha", "G-2024-0001"};
    return {"A-2024-0001", "disposal D-2024-0001",
            digest,        example_route(),
            "asha",        "kiran",
            noon,          ApprovalState::voided,
            {decision},    "changed",
            digest,        {{"asha", noon, "see letter 12"}},
            "kiran",       noon,
            {"ravi"},      {example_step()}};
}
template <>
inline Delegation example() {
    return {"G-2024-0001", "asha", "ravi", day,  day,     {"disposal"},
            "leave",       "asha", noon,   noon, "kiran", "back early"};
}

template <>
inline DistributionList example() {
    return {"QP-07", {{PointKind::board, "GATE", "hi", day}}, {0, 1, 0}};
}
template <>
inline Copy example() {
    return {"QP-07",
            3,
            2,
            {PointKind::desk, "D07", "hi", day},
            "7K3M-9QXT-2B4H",
            {{CopyState::lost, noon, "asha", "x"}}};
}
template <>
inline Acknowledgement example() {
    return {"QP-07", 2, "asha", noon, digest, "ravi", day, "morning meeting"};
}
template <>
inline Checklist example() {
    return {"OURS",
            in_two_languages(),
            {{"7.5.2 a", in_two_languages(), {"issues", "holds"}}},
            {{"section.holds", in_two_languages()}}};
}

template <>
inline Certificate example() {
    Text scope("All desks");
    scope.in["hi"] = "सभी पटल";
    return {
        "QMS",
        "ISO 9001:2015",
        scope,
        {"BSR"},
        {{1, "Q-77", "Body", day, day, {{day, day, "U-2024-0001"}}, "LR/2024/000125", day, "given up", "x"}}};
}
template <>
inline Audit example() {
    return {"U-2024-0001",
            AuditKind::external,
            "Surveillance",
            "7.5",
            {"asha", "A. Rao"},
            "QMS",
            day,
            "asha",
            day,
            "ravi",
            "In order",
            "LR/2024/000125",
            noon,
            "asha"};
}
template <>
inline AuditFinding example() {
    return {"F-2024-0001",
            "U-2024-0001",
            FindingGrade::major,
            "7.5.3",
            "Old issue in use",
            {"QP-07"},
            "D07",
            "not recalled",
            day,
            "ravi",
            noon,
            {{1, "Recall it", "dinesh", day, "asha", noon, "dinesh", {"QP-07/2"}, "done"}},
            noon,
            "ravi",
            "seen"};
}

} // namespace almirah::test
