// Evidence on controlled documents: what there is, how it came about and how it is looked after.
#include "exchange/words.hpp"
#include "model/document.hpp"
#include "store/document_types.hpp"
#include "store/evidence.hpp"

#include <algorithm>

namespace almirah {

namespace {

std::string issue(int number) {
    return number > 0 ? std::to_string(number) : "";
}

std::string digests(const std::vector<ContentFile>& files) {
    std::vector<std::string> all;
    for (const auto& file : files)
        all.push_back(file.name + " " + file.sha256);
    return cell_of_all(all);
}

/// Whether something became of the issue in the period: it was written, came into force or went out of it.
bool is_in_period(const Evidence& evidence, const Revision& revision,
                  const std::optional<Date>& out_of_force) {
    return evidence.within(revision.at) || evidence.within(revision.effective_on) ||
           evidence.within(out_of_force);
}

} // namespace

std::string cell(const Evidence& evidence, const Text& text) {
    return exchange::in_language(text, evidence.plan.language);
}

void gather_master_list(Evidence& evidence) {
    for (const auto& line : master_list(evidence.engine, {.on = evidence.plan.until}))
        evidence.add({line.number, line.title, line.type, line.language, line.owner, issue(line.revision),
                      cell(line.effective_on), issue(line.open_revision), line.open_state, cell(line.behind),
                      cell(line.review_on)});
}

void gather_document_types(Evidence& evidence) {
    for (const auto& type : evidence.engine.all<DocumentType>("document-types"))
        evidence.add({type.code, cell(evidence, type.title), type.numbering, type.route,
                      cell(type.review_every), cell_of_all(type.required), cell_of_all(type.languages),
                      cell(type.external), type.series});
}

void gather_issues(Evidence& evidence) {
    const Date until = evidence.plan.until;
    evidence.engine.each<Document>("documents", [&](const Document& document) {
        for (const auto& revision : document.revisions) {
            if (!evidence.by_end(revision.at)) continue;
            const auto retired = model::retired(document, revision, until);
            const auto out = retired ? std::optional(retired->on) : std::nullopt;
            if (!is_in_period(evidence, revision, out)) continue;
            evidence.add({document.number, cell(evidence, document.title), issue_name(revision),
                          model::language_of(document, revision), revision.author, to_string(revision.at),
                          revision.change, issue(revision.request), digests(revision.files), revision.digest,
                          revision.approval, format::name_of(state_on(document, revision.number, until)),
                          cell(revision.effective_on), cell(out), revision.record});
        }
    });
}

void gather_change_requests(Evidence& evidence) {
    evidence.engine.each<Document>("documents", [&](const Document& document) {
        for (const auto& request : document.requests)
            if (evidence.within(request.at) || evidence.within(request.answered_at))
                evidence.add({document.number, std::to_string(request.number), request.by,
                              to_string(request.at), request.text, format::name_of(request.state),
                              request.answered_by, cell(request.answered_at), request.answer,
                              issue(request.revision)});
    });
}

void gather_reviews(Evidence& evidence) {
    const Date until = evidence.plan.until;
    const auto types = evidence.engine.all<DocumentType>("document-types");
    evidence.engine.each<Document>("documents", [&](Document document) {
        const std::string title = cell(evidence, document.title);
        std::erase_if(document.reviews, [&](const auto& review) { return until < review.on; });
        for (const auto& review : document.reviews)
            if (evidence.within(review.on))
                evidence.add({document.number, title, "held", "", to_string(review.on), review.by,
                              format::name_of(review.verdict), review.reason, issue(review.revision)});
        const auto due = review_due(document, review_interval(document, types), until);
        if (due)
            evidence.add({document.number, title, *due < until ? "overdue" : "due", to_string(*due), "", "",
                          "", "", issue(effective_revision(document, "", until).value_or(0))});
    });
}

void gather_external_documents(Evidence& evidence) {
    evidence.engine.each<Document>("documents", [&](const Document& document) {
        if (!document.external) return;
        const auto in_force = effective_revision(document, "", evidence.plan.until);
        evidence.add({document.number, cell(evidence, document.title), document.external->publisher,
                      document.external->edition, cell(document.external->published),
                      document.external->watched_by, issue(in_force.value_or(0)),
                      in_force ? cell(model::issue_of(document, *in_force)->effective_on) : ""});
    });
}

} // namespace almirah
