// Asking for changes, periodic reviews, and filing what is out of force.
#include "store/document_change.hpp"
#include "store/document_types.hpp"
#include "store/filing.hpp"

#include <algorithm>

namespace almirah {

std::string name_of(const Document& document, const Revision& revision) {
    return document.number + "/" + std::to_string(revision.number);
}

void write(Turn& turn, Draft draft, const Document& document, const std::string& summary,
           const std::string& reason) {
    draft.put(format::document_path(document.number), document);
    draft.subject("document", document.number);
    draft.say(summary, reason);
    turn.commit(std::move(draft));
}

ChangeRequest& require_request(Document& document, int number) {
    for (ChangeRequest& request : document.requests)
        if (request.number == number) return request;
    throw Error(Code::not_found, document.number + " has no change request " + std::to_string(number) +
                                     "; show the document for its requests");
}

vault::StoredContent stored_as(Engine& engine, const ContentFile& file) {
    const auto id = vault::ObjectId::parse(file.blob);
    if (!id) throw Error(Code::corrupt, file.name + " names no object; run verify");
    return {*id, engine.repository().is_in_parts(*id), file.size_bytes, file.sha256};
}

namespace {

int add_request(const Turn& turn, Document& document, const std::string& text) {
    ChangeRequest& request = document.requests.emplace_back();
    request.number = static_cast<int>(document.requests.size());
    request.by = turn.actor().login;
    request.at = turn.now();
    request.text = text;
    return request.number;
}

/// An issue that was in force, is so no longer, and is to be filed.
struct Leaving {
    std::size_t revision;
    model::Retired retired;
    std::string series;
};

std::vector<Leaving> leaving(const Document& document, const std::vector<DocumentType>& types, Date on) {
    const auto type =
        std::find_if(types.begin(), types.end(), [&](const auto& t) { return t.code == document.type; });
    std::vector<Leaving> found;
    if (type == types.end() || type->series.empty()) return found;
    for (std::size_t i = 0; i < document.revisions.size(); ++i) {
        const Revision& revision = document.revisions[i];
        const auto retired = model::retired(document, revision, on);
        if (retired && *revision.effective_on <= retired->on && revision.record.empty())
            found.push_back({i, *retired, type->series});
    }
    return found;
}

/// The record of an issue, with what says when its retention begins.
Record record_of(const Document& document, const Revision& revision, const Leaving& leaving) {
    Record record;
    record.series = leaving.series;
    record.title = document.title;
    record.file_no = name_of(document, revision);
    record.language = model::language_of(document, revision);
    record.created = revision.effective_on;
    record.closed = leaving.retired.on;
    record.properties = document.properties;
    record.properties["document"] = document.number;
    record.properties["revision"] = std::to_string(revision.number);
    record.events.push_back({leaving.retired.obsolete ? "obsolete" : "superseded", leaving.retired.on, ""});
    return record;
}

std::string file_issue(Turn& turn, Draft& draft, Document& document, const Leaving& leaving) {
    Revision& revision = document.revisions[leaving.revision];
    Record record = record_of(document, revision, leaving);
    record.id = turn.next_record_id(record.series);
    record.filed = turn.today();
    record.state = RecordState::closed;
    for (const auto& file : revision.files) {
        draft.put_content(format::record_content_path(record.id, 1, file.name),
                          stored_as(turn.engine(), file));
        draft.remove_content(format::document_content_path(document.number, revision.number, file.name));
    }
    record.versions.push_back({1, revision.at, revision.author, revision.change, revision.files});
    revision.record = record.id;
    draft.put(format::record_path(record.id), record);
    return record.id;
}

} // namespace

int Documents::request_change(const std::string& number, const std::string& text) {
    if (text.empty())
        throw Error(Code::invalid_argument, "the request says nothing; say what should change, and why");
    Turn turn(*engine_, any_person, number);
    Document document = engine_->document(number);
    const int made = add_request(turn, document, text);
    write(turn, turn.begin("document.request"), document,
          "Ask for a change of " + number + " (request " + std::to_string(made) + ")", text);
    return made;
}

void Documents::decline(const std::string& number, int request, const std::string& reason) {
    require_reason(reason, "declining a request");
    Turn turn(*engine_, "document.write", number);
    Document document = engine_->document(number);
    ChangeRequest& asked = require_request(document, request);
    if (asked.state != RequestState::open)
        throw Error(Code::conflict, "the request " + std::to_string(request) + " of " + number + " is " +
                                        format::name_of(asked.state) + " already");
    asked.state = RequestState::declined;
    asked.answered_by = turn.actor().login;
    asked.answered_at = turn.now();
    asked.answer = reason;
    write(turn, turn.begin("document.decline"), document,
          "Decline the request " + std::to_string(request) + " of " + number, reason);
}

void Documents::review(const std::string& number, ReviewVerdict verdict, const std::string& reason) {
    require_reason(reason, "a review");
    const bool obsolete = verdict == ReviewVerdict::obsolete;
    Turn turn(*engine_, obsolete ? "document.issue" : "document.write", number);
    Document document = engine_->document(number);
    const auto effective = effective_revision(document, "", turn.today());
    if (!effective)
        throw Error(Code::conflict, number + " has no revision in force, and there is nothing to review");
    document.reviews.push_back({turn.today(), turn.actor().login, verdict, reason, *effective});
    std::string effect;
    if (verdict == ReviewVerdict::revise)
        effect = "; request " + std::to_string(add_request(turn, document, reason));
    if (obsolete)
        for (const auto& language : model::languages_of(document))
            if (const auto edition = effective_revision(document, language, turn.today()))
                make_obsolete(*model::issue_of(document, *edition), turn.today());
    write(turn, turn.begin(obsolete ? "document.withdraw" : "document.review"), document,
          "Review " + number + "/" + std::to_string(*effective) + ": " + format::name_of(verdict) + effect,
          reason);
}

std::vector<std::string> Documents::file_superseded(bool dry_run) {
    Turn turn(*engine_, "document.issue", "documents");
    const auto kinds = types();
    Draft draft = turn.begin("document.file");
    std::vector<std::string> records;
    for (auto& document : engine_->all<Document>("documents")) {
        const auto issues = leaving(document, kinds, turn.today());
        for (const auto& issue : issues)
            records.push_back(dry_run ? name_of(document, document.revisions[issue.revision])
                                      : file_issue(turn, draft, document, issue));
        if (issues.empty() || dry_run) continue;
        draft.put(format::document_path(document.number), document);
        draft.subject("document", document.number);
    }
    if (records.empty() || dry_run) return records;
    add_record_subjects(draft, records);
    draft.say("File " + records_in_words(records.size()) + " of issues that are out of force");
    auto filed = records; // before: what fails after the commit would say that nothing is done
    turn.commit(std::move(draft));
    return filed;
}

} // namespace almirah
