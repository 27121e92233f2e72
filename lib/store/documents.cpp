#include "base/digest.hpp"
#include "store/content.hpp"
#include "store/filing.hpp"
#include "store/route.hpp"

#include <algorithm>

namespace almirah {

namespace {

std::string name_of(const Document& document, const Revision& revision) {
    return document.number + "/" + std::to_string(revision.number);
}

/// What an approval binds to (R17): number, titles and content of the revision, not what the approval itself
/// changes.
std::string digest_of(Document document, Revision revision) {
    revision.digest.clear();
    revision.approval.clear();
    revision.state = RevisionState::draft;
    document.revisions = {revision};
    return base::sha256_hex(format::encode(document));
}

const std::string& language_of(const Document& document, const std::string& language) {
    return language.empty() ? document.language : language;
}

/// The one in a state today; null when there is none.
Revision* revision_in(Document& document, Date today, RevisionState state) {
    for (auto& revision : document.revisions)
        if (state_on(document, revision.number, today) == state) return &revision;
    return nullptr;
}

/// The draft, the one in review, or the one approved for a later date; null when there is none.
Revision* open_revision(Document& document, Date today) {
    for (auto& revision : document.revisions) {
        const RevisionState state = state_on(document, revision.number, today);
        if (state == RevisionState::draft || state == RevisionState::in_review ||
            state == RevisionState::approved)
            return &revision;
    }
    return nullptr;
}

Revision& require_revision(Document& document, Date today, RevisionState state, const char* remedy) {
    if (Revision* found = revision_in(document, today, state)) return *found;
    const Revision* revision = open_revision(document, today);
    throw Error(Code::conflict, document.number + " has no revision that is " + format::name_of(state) +
                                    (revision ? std::string("; ") + name_of(document, *revision) + " is " +
                                                    format::name_of(revision->state)
                                              : "") +
                                    "; " + remedy);
}

/// The revision that gets new content; null when a new one is to be made. There is one draft at a time, so
/// that nobody overwrites the Hindi one with the English.
Revision* revision_to_change(Document& document, Date today, const std::string& language) {
    for (const auto state : {RevisionState::draft, RevisionState::in_review}) {
        Revision* revision = revision_in(document, today, state);
        if (!revision) continue;
        if (language_of(document, revision->language) == language_of(document, language)) return revision;
        throw Error(Code::conflict, name_of(document, *revision) + " in the language '" +
                                        language_of(document, revision->language) + "' is " +
                                        format::name_of(state) +
                                        "; have it approved first, or give its language");
    }
    for (auto& revision : document.revisions)
        if (state_on(document, revision.number, today) == RevisionState::approved &&
            language_of(document, revision.language) == language_of(document, language))
            return &revision;
    return nullptr;
}

void check_content(const std::vector<Source>& content) {
    if (content.empty()) throw Error(Code::invalid_argument, "the revision has no content; give a file");
    if (const auto fault = fault_of_names(content); !fault.empty())
        throw Error(Code::invalid_argument, fault);
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

void write(Turn& turn, Draft draft, const Document& document, const std::string& summary,
           const std::string& reason) {
    draft.put(format::document_path(document.number), document);
    draft.subject("document", document.number);
    draft.say(summary, reason);
    turn.commit(std::move(draft));
}

/// Back to draft; decisions on it no longer count (R17).
void to_draft(Turn& turn, Draft& draft, Revision& revision, ApprovalState state, const std::string& note) {
    if (!revision.approval.empty()) end_approval(turn, draft, revision.approval, state, note);
    revision.state = RevisionState::draft;
    revision.digest.clear();
    revision.effective_on.reset();
}

} // namespace

Approval decide_document(Engine& engine, const std::string& number, const Ballot& ballot) {
    Turn turn(engine, deciding, number);
    Document document = engine.document(number);
    Revision& revision =
        require_revision(document, turn.today(), RevisionState::in_review, "submit the draft first");
    Draft draft = turn.begin(operation_of("document", ballot.vote));
    const Approval approval = decide(turn, draft, revision.approval, digest_of(document, revision), ballot);
    const std::string name = name_of(document, revision);
    std::string effect;
    if (approval.state == ApprovalState::approved) {
        revision.state = RevisionState::approved;
        revision.effective_on = std::max(revision.effective_on.value_or(turn.today()), turn.today());
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

void withdraw_document(Engine& engine, const std::string& number, const std::string& reason) {
    if (reason.empty())
        throw Error(Code::invalid_argument, "recalling a submission needs a reason; give one");
    Turn turn(engine, "document.write", number);
    Document document = engine.document(number);
    Revision& revision =
        require_revision(document, turn.today(), RevisionState::in_review, "there is nothing to recall");
    Draft draft = turn.begin("document.recall");
    to_draft(turn, draft, revision, ApprovalState::withdrawn, reason);
    const std::string summary = "Recall " + name_of(document, revision) + " from approval";
    write(turn, std::move(draft), document, summary, reason);
}

namespace {

const std::string& language_of(const Document& document, const Revision& revision) {
    return revision.language.empty() ? document.language : revision.language;
}

/// The languages in which there are revisions, the document's own first.
std::vector<std::string> languages_of(const Document& document) {
    std::vector<std::string> languages{document.language};
    for (const auto& revision : document.revisions)
        if (std::find(languages.begin(), languages.end(), language_of(document, revision)) == languages.end())
            languages.push_back(language_of(document, revision));
    return languages;
}

MasterLine master_line(Document& document, const std::string& language, Date on) {
    MasterLine line{document.number,
                    document.title.edition(language),
                    document.type,
                    language,
                    document.owner,
                    0,
                    {},
                    0,
                    ""};
    if (const auto effective = effective_revision(document, language, on)) {
        line.revision = *effective;
        for (const auto& revision : document.revisions)
            if (revision.number == *effective) line.effective_on = revision.effective_on;
    }
    const Revision* open = open_revision(document, on);
    if (open && language_of(document, *open) == language) {
        line.open_revision = open->number;
        line.open_state = format::name_of(open->state);
    }
    return line;
}

} // namespace

void Documents::create(const Document& input, const std::vector<Source>& content, const std::string& change) {
    if (!base::is_code(input.number))
        throw Error(Code::invalid_argument,
                    "'" + input.number +
                        "' is not a document number; expected capitals, digits, dots and hyphens");
    if (input.title.text.empty())
        throw Error(Code::invalid_argument, "the document " + input.number + " has no title; give one");
    check_content(content);
    Turn turn(*engine_, "document.write", input.number);
    if (engine_->find<Document>(format::document_path(input.number)))
        throw Error(Code::already_exists, "the document " + input.number +
                                              " is there already; revise it, or choose another number");
    Document document = input;
    Draft draft = turn.begin("document.new");
    Revision revision;
    revision.author = turn.actor().login;
    revision.at = turn.now();
    revision.change = change;
    put_revision_content(draft, document, revision, content);
    document.revisions = {revision};
    write(turn, std::move(draft), document, "New document " + document.number + ": " + document.title.text,
          change);
}

int Documents::revise(const std::string& number, const std::vector<Source>& content,
                      const std::string& change, const std::string& language) {
    check_content(content);
    Turn turn(*engine_, "document.write", number);
    Document document = engine_->document(number);
    Draft draft = turn.begin("document.revise");
    Revision* revision = revision_to_change(document, turn.today(), language);
    std::string effect;
    if (revision) {
        if (revision->state != RevisionState::draft) effect = "; its approval is void";
        to_draft(turn, draft, *revision, ApprovalState::voided,
                 "the content was changed by " + turn.actor().login);
    } else {
        revision = &document.revisions.emplace_back();
        revision->number =
            document.revisions.size() == 1 ? 1 : document.revisions[document.revisions.size() - 2].number + 1;
    }
    revision->author = turn.actor().login;
    revision->at = turn.now();
    revision->change = change;
    if (!language.empty()) revision->language = language;
    put_revision_content(draft, document, *revision, content);
    const int made = revision->number;
    const std::string summary = "Revise " + name_of(document, *revision) + effect;
    write(turn, std::move(draft), document, summary, change);
    return made;
}

std::string Documents::submit(const std::string& number, std::optional<Date> effective_on) {
    Turn turn(*engine_, "document.write", number);
    Document document = engine_->document(number);
    Revision& revision =
        require_revision(document, turn.today(), RevisionState::draft, "revise the document first");
    if (effective_on && *effective_on < turn.today())
        throw Error(Code::invalid_argument, "a revision cannot be in force before it is approved; " +
                                                to_string(*effective_on) +
                                                " is past, give today or a later date");
    Draft draft = turn.begin("document.submit");
    const std::string name = name_of(document, revision);
    revision.effective_on = effective_on;
    revision.digest = digest_of(document, revision);
    const Approval approval = almirah::submit(
        turn, draft, {"document", "document " + name, revision.digest, revision.author, 1, document.type});
    revision.approval = approval.id;
    revision.state = RevisionState::in_review;
    write(turn, std::move(draft), document, "Submit " + name + " for approval " + approval.id, "");
    return approval.id;
}

void Documents::approve(const std::string& number) {
    decide_document(*engine_, number, {});
}
void Documents::reject(const std::string& number, const std::string& reason) {
    decide_document(*engine_, number, {Vote::reject, reason});
}

void Documents::recall(const std::string& number, const std::string& reason) {
    withdraw_document(*engine_, number, reason);
}

void Documents::issue(const std::string& number, Date effective_on) {
    Turn turn(*engine_, "document.issue", number);
    Document document = engine_->document(number);
    Revision& revision =
        require_revision(document, turn.today(), RevisionState::approved, "approve a revision first");
    if (effective_on < turn.today())
        throw Error(Code::invalid_argument, "a revision cannot come into force on " +
                                                to_string(effective_on) +
                                                ", which is past; give today or a later date");
    revision.effective_on = effective_on;
    const std::string summary =
        "Issue " + name_of(document, revision) + " with effect from " + to_string(effective_on);
    write(turn, turn.begin("document.issue"), document, summary, "");
}

void Documents::withdraw(const std::string& number, const std::string& reason, const std::string& language) {
    if (reason.empty())
        throw Error(Code::invalid_argument, "withdrawing a document needs a reason; give one");
    Turn turn(*engine_, "document.issue", number);
    Document document = engine_->document(number);
    const auto effective = effective_revision(document, language, turn.today());
    if (!effective) throw Error(Code::conflict, number + " has no effective revision to withdraw");
    const auto revision = std::find_if(document.revisions.begin(), document.revisions.end(),
                                       [&](const Revision& r) { return r.number == *effective; });
    revision->state = RevisionState::obsolete;
    revision->obsolete_on = turn.today();
    const std::string summary = "Withdraw " + name_of(document, *revision) + " as obsolete";
    write(turn, turn.begin("document.withdraw"), document, summary, reason);
}

Document Documents::get(const std::string& number) const {
    return engine_->document(number);
}

std::vector<MasterLine> Documents::list(std::optional<Date> on) const {
    const Date date = on.value_or(engine_->today());
    std::vector<MasterLine> lines;
    for (auto& document : engine_->all<Document>("documents"))
        for (const auto& language : languages_of(document))
            lines.push_back(master_line(document, language, date));
    return lines;
}

void Documents::read(const std::string& number, int revision, const std::string& name, const Sink& sink,
                     std::optional<Date> on) const {
    const Document document = engine_->document(number);
    const Date date = on.value_or(engine_->today());
    if (revision == 0) {
        const auto effective = effective_revision(document, "", date);
        if (!effective)
            throw Error(Code::not_found,
                        number + " has no revision in force on " + to_string(date) + "; name a revision");
        revision = *effective;
    }
    for (const auto& candidate : document.revisions) {
        if (candidate.number != revision) continue;
        for (const auto& file : candidate.files)
            if (file.name == name || (name.empty() && candidate.files.size() == 1))
                return read_checked(*engine_, name_of(document, candidate), file, sink);
        throw Error(Code::not_found, name_of(document, candidate) + " has no file '" + name +
                                         "'; show the document for the names");
    }
    throw Error(Code::not_found, number + " has no revision " + std::to_string(revision));
}

} // namespace almirah
