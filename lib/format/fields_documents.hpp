// The fields of controlled documents and of approvals, in the order in which they are
// written (docs/format.md).
#pragma once

#include "format/archive.hpp"
#include "format/json.hpp"
#include "format/name_tables.hpp"

namespace almirah::format {

template <class A>
void fields(A& a, typename A::template Ref<StepCondition> v) {
    a("kinds", v.kinds);
    a("types", v.types);
    a("series", v.series);
}

template <class A>
void fields(A& a, typename A::template Ref<Comment> v) {
    a.always("by", v.by);
    a.always("at", v.at);
    a.always("text", v.text);
}

template <class A>
void fields(A& a, typename A::template Ref<Delegation> v) {
    a.always("id", v.id);
    a.always("by", v.by);
    a.always("to", v.to);
    a.always("from", v.from);
    a.always("until", v.until);
    a("routes", v.routes);
    a("reason", v.reason);
    a.always("made_by", v.made_by);
    a.always("made_at", v.made_at);
    a("ended_at", v.ended_at);
    a("ended_by", v.ended_by);
    a("end_reason", v.end_reason);
}

template <class A>
void fields(A& a, typename A::template Ref<RouteStep> v) {
    a("role", v.role);
    a("person", v.person);
    a("quorum", v.quorum, 1);
    a("name", v.name);
    a("beside", v.beside);
    a("only", v.only);
    a("within_days", v.within_days);
    a("escalate_to", v.escalate_to);
}

template <class A>
void fields(A& a, typename A::template Ref<Route> v) {
    a.always("code", v.code);
    a("title", v.title);
    a.always("steps", v.steps);
    a("author_excluded", v.author_excluded, true);
    a("distinct_people", v.distinct_people, true);
}

template <class A>
void fields(A& a, typename A::template Ref<Decision> v) {
    a.always("step", v.step);
    a.always("by", v.by);
    a.always("at", v.at);
    bool approved = v.approved(); // All there was before votes; written still, so that it reads as it did.
    a.always("approved", approved);
    a("vote", v.vote, approved ? Vote::approve : Vote::reject);
    a("reason", v.reason);
    a.always("digest", v.digest);
    a("for_person", v.for_person);
    a("delegation", v.delegation);
    a("signature", v.signature);
}

template <class A>
void fields(A& a, typename A::template Ref<Approval> v) {
    a.always("id", v.id);
    a.always("subject", v.subject);
    a.always("digest", v.digest);
    a.always("route", v.route);
    a.always("author", v.author);
    a.always("submitted_by", v.submitted_by);
    a.always("submitted_at", v.submitted_at);
    a.always("state", v.state);
    a("decisions", v.decisions);
    a("note", v.note);
    a("subject_digest", v.subject_digest);
    a("comments", v.comments);
    a("ended_by", v.ended_by);
    a("ended_at", v.ended_at);
    a("coauthors", v.coauthors);
    a("left_out", v.left_out);
}

template <class A>
void fields(A& a, typename A::template Ref<DocumentType> v) {
    a.always("code", v.code);
    a("title", v.title);
    a("numbering", v.numbering);
    a("route", v.route);
    a("review_every", v.review_every);
    a("required", v.required);
    a("languages", v.languages);
    a("series", v.series);
    a("external", v.external);
}

template <class A>
void fields(A& a, typename A::template Ref<ExternalSource> v) {
    a.always("publisher", v.publisher);
    a("edition", v.edition);
    a("published", v.published);
    a("watched_by", v.watched_by);
}

template <class A>
void fields(A& a, typename A::template Ref<ChangeRequest> v) {
    a.always("number", v.number);
    a.always("by", v.by);
    a.always("at", v.at);
    a.always("text", v.text);
    a.always("state", v.state);
    a("answered_by", v.answered_by);
    a("answered_at", v.answered_at);
    a("answer", v.answer);
    a("revision", v.revision);
}

template <class A>
void fields(A& a, typename A::template Ref<DocumentReview> v) {
    a.always("on", v.on);
    a.always("by", v.by);
    a.always("verdict", v.verdict);
    a("reason", v.reason);
    a.always("revision", v.revision);
}

template <class A>
void fields(A& a, typename A::template Ref<Revision> v) {
    a.always("number", v.number);
    a("minor", v.minor);
    a("language", v.language);
    a("edition_of", v.edition_of);
    a("request", v.request);
    a.always("author", v.author);
    a.always("at", v.at);
    a("change", v.change);
    a.always("files", v.files);
    a("record", v.record);
    a("digest", v.digest);
    a("approval", v.approval);
    a.always("state", v.state);
    a("effective_on", v.effective_on);
    a("obsolete_on", v.obsolete_on);
    a("coauthors", v.coauthors);
    a("submitted_for", v.submitted_for);
}

template <class A>
void fields(A& a, typename A::template Ref<Document> v) {
    a.always("number", v.number);
    a.always("title", v.title);
    a("type", v.type);
    a("language", v.language);
    a("owner", v.owner);
    a("review_every", v.review_every);
    a("properties", v.properties);
    a("external", v.external);
    a("supersedes", v.supersedes);
    a("copied_from", v.copied_from);
    a("requests", v.requests);
    a("reviews", v.reviews);
    a.always("revisions", v.revisions);
    a("described_by", v.described_by);
}

} // namespace almirah::format
