// Numbered copies on paper: issued, recalled, back, lost, destroyed (R21); and what the code on one says
// today.
#include "base/check_code.hpp"
#include "exchange/copy_stamp.hpp"
#include "model/document.hpp"
#include "store/distribution.hpp"
#include "store/turn.hpp"

#include <algorithm>
#include <set>

namespace almirah {

namespace {

std::string name_of(const std::string& document, int revision) {
    return document + "/" + std::to_string(revision);
}

std::string name_of(const Copy& copy) {
    return "copy " + std::to_string(copy.number) + " of " + copy.document;
}

/// "copy 3", "copies 3, 4, 5".
std::string numbers_in_words(const std::vector<int>& numbers) {
    std::string text = numbers.size() == 1 ? "copy " : "copies ";
    for (std::size_t i = 0; i < numbers.size(); ++i)
        text += (i ? ", " : "") + std::to_string(numbers[i]);
    return text;
}

std::vector<Copy> copies_of(Engine& engine, const std::string& document) {
    return engine.all<Copy>(document.empty() ? "copies" : format::copies_folder(document));
}

bool is_outdated(const Document& document, const Copy& copy, Date on) {
    return copy.out() && model::out_of_force_since(document, copy.revision, on).has_value();
}

/// The revision of which a point gets a copy.
const Revision& revision_to_issue(const Document& document, const PointOfUse& point, int number, Date on) {
    const auto wanted = number ? std::optional(number) : model::revision_in_use(document, point.language, on);
    if (!wanted)
        throw Error(Code::not_found,
                    document.number + " has no revision in force on " + to_string(on) + "; name a revision");
    const Revision* revision = model::issue_of(document, *wanted);
    const std::string name = name_of(document.number, *wanted);
    if (!revision) throw Error(Code::not_found, "there is no revision " + name + "; show the document");
    const RevisionState state = state_on(document, *wanted, on);
    if (state != RevisionState::effective && state != RevisionState::approved)
        throw Refused("not-in-force", name,
                      name + " is " + format::name_of(state) + "; copies are made of what is approved");
    return *revision;
}

void check_taker(Engine& engine, const PointOfUse& point) {
    const std::string written = to_string(point);
    if (point.kind == PointKind::role)
        throw Refused("role-takes-no-copy", written,
                      written + " takes no copy; name a desk, a place, a person or a board");
    check_point(engine, point);
}

/// Points of the list that have no copy out of what they are to work by.
std::vector<PointOfUse> points_without(Engine& engine, const Document& document,
                                       const std::vector<Copy>& copies, const CopyIssue& issue, Date on) {
    std::vector<PointOfUse> points;
    bool any = false;
    for (const auto& point : distribution_of(engine, document.number).points) {
        if (point.kind == PointKind::role) continue;
        any = true;
        const int revision = revision_to_issue(document, point, issue.revision, on).number;
        if (std::none_of(copies.begin(), copies.end(), [&](const Copy& copy) {
                return copy.state() == CopyState::issued && copy.revision == revision &&
                       copy.to.same_place(point);
            }))
            points.push_back(point);
    }
    if (!any)
        throw Error(Code::not_found, "the distribution list of " + document.number +
                                         " has no point that takes a copy; add one, or say to whom");
    if (points.empty())
        throw Error(Code::conflict, "every point on the distribution list of " + document.number +
                                        " has its copy; say to whom for one more");
    return points;
}

std::vector<Copy> made(Engine& engine, const Document& document, const CopyIssue& issue,
                       const std::string& by, Instant at, Date on) {
    const auto there = copies_of(engine, document.number);
    int last = 0;
    for (const auto& copy : there)
        last = std::max(last, copy.number);
    std::vector<Copy> copies;
    for (PointOfUse point :
         issue.to.empty() ? points_without(engine, document, there, issue, on) : issue.to) {
        check_taker(engine, point);
        const Revision& revision = revision_to_issue(document, point, issue.revision, on);
        point.since.reset();
        Copy copy{document.number, ++last, revision.number,
                  point,           "",     {{CopyState::issued, at, by, issue.note}}};
        copy.code = base::check_code(model::text_of_code(copy, revision.digest));
        copies.push_back(std::move(copy));
    }
    return copies;
}

void put(Draft& draft, const Copy& copy) {
    draft.put(format::copy_path(copy.document, copy.number), copy);
    draft.subject("copy", copy.document + "#" + std::to_string(copy.number));
}

Copy require_copy(Engine& engine, const std::string& document, int number) {
    if (!base::is_code(document) || number < 1)
        throw Error(Code::not_found,
                    "no copy " + std::to_string(number) + " of " + document + "; list its copies");
    const Copy copy =
        engine.require<Copy>(format::copy_path(document, number),
                             "copy " + std::to_string(number) + " of " + document, "list its copies");
    if (copy.steps.empty())
        throw Error(Code::corrupt,
                    name_of(copy) + " was never issued; run verify and restore the store from a copy");
    return copy;
}

std::vector<Copy> selected(Engine& engine, const Document& document, const CopySelection& which,
                           CopyState state, Date on) {
    std::vector<Copy> copies;
    for (const int number : std::set<int>(which.numbers.begin(), which.numbers.end()))
        copies.push_back(require_copy(engine, document.number, number));
    if (which.outdated)
        for (auto& copy : copies_of(engine, document.number))
            if (is_outdated(document, copy, on) && model::may_become(copy.state(), state) &&
                std::none_of(which.numbers.begin(), which.numbers.end(),
                             [&](int n) { return n == copy.number; }))
                copies.push_back(std::move(copy));
    if (copies.empty())
        throw Error(Code::not_found, which.outdated
                                         ? "no copy of " + document.number + " is outdated and waits for this"
                                         : "no copy is named; give its number");
    return copies;
}

constexpr const char* verb_of(CopyState state) {
    switch (state) {
    case CopyState::recalled:
        return "Recall ";
    case CopyState::back:
        return "Back: ";
    case CopyState::lost:
        return "Lost: ";
    case CopyState::destroyed:
        return "Destroyed: ";
    case CopyState::issued:
        break;
    }
    return "Issue ";
}

/// Under which operations the history has it.
std::string operation_of(CopyState state) {
    return state == CopyState::recalled ? "copy.recall" : std::string("copy.") + format::name_of(state);
}

CopyLine line_of(const Document& document, const Copy& copy, Date on) {
    return {copy, document.title.text, state_on(document, copy.revision, on),
            is_outdated(document, copy, on)};
}

bool is_asked_for(const CopyQuery& query, const CopyLine& line) {
    return (!query.at || query.at->same_place(line.copy.to)) &&
           (!query.state || *query.state == line.copy.state()) && (!query.out || line.copy.out()) &&
           (!query.outdated || line.outdated);
}

/// `last_on`: the day of the copy's last step.
std::string why_not_valid(const CodeCheck& check, const Document& document, Date on, Date last_on) {
    const std::string name = name_of(check.copy.document, check.copy.revision);
    const std::string day = to_string(last_on);
    if (check.revision_state == RevisionState::approved)
        return name + " is approved and not yet in force; it will be from " + to_string(*check.effective_on);
    if (check.revision_state != RevisionState::effective) {
        const auto since = model::out_of_force_since(document, check.copy.revision, on);
        return name + " is " + format::name_of(check.revision_state) +
               (since ? " since " + to_string(*since) : std::string()) + "; " +
               (check.in_force ? name_of(check.copy.document, *check.in_force) + " is in force, "
                               : std::string("no revision is in force, ")) +
               "do not use this copy";
    }
    switch (check.copy.state()) {
    case CopyState::recalled:
        return name_of(check.copy) + " was recalled on " + day + "; give it back";
    case CopyState::back:
        return name_of(check.copy) + " was given back on " + day + "; do not use it";
    case CopyState::lost:
        return name_of(check.copy) + " was reported lost on " + day + "; give it back to the office";
    case CopyState::destroyed:
        return name_of(check.copy) + " was noted as destroyed on " + day +
               "; tell the office where it was found";
    case CopyState::issued:
        break;
    }
    return "";
}

CodeCheck checked(const Document& document, const Copy& copy, Date on, Date last_on) {
    const Revision* revision = model::issue_of(document, copy.revision);
    CodeCheck check;
    check.copy = copy;
    check.title = document.title.text;
    check.revision_state = state_on(document, copy.revision, on);
    check.effective_on = revision->effective_on;
    check.in_force = effective_revision(document, model::language_of(document, *revision), on);
    check.text = why_not_valid(check, document, on, last_on);
    check.valid = check.text.empty();
    if (check.valid)
        check.text = name_of(copy.document, copy.revision) + " is in force since " +
                     to_string(*check.effective_on) + "; " + name_of(copy) + " was issued to " +
                     to_string(copy.to);
    return check;
}

/// Everything that a cover sheet tells.
exchange::CopyStamp stamp_of(Engine& engine, const Document& document, const Copy& copy) {
    const Revision* revision = model::issue_of(document, copy.revision);
    if (!revision)
        throw Error(Code::corrupt, name_of(copy) + " is of a revision that is not there; run verify");
    exchange::CopyStamp stamp{engine.office().name, document, *revision, copy, {}, {}, {}};
    if (!copy.steps.empty()) stamp.issued_on = engine.civil_date(copy.steps.front().at);
    stamp.outdated_since = model::out_of_force_since(document, copy.revision, engine.today());
    if (revision->approval.empty()) return stamp;
    for (const auto& decision : engine.approval(revision->approval).decisions) {
        if (!decision.approved()) continue;
        const auto person = engine.find<Person>(format::person_path(decision.by));
        stamp.approvals.push_back({person ? person->name : decision.by, engine.civil_date(decision.at)});
    }
    return stamp;
}

} // namespace

std::vector<CopyLine> copy_lines(Engine& engine, const std::string& number, Date on) {
    std::vector<CopyLine> lines;
    std::optional<Document> document;
    for (const auto& copy : copies_of(engine, number)) {
        if (!document || document->number != copy.document) document = engine.document(copy.document);
        lines.push_back(line_of(*document, copy, on));
    }
    return lines;
}

std::vector<Copy> Distribution::issue(const CopyIssue& issue) {
    if (issue.dry_run)
        return made(*engine_, engine_->document(issue.document), issue, engine_->options().actor,
                    engine_->now(), engine_->today());
    Turn turn(*engine_, "document.distribute", issue.document);
    const Document document = engine_->document(issue.document);
    auto copies = made(*engine_, document, issue, turn.actor().login, turn.now(), turn.today());
    Draft draft = turn.begin("copy.issue");
    std::vector<int> numbers;
    for (const auto& copy : copies) {
        put(draft, copy);
        numbers.push_back(copy.number);
    }
    draft.subject("document", document.number);
    draft.say("Issue " + numbers_in_words(numbers) + " of " + document.number, issue.note);
    turn.commit(std::move(draft));
    return copies;
}

std::vector<int> Distribution::mark(const CopySelection& which, CopyState state, const std::string& note) {
    if (note.empty() && (state == CopyState::recalled || state == CopyState::lost))
        throw Error(Code::invalid_argument, std::string("a copy that is ") + format::name_of(state) +
                                                " needs a note that says why or how; give one");
    Turn turn(*engine_, "document.distribute", which.document);
    const Document document = engine_->document(which.document);
    Draft draft = turn.begin(operation_of(state));
    std::vector<int> numbers;
    for (auto& copy : selected(*engine_, document, which, state, turn.today())) {
        if (!model::may_become(copy.state(), state))
            throw Error(Code::conflict, name_of(copy) + " is " + format::name_of(copy.state()) +
                                            " and cannot become " + format::name_of(state) +
                                            "; leave it out");
        copy.steps.push_back({state, turn.now(), turn.actor().login, note});
        put(draft, copy);
        numbers.push_back(copy.number);
    }
    draft.subject("document", document.number);
    draft.say(verb_of(state) + numbers_in_words(numbers) + " of " + document.number, note);
    turn.commit(std::move(draft));
    return numbers;
}

Copy Distribution::copy(const std::string& document, int number) const {
    return require_copy(*engine_, document, number);
}

std::vector<CopyLine> Distribution::copies(const CopyQuery& query) const {
    if (!query.document.empty()) (void)engine_->document(query.document);
    auto lines = copy_lines(*engine_, query.document, engine_->today());
    std::erase_if(lines, [&](const CopyLine& line) { return !is_asked_for(query, line); });
    return lines;
}

std::string Distribution::stamp(const std::string& number, int copy, const std::string& medium,
                                const std::string& language) const {
    if (medium != "text" && medium != "html")
        throw Error(Code::invalid_argument,
                    "no cover sheet can be for '" + medium + "'; expected text or html");
    const Copy of = require_copy(*engine_, number, copy);
    return exchange::copy_stamp(stamp_of(*engine_, engine_->document(number), of),
                                medium == "html" ? exchange::Medium::html : exchange::Medium::text, language);
}

CodeCheck Distribution::check(const std::string& typed) const {
    const auto code = base::read_check_code(typed);
    if (!code)
        throw Error(Code::invalid_argument,
                    "'" + typed + "' is mistyped: no code can be so; look at the paper again");
    const auto found = engine_->ask([&](const index::Index& index) { return index.copy_of_code(*code); });
    if (!found)
        throw Error(Code::not_found, "no copy of this office has the code " + *code +
                                         "; what is on such a paper is not in force here");
    const Copy copy = require_copy(*engine_, found->first, found->second);
    const Document document = engine_->document(copy.document);
    const Revision* revision = model::issue_of(document, copy.revision);
    if (!revision || base::check_code(model::text_of_code(copy, revision->digest)) != *code)
        throw Error(Code::corrupt, "the register does not bear out the code " + *code + " of " +
                                       name_of(copy) + "; run verify, and do not rely on the paper");
    return checked(document, copy, engine_->today(), engine_->civil_date(copy.steps.back().at));
}

} // namespace almirah
