// The life of a document: drafts, approval, force, withdrawal.
#include "base/name.hpp"
#include "store/document_change.hpp"
#include "store/document_types.hpp"
#include "store/filing.hpp"
#include "store/refusals.hpp"
#include "store/route.hpp"
#include "store/subject_digest.hpp"

#include <algorithm>
#include <set>

namespace almirah {

using model::language_of;

namespace {

/// What an operation on a revision looks for.
struct Sought {
    RevisionState state;
    std::string language; ///< Empty: of any language, where there is one only.
    const char* remedy;
    int number = 0; ///< That one and no other; 0: whichever it is.
};

std::vector<Revision*> revisions_in(Document& document, Date today, RevisionState state) {
    std::vector<Revision*> found;
    for (auto& revision : document.revisions)
        if (state_on(document, revision.number, today) == state) found.push_back(&revision);
    return found;
}

/// Those that are on their way: drafts, in review, and approved for a day that has not come.
std::vector<Revision*> open_revisions(Document& document, Date today) {
    std::vector<Revision*> open;
    for (const auto state : {RevisionState::draft, RevisionState::in_review, RevisionState::approved})
        for (Revision* revision : revisions_in(document, today, state))
            open.push_back(revision);
    return open;
}

/// What stands in the way: "; QP-07/3 is in review".
std::string open_ones(Document& document, Date today) {
    std::string text;
    for (const auto state : {RevisionState::draft, RevisionState::in_review, RevisionState::approved})
        for (const Revision* revision : revisions_in(document, today, state))
            text += "; " + name_of(document, *revision) + " is " + format::name_of(state);
    return text;
}

Revision& require_revision(Document& document, Date today, const Sought& sought) {
    auto found = revisions_in(document, today, sought.state);
    if (!sought.language.empty())
        std::erase_if(found, [&](const Revision* r) { return language_of(document, *r) != sought.language; });
    if (sought.number > 0)
        std::erase_if(found, [&](const Revision* r) { return r->number != sought.number; });
    if (found.size() == 1) return *found.front();
    if (found.empty())
        throw Error(Code::conflict, document.number + " has no revision" +
                                        (sought.language.empty() ? "" : " in " + sought.language) +
                                        " that is " + format::name_of(sought.state) +
                                        open_ones(document, today) + "; " + sought.remedy);
    std::string languages;
    for (const Revision* revision : found)
        languages += (languages.empty() ? "" : ", ") + language_of(document, *revision);
    throw Error(Code::conflict, document.number + " has revisions that are " + format::name_of(sought.state) +
                                    " in " + languages + "; say of which language");
}

/// The revision that gets new content: the draft of the language, the one in review, the one approved for a
/// later date; null when a new one is to be made.
Revision* revision_to_change(Document& document, Date today, const std::string& language) {
    for (Revision* revision : open_revisions(document, today))
        if (language_of(document, *revision) == language) return revision;
    return nullptr;
}

void check_content(const std::vector<Source>& content) {
    if (content.empty()) throw Error(Code::invalid_argument, "the revision has no content; give a file");
    if (const auto fault = fault_of_names(content); !fault.empty())
        throw Error(Code::invalid_argument, fault);
}

/// By their digests, whatever the files are called.
bool same_bytes(const std::vector<ContentFile>& one, const std::vector<ContentFile>& other) {
    std::multiset<std::string> left, right;
    for (const auto& file : one)
        left.insert(file.sha256);
    for (const auto& file : other)
        right.insert(file.sha256);
    return left == right;
}

void put_revision_content(Draft& draft, const Document& document, Revision& revision,
                          const std::vector<Source>& content) {
    for (const auto& file : revision.files)
        draft.remove_content(format::document_content_path(document.number, revision.number, file.name));
    const auto stored = draft.add(content);
    for (std::size_t i = 0; i < content.size(); ++i)
        draft.put_content(format::document_content_path(document.number, revision.number, content[i].name),
                          stored[i]);
    revision.files = describe(content, stored, 0);
}

/// Content that is in the store already, once more.
void put_same_content(Turn& turn, Draft& draft, const std::string& number, Revision& revision,
                      const std::vector<ContentFile>& files) {
    for (const auto& file : files)
        draft.put_content(format::document_content_path(number, revision.number, file.name),
                          stored_as(turn.engine(), file));
    revision.files = files;
}

/// Back to draft; decisions on it no longer count (R17).
void to_draft(Turn& turn, Draft& draft, Revision& revision, ApprovalState state, const std::string& note) {
    if (!revision.approval.empty()) end_approval(turn, draft, revision.approval, state, note);
    revision.state = RevisionState::draft;
    revision.digest.clear();
    revision.effective_on.reset();
    revision.submitted_for.reset();
}

/// The day of effect is set to another than was submitted.
void put_in_force(Revision& revision, Date on) {
    if (revision.effective_on == on) return;
    if (!revision.submitted_for) revision.submitted_for = revision.effective_on;
    revision.effective_on = on;
}

/// Whether what is there is what was approved. The day is none of it once it was approved; of a day that was
/// left open, or was lost before it was kept, there is only the absence to go by.
bool is_as_approved(const Approval& approval, const Document& document, Revision revision) {
    for (const auto& day : {revision.submitted_for, revision.effective_on, std::optional<Date>{}}) {
        revision.effective_on = day;
        if (still_submitted(approval, digest_of(document, revision))) return true;
    }
    return false;
}

/// What a document supersedes goes out of force on the day; nothing: what was to go out of force on a day to
/// come stays.
void supersede(Turn& turn, Draft& draft, const Document& document, std::optional<Date> on) {
    for (const std::string& number : document.supersedes) {
        Document other = turn.engine().document(number);
        const Document before = other;
        for (Revision& revision : other.revisions) {
            const bool to_come = revision.obsolete_on && *revision.obsolete_on > turn.today();
            if (revision.state == RevisionState::obsolete && to_come) {
                revision.state = RevisionState::approved;
                revision.obsolete_on.reset();
            }
            if (!on || revision.state != RevisionState::approved) continue;
            if (state_on(before, revision.number, turn.today()) == RevisionState::superseded) continue;
            make_obsolete(revision, *on);
        }
        if (other == before) continue;
        draft.put(format::document_path(number), other);
        draft.subject("document", number);
    }
}

/// The same of a revision that was approved already: what was to go out of force by it stays.
void back_to_draft(Turn& turn, Draft& draft, const Document& document, Revision& revision,
                   const std::string& note) {
    if (revision.state == RevisionState::approved && language_of(document, revision) == document.language)
        supersede(turn, draft, document, std::nullopt);
    to_draft(turn, draft, revision, ApprovalState::voided, note);
}

} // namespace

Approval decide_document(Engine& engine, const WhichRevision& which, const Ballot& ballot) {
    Turn turn(engine, deciding, which.document);
    Document document = engine.document(which.document);
    Revision& revision =
        require_revision(document, turn.today(),
                         {RevisionState::in_review, which.language, "submit the draft first", which.number});
    Draft draft = turn.begin(operation_of("document", ballot.vote));
    const Approval approval =
        decide(turn, draft, revision.approval, {digest_of(document, revision), document.type}, ballot);
    const std::string name = name_of(document, revision);
    std::string effect;
    if (approval.state == ApprovalState::approved) {
        revision.state = RevisionState::approved;
        put_in_force(revision, std::max(revision.effective_on.value_or(turn.today()), turn.today()));
        document.described_by.clear();
        if (language_of(document, revision) == document.language)
            supersede(turn, draft, document, revision.effective_on);
        effect = "; it is effective from " + to_string(*revision.effective_on);
    }
    if (approval.state == ApprovalState::rejected || approval.state == ApprovalState::returned) {
        revision.state = RevisionState::draft;
        revision.effective_on.reset();
        effect = "; it is a draft again";
    }
    write(turn, std::move(draft), document, verb_of(ballot.vote) + " " + name + on_behalf(approval) + effect,
          ballot.reason);
    return approval;
}

void withdraw_document(Engine& engine, const WhichRevision& which, const std::string& reason) {
    require_reason(reason, "recalling a submission");
    Turn turn(engine, "document.write", which.document);
    Document document = engine.document(which.document);
    Revision& revision = require_revision(
        document, turn.today(),
        {RevisionState::in_review, which.language, "there is nothing to recall", which.number});
    Draft draft = turn.begin("document.recall");
    to_draft(turn, draft, revision, ApprovalState::withdrawn, reason);
    const std::string summary = "Recall " + name_of(document, revision) + " from approval";
    write(turn, std::move(draft), document, summary, reason);
}

namespace {

Revision first_revision(const Turn& turn, const std::string& change) {
    Revision revision;
    revision.author = turn.actor().login;
    revision.at = turn.now();
    revision.change = change;
    return revision;
}

/// A document without revisions, checked and numbered.
Document founded(Turn& turn, const Document& input) {
    Document document = input;
    document.requests.clear();
    document.reviews.clear();
    document.revisions.clear();
    document.described_by.clear();
    require_fitting(turn.engine(), document);
    if (document.number.empty()) document.number = next_number(turn, document);
    if (!base::is_code(document.number))
        throw Error(Code::invalid_argument,
                    "'" + document.number +
                        "' is not a document number; expected capitals, digits, dots and hyphens");
    if (turn.engine().find<Document>(format::document_path(document.number)))
        throw Error(Code::already_exists, "the document " + document.number +
                                              " is there already; revise it, or choose another number");
    return document;
}

/// Who described the document since its last approval wrote part of what is decided next.
Revision& next_revision(Document& document, const std::string& author) {
    const int number = document.revisions.empty() ? 1 : document.revisions.back().number + 1;
    Revision& revision = document.revisions.emplace_back();
    revision.number = number;
    revision.author = author;
    revision.coauthors = document.described_by;
    revision.coauthors.erase(author);
    return revision;
}

/// Content is theirs who wrote it, whoever brings it again: as the issue of another number, or the very same
/// bytes.
void credit_content(const Document& document, Revision& revision) {
    for (const Revision& other : document.revisions)
        if (other.number != revision.number && same_bytes(other.files, revision.files))
            for (const auto& login : authors_of(other))
                credit(revision, login);
}

/// A revision answers a request of its own document that is still open, or that it answered before.
void answer_request(const Turn& turn, Document& document, Revision& revision, int number) {
    if (number == 0) return;
    ChangeRequest& request = require_request(document, number);
    if (request.state != RequestState::open && request.revision != revision.number)
        throw Error(Code::conflict, "the request " + std::to_string(number) + " of " + document.number +
                                        " is " + format::name_of(request.state));
    request.state = RequestState::accepted;
    request.answered_by = turn.actor().login;
    request.answered_at = turn.now();
    request.revision = revision.number;
    revision.request = number;
}

/// Of a document, in a language: the issue in force, or else the last there was.
const Revision& issue_to_take(const Document& document, const std::string& language, Date on) {
    if (const auto number = effective_revision(document, language, on))
        return *model::issue_of(document, *number);
    const auto* last = model::last_issue(document, language.empty() ? document.language : language);
    if (!last) throw Error(Code::conflict, document.number + " has no issue to begin from; revise its draft");
    if (!last->record.empty())
        throw Error(Code::conflict, name_of(document, *last) + " is filed as the record " + last->record +
                                        "; take its content from there and revise the document");
    return *last;
}

} // namespace

std::string Documents::create(const Document& input, const std::vector<Source>& content,
                              const std::string& change) {
    check_content(content);
    Turn turn(*engine_, "document.write", input.number);
    Document document = founded(turn, input);
    Draft draft = turn.begin("document.new");
    Revision revision = first_revision(turn, change);
    put_revision_content(draft, document, revision, content);
    document.revisions = {revision};
    const std::string number = document.number;
    write(turn, std::move(draft), document, "New document " + number + ": " + document.title.text, change);
    return number;
}

std::string Documents::copy(const std::string& number, const Document& to, const std::string& change) {
    Turn turn(*engine_, "document.write", number);
    const Document from = engine_->document(number);
    const Revision& issue = issue_to_take(from, "", turn.today());
    Document document = to;
    if (document.title.text.empty()) document.title = from.title;
    if (document.type.empty()) document.type = from.type;
    if (document.owner.empty()) document.owner = turn.actor().login;
    if (!document.review_every) document.review_every = from.review_every;
    if (document.properties.empty()) document.properties = from.properties;
    if (!document.external) document.external = from.external;
    document.language = from.language;
    document = founded(turn, document);
    document.copied_from = name_of(from, issue);
    Draft draft = turn.begin("document.copy");
    Revision revision = first_revision(turn, change);
    for (const auto& login : authors_of(issue))
        credit(revision, login);
    for (const auto& login : from.described_by) // what nobody has approved of yet is said of the copy, too
        credit(revision, login);
    put_same_content(turn, draft, document.number, revision, issue.files);
    document.revisions = {revision};
    const std::string made = document.number;
    write(turn, std::move(draft), document, "Copy " + document.copied_from + " to " + made, change);
    return made;
}

int Documents::revise(const std::string& number, const std::vector<Source>& content,
                      const std::string& change, const std::string& language, int request) {
    check_content(content);
    Turn turn(*engine_, "document.write", number);
    Document document = engine_->document(number);
    const std::string& wanted = language.empty() ? document.language : language;
    Draft draft = turn.begin("document.revise");
    Revision* revision = revision_to_change(document, turn.today(), wanted);
    std::string effect;
    if (revision) {
        if (revision->state != RevisionState::draft) effect = "; its approval is void";
        back_to_draft(turn, draft, document, *revision, "the content was changed by " + turn.actor().login);
        ++revision->minor;
        write_as(*revision, turn.actor().login);
    } else {
        revision = &next_revision(document, turn.actor().login);
    }
    revision->at = turn.now();
    revision->change = change;
    if (!language.empty()) revision->language = language;
    if (wanted != document.language)
        if (const auto own = effective_revision(document, "", turn.today())) revision->edition_of = *own;
    answer_request(turn, document, *revision, request);
    put_revision_content(draft, document, *revision, content);
    credit_content(document, *revision);
    const int made = revision->number;
    const std::string summary = "Revise " + name_of(document, *revision) + effect;
    write(turn, std::move(draft), document, summary, change);
    return made;
}

int Documents::reopen(const std::string& number, const std::string& reason, const std::string& language) {
    require_reason(reason, "reopening a document");
    Turn turn(*engine_, "document.write", number);
    Document document = engine_->document(number);
    const std::string wanted = language.empty() ? document.language : language;
    if (effective_revision(document, wanted, turn.today()))
        throw Error(Code::conflict, number + " is in force; revise it instead");
    if (const Revision* open = revision_to_change(document, turn.today(), wanted))
        throw Error(Code::conflict, name_of(document, *open) + " is open already");
    const Revision from = issue_to_take(document, wanted, turn.today());
    Draft draft = turn.begin("document.reopen");
    Revision& revision = next_revision(document, turn.actor().login);
    for (const auto& login : authors_of(from))
        credit(revision, login);
    revision.at = turn.now();
    revision.change = reason;
    revision.language = from.language;
    put_same_content(turn, draft, number, revision, from.files);
    const int made = revision.number;
    const std::string summary = "Reopen " + number + " with the content of " + name_of(document, from) +
                                " as the draft of " + name_of(document, revision);
    write(turn, std::move(draft), document, summary, reason);
    return made;
}

void Documents::describe(const Document& input, const std::string& reason) {
    Turn turn(*engine_, "document.write", input.number);
    Document document = engine_->document(input.number);
    const bool as_approved = input.title == document.title && input.supersedes == document.supersedes;
    const auto open = open_revisions(document, turn.today());
    if (!as_approved && open.empty())
        throw Error(Code::conflict,
                    "titles of " + document.number +
                        " and what it supersedes are approved with an issue; revise it first");
    Draft draft = turn.begin("document.describe");
    std::string effect;
    for (Revision* revision : open) {
        credit(*revision, turn.actor().login);
        if (revision->state == RevisionState::draft) continue;
        back_to_draft(turn, draft, document, *revision,
                      "what is said of the document was changed by " + turn.actor().login);
        effect = "; its approval is void";
    }
    document.described_by.insert(turn.actor().login);
    document.title = input.title;
    document.type = input.type;
    document.owner = input.owner;
    document.review_every = input.review_every;
    document.properties = input.properties;
    document.external = input.external;
    document.supersedes = input.supersedes;
    require_fitting(turn.engine(), document);
    write(turn, std::move(draft), document, "Describe " + document.number + effect, reason);
}

std::string Documents::submit(const std::string& number, std::optional<Date> effective_on,
                              const std::string& language) {
    Turn turn(*engine_, "document.write", number);
    Document document = engine_->document(number);
    Revision& revision = require_revision(document, turn.today(),
                                          {RevisionState::draft, language, "revise the document first"});
    if (effective_on && *effective_on < turn.today())
        throw Error(Code::invalid_argument, "a revision cannot be in force before it is approved; " +
                                                to_string(*effective_on) +
                                                " is past, give today or a later date");
    require_fitting(turn.engine(), document);
    Draft draft = turn.begin("document.submit");
    const std::string name = name_of(document, revision);
    revision.effective_on = effective_on;
    revision.digest = digest_of(document, revision);
    const auto type = type_of(turn.engine(), document);
    const Approval approval = almirah::submit(turn, draft,
                                              {.kind = "document",
                                               .subject = "document " + name,
                                               .digest = revision.digest,
                                               .author = revision.author,
                                               .type = document.type,
                                               .route = type ? type->route : "",
                                               .coauthors = revision.coauthors});
    revision.approval = approval.id;
    revision.state = RevisionState::in_review;
    write(turn, std::move(draft), document, "Submit " + name + " for approval " + approval.id, "");
    return approval.id;
}

void Documents::approve(const std::string& number, const std::string& language) {
    decide_document(*engine_, {number, language}, {});
}
void Documents::reject(const std::string& number, const std::string& reason, const std::string& language) {
    decide_document(*engine_, {number, language}, {Vote::reject, reason});
}

void Documents::recall(const std::string& number, const std::string& reason, const std::string& language) {
    withdraw_document(*engine_, {number, language}, reason);
}

namespace {

/// What comes into force is what was approved, by all whom the route would ask of it today.
void require_binding(Engine& engine, const Document& document, const Revision& revision) {
    const Approval approval = engine.approval(revision.approval);
    std::string why = is_as_approved(approval, document, revision)
                          ? why_asked_of_others(engine, approval, {revision.digest, document.type})
                          : "it is no longer what was approved";
    if (why.empty()) return;
    refuse(engine, approval.route.code, name_of(document, revision),
           name_of(document, revision) + ": its approval " + approval.id + " is void: " + why +
               "; revise it and submit it again");
}

} // namespace

void Documents::issue(const std::string& number, Date effective_on, const std::string& language) {
    Turn turn(*engine_, "document.issue", number);
    Document document = engine_->document(number);
    Revision& revision = require_revision(document, turn.today(),
                                          {RevisionState::approved, language, "approve a revision first"});
    if (effective_on < turn.today())
        throw Error(Code::invalid_argument, "a revision cannot come into force on " +
                                                to_string(effective_on) +
                                                ", which is past; give today or a later date");
    require_binding(*engine_, document, revision);
    Draft draft = turn.begin("document.issue");
    put_in_force(revision, effective_on);
    if (language_of(document, revision) == document.language) supersede(turn, draft, document, effective_on);
    const std::string summary =
        "Issue " + name_of(document, revision) + " with effect from " + to_string(effective_on);
    write(turn, std::move(draft), document, summary, "");
}

void Documents::withdraw(const std::string& number, const std::string& reason, const std::string& language) {
    require_reason(reason, "withdrawing a document");
    Turn turn(*engine_, "document.issue", number);
    Document document = engine_->document(number);
    const auto effective = effective_revision(document, language, turn.today());
    if (!effective) throw Error(Code::conflict, number + " has no effective revision to withdraw");
    Revision& revision = *model::issue_of(document, *effective);
    make_obsolete(revision, turn.today());
    const std::string summary = "Withdraw " + name_of(document, revision) + " as obsolete";
    write(turn, turn.begin("document.withdraw"), document, summary, reason);
}

} // namespace almirah
