// The fields of everything in the register, in the order in which they are written (docs/format.md).
#pragma once

#include "format/archive.hpp"
#include "format/fields_documents.hpp"
#include "format/json.hpp"
#include "format/name_tables.hpp"
#include "format/sealed.hpp"

namespace almirah::format {

template <class A>
void fields(A& a, typename A::template Ref<FormatFile> v) {
    a.always("format", v.format);
    a.always("store", v.store);
}

template <class A>
void fields(A& a, typename A::template Ref<PaperClass> v) {
    a.always("code", v.code);
    a.always("series", v.series);
}

template <class A>
void fields(A& a, typename A::template Ref<SealedFile> v) {
    a.always("salt", v.salt);
    a("file_no", v.fields.file_no);
    a("parties", v.fields.parties);
    a("subjects", v.fields.subjects);
    a("properties", v.fields.properties);
    a("padding", v.padding);
}

template <class A>
void fields(A& a, typename A::template Ref<Clearance> v) {
    a.always("event", v.event);
    a("created_before", v.created_before);
    a("except_classes", v.except_classes);
    a("remind_month", v.remind_month);
    a("why", v.why);
}

template <class A>
void fields(A& a, typename A::template Ref<ClassLimit> v) {
    a.always("classes", v.classes);
    a.always("after_closing", v.after_closing);
    a("why", v.why);
}

template <class A>
void fields(A& a, typename A::template Ref<Policy> v) {
    a("financial_year_start_month", v.financial_year_start_month, 4);
    a("utc_offset_minutes", v.utc_offset_minutes);
    a("appraisal_after_years", v.appraisal_after_years);
    a("approval_valid_days", v.approval_valid_days);
    a("clearances", v.clearances);
    a("class_limits", v.class_limits);
    a("routes", v.routes);
    a.always("place_levels", v.place_levels);
    a("residual_places", v.residual_places);
    a("paper_classes", v.paper_classes);
    a("sealed_fields", v.sealed_fields);
    a("signed_operations", v.signed_operations);
    a("quiet_days", v.quiet_days, 92);
}

template <class A>
void fields(A& a, typename A::template Ref<Office> v) {
    a.always("code", v.code);
    a.always("name", v.name);
    a.always("policy", v.policy);
}

template <class A>
void fields(A& a, typename A::template Ref<Role> v) {
    a.always("code", v.code);
    a("title", v.title);
    a.always("permissions", v.permissions);
}

template <class A>
void fields(A& a, typename A::template Ref<Person> v) {
    a.always("login", v.login);
    a.always("name", v.name);
    a("email", v.email);
    a("roles", v.roles);
    a("active", v.active, true);
}

template <class A>
void fields(A& a, typename A::template Ref<SigningKey> v) {
    a.always("login", v.login);
    a.always("number", v.number);
    a.always("key", v.key);
    a("note", v.note);
    a.always("registered_at", v.registered_at);
    a("approved_by", v.approved_by);
    a("approved_at", v.approved_at);
    a("valid_from", v.valid_from);
    a("valid_until", v.valid_until);
    a("revoked_from", v.revoked_from);
    a("revoked_by", v.revoked_by);
    a("revoked_at", v.revoked_at);
    a("revoked_reason", v.revoked_reason);
}

template <class A>
void fields(A& a, typename A::template Ref<Desk> v) {
    a.always("code", v.code);
    a.always("title", v.title);
    a("holder", v.holder);
    a("service_limit_days", v.service_limit_days);
}

template <class A>
void fields(A& a, typename A::template Ref<Place> v) {
    a.always("code", v.code);
    a("title", v.title);
    a("level", v.level);
    a("capacity", v.capacity);
}

template <class A>
void fields(A& a, typename A::template Ref<FormBlank> v) {
    a.always("name", v.name);
    a("title", v.title);
    a("kind", v.kind, std::string("text"));
    a("action", v.action);
    a("fallback", v.fallback);
}

template <class A>
void fields(A& a, typename A::template Ref<FormColumn> v) {
    a.always("field", v.field);
    a.always("title", v.title);
}

template <class A>
void fields(A& a, typename A::template Ref<FormTable> v) {
    a.always("name", v.name);
    a.always("question", v.question);
    a.always("columns", v.columns);
}

template <class A>
void fields(A& a, typename A::template Ref<Form> v) {
    a.always("code", v.code);
    a.always("title", v.title);
    a("authority", v.authority);
    a("asks", v.asks);
    a.always("tables", v.tables);
    a("words", v.words);
    a("layouts", v.layouts);
    a("file_in", v.file_in);
}

template <class A>
void fields(A& a, typename A::template Ref<ChecklistPoint> v) {
    a.always("clause", v.clause);
    a.always("title", v.title);
    a.always("sections", v.sections);
}

template <class A>
void fields(A& a, typename A::template Ref<Checklist> v) {
    a.always("code", v.code);
    a.always("title", v.title);
    a.always("points", v.points);
    a("words", v.words);
}

template <class A>
void fields(A& a, typename A::template Ref<ProfileFile> v) {
    a.always("title", v.title);
    a("note", v.note);
    a("policy", v.policy);
    a("forms", v.forms);
    a("checklists", v.checklists);
    a("schedules", v.schedules);
}

template <class A>
void fields(A& a, typename A::template Ref<Series> v) {
    a.always("code", v.code);
    a("title", v.title);
    a("under", v.under);
    a("schedule", v.schedule);
    a("rule", v.rule);
    a("closed", v.closed);
    a("sealed_fields", v.sealed_fields);
}

template <class A>
void fields(A& a, typename A::template Ref<Trigger> v) {
    a.always("kind", v.kind);
    a("name", v.name);
    a("offset", v.offset);
    a("group", v.group);
}

template <class A>
void fields(A& a, typename A::template Ref<Bound> v) {
    a.always("from", v.from);
    a.always("after", v.after);
}

template <class A>
void fields(A& a, typename A::template Ref<Step> v) {
    a("after", v.after);
    a.always("action", v.action);
}

template <class A>
void fields(A& a, typename A::template Ref<Rule> v) {
    a.always("code", v.code);
    a("title", v.title);
    a.always("state", v.state);
    a("why", v.why);
    a("class", v.record_class);
    a("triggers", v.triggers);
    a("combine", v.combine);
    a("cutoff", v.cutoff);
    a("year_start_month", v.year_start_month);
    a("steps", v.steps);
    a("remove_after_transfer", v.remove_after_transfer);
    a("destroys_open", v.destroys_open);
    a("minimum", v.minimum);
    a("maximum", v.maximum);
    a("window_month", v.window_month);
    a("vital_review", v.vital_review);
    a("approvers", v.approvers, 1);
    a("enforced", v.enforced);
    a("disposition", v.disposition);
    a("authority", v.authority);
}

template <class A>
void fields(A& a, typename A::template Ref<Schedule> v) {
    a.always("id", v.id);
    a.always("version", v.version);
    a("title", v.title);
    a("source", v.source);
    a("sha256", v.sha256);
    a("review_every", v.review_every);
    a.always("rules", v.rules);
}

template <class A>
void fields(A& a, typename A::template Ref<SeriesImpact> v) {
    a.always("series", v.series);
    a("rule_before", v.rule_before);
    a("rule_after", v.rule_after);
    a("records", v.records);
    a("earlier", v.earlier);
    a("later", v.later);
    a("due_now", v.due_now);
}

template <class A>
void fields(A& a, typename A::template Ref<ScheduleImpact> v) {
    a.always("on", v.on);
    a("added", v.added);
    a("changed", v.changed);
    a("withdrawn", v.withdrawn);
    a("rebound", v.rebound);
    a("series", v.series);
    a("earlier", v.earlier);
    a("later", v.later);
    a("due_now", v.due_now);
}

template <class A>
void fields(A& a, typename A::template Ref<ScheduleFile> v) {
    a.always("schedule", v.schedule);
    a.always("at", v.at);
    a.always("by", v.by);
    a("approval", v.approval);
    a.always("state", v.state);
    a("series", v.series);
    a("effective_on", v.effective_on);
    a("impact", v.impact);
}

template <class A>
void fields(A& a, typename A::template Ref<ContentFile> v) {
    a.always("name", v.name);
    a.always("size_bytes", v.size_bytes);
    a.always("sha256", v.sha256);
    a.always("blob", v.blob);
    a("gone", v.gone);
}

template <class A>
void fields(A& a, typename A::template Ref<ContentVersion> v) {
    a.always("number", v.number);
    a.always("at", v.at);
    a.always("by", v.by);
    a("note", v.note);
    a.always("files", v.files);
}

template <class A>
void fields(A& a, typename A::template Ref<Event> v) {
    a.always("name", v.name);
    a.always("on", v.on);
    a("note", v.note);
    a("withdrawn_at", v.withdrawn_at);
    a("withdrawn_by", v.withdrawn_by);
    a("withdrawn_reason", v.withdrawn_reason);
}

template <class A>
void fields(A& a, typename A::template Ref<StepDone> v) {
    a.always("action", v.action);
    a.always("on", v.on);
    a("disposal", v.disposal);
}

template <class A>
void fields(A& a, typename A::template Ref<DateOverride> v) {
    a.always("number", v.number);
    a.always("action", v.action);
    a.always("due_on", v.due_on);
    a.always("by_rule", v.by_rule);
    a("rule", v.rule);
    a("schedule", v.schedule);
    a("schedule_version", v.schedule_version);
    a("reason", v.reason);
    a("authority", v.authority);
    a.always("by", v.by);
    a.always("at", v.at);
    a("approval", v.approval);
    a.always("state", v.state);
}

template <class A>
void fields(A& a, typename A::template Ref<Paper> v) {
    a.always("serial", v.serial);
    a("title", v.title);
    a("class", v.paper_class);
    a("on", v.on);
    a("pages", v.pages);
    a("files", v.files);
    a("superfluous", v.superfluous);
    a("weeded", v.weeded);
}

template <class A>
void fields(A& a, typename A::template Ref<Record> v) {
    a.always("id", v.id);
    a.always("series", v.series);
    a("also_in", v.also_in);
    a.always("title", v.title);
    a("file_no", v.file_no);
    a.always("state", v.state);
    a("created", v.created);
    a("opened", v.opened);
    a("closed", v.closed);
    a.always("filed", v.filed);
    a("parties", v.parties);
    a("subjects", v.subjects);
    a("language", v.language);
    a("medium", v.medium);
    a("place", v.place);
    a("dates", v.dates);
    a("properties", v.properties);
    a("events", v.events);
    a("appraisal", v.appraisal);
    a("versions", v.versions);
    a("steps_done", v.steps_done);
    a("sealed_fields", v.sealed_fields);
    a("sealed", v.sealed);
    a("papers", v.papers);
    a("key", v.key);
    a("overrides", v.overrides);
}

template <class A>
void fields(A& a, typename A::template Ref<HoldQuery> v) {
    a("series", v.series);
    a("words", v.words);
    a("from", v.from);
    a("until", v.until);
}

template <class A>
void fields(A& a, typename A::template Ref<Hold> v) {
    a.always("id", v.id);
    a.always("reason", v.reason);
    a("reference", v.reference);
    a("ordered_by", v.ordered_by);
    a.always("records", v.records);
    a("standing", v.standing);
    a("caught", v.caught);
    a("review_on", v.review_on);
    a.always("placed_by", v.placed_by);
    a.always("placed_at", v.placed_at);
    a("released_at", v.released_at);
    a("released_by", v.released_by);
    a("release_reason", v.release_reason);
    a("release_approval", v.release_approval);
    a("release_requested_by", v.release_requested_by);
    a("release_asked_by", v.release_asked_by);
}

template <class A>
void fields(A& a, typename A::template Ref<ItemReview> v) {
    a.always("verdict", v.verdict);
    a("reason", v.reason);
    a("authority", v.authority);
    a("until", v.until);
    a("hold", v.hold);
    a("by", v.by);
    a("at", v.at);
}

template <class A>
void fields(A& a, typename A::template Ref<Exclusion> v) {
    a.always("by", v.by);
    a("reason", v.reason);
    a.always("at", v.at);
}

template <class A>
void fields(A& a, typename A::template Ref<WeededPaper> v) {
    a.always("serial", v.serial);
    a("title", v.title);
    a("class", v.paper_class);
    a("rule", v.rule);
    a.always("due_on", v.due_on);
}

template <class A>
void fields(A& a, typename A::template Ref<DisposalItem> v) {
    a.always("record", v.record);
    a("title", v.title);
    a("series", v.series);
    a("rule", v.rule);
    a("schedule", v.schedule);
    a("schedule_version", v.schedule_version);
    a.always("due_on", v.due_on);
    a("outcome", v.outcome);
    a("why", v.why);
    a("files", v.files);
    a("bytes_also_in", v.bytes_also_in);
    a("removes_content", v.removes_content);
    a("review", v.review);
    a("excluded", v.excluded);
    a("papers", v.papers);
}

template <class A>
void fields(A& a, typename A::template Ref<CarryOut> v) {
    a("method", v.method);
    a("witness", v.witness);
    a("place", v.place);
    a("authority", v.authority);
    a("recipient", v.recipient);
}

template <class A>
void fields(A& a, typename A::template Ref<BagMade> v) {
    a.always("tagmanifest_sha256", v.tagmanifest_sha256);
    a.always("at", v.at);
    a.always("by", v.by);
    a.always("records", v.records);
    a.always("files", v.files);
    a.always("bytes", v.bytes);
    a("left_out", v.left_out);
}

template <class A>
void fields(A& a, typename A::template Ref<Receipt> v) {
    a.always("received_by", v.received_by);
    a.always("reference", v.reference);
    a.always("on", v.on);
    a.always("tagmanifest_sha256", v.tagmanifest_sha256);
    a.always("noted_by", v.noted_by);
    a.always("noted_at", v.noted_at);
}

template <class A>
void fields(A& a, typename A::template Ref<Disposal> v) {
    a.always("id", v.id);
    a.always("action", v.action);
    a.always("state", v.state);
    a.always("as_of", v.as_of);
    a.always("proposed_by", v.proposed_by);
    a.always("proposed_at", v.proposed_at);
    a("approval", v.approval);
    a.always("items", v.items);
    a("how", v.how);
    a("carried_out_by", v.carried_out_by);
    a("carried_out_at", v.carried_out_at);
    a("packs_rewritten", v.packs_rewritten);
    a("bag", v.bag);
    a("receipt", v.receipt);
    a("expires_on", v.expires_on);
    a("withdrawn_reason", v.withdrawn_reason);
    a("residual_places", v.residual_places);
    a("weeding", v.weeding);
    a("coauthors", v.coauthors);
}

template <class A>
void fields(A& a, typename A::template Ref<RefusedAttempt> v) {
    a.always("at", v.at);
    a("by", v.by);
    a.always("rule", v.rule);
    a("object", v.object);
    a.always("message", v.message);
}

template <class A>
void fields(A& a, typename A::template Ref<RefusedFile> v) {
    a("attempts", v.attempts);
    a("dropped", v.dropped);
    a("before", v.before);
    a("last", v.last);
}

} // namespace almirah::format
