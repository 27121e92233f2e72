#include "store/entry_submission.hpp"

#include "store/route.hpp"
#include "store/subject_digest.hpp"

namespace almirah {

std::pair<std::string, std::string> parts_of_subject(const std::string& subject) {
    const auto blank = subject.find(' ');
    return {subject.substr(0, blank), blank == std::string::npos ? "" : subject.substr(blank + 1)};
}

std::string subject_name(const Document& document, const Revision& revision) {
    return document.number + "/" + std::to_string(revision.number);
}

std::string subject_name(const format::ScheduleFile& file) {
    return file.schedule.id + "/" + std::to_string(file.schedule.version);
}

std::set<std::string> all_of(const std::string& author, std::set<std::string> others) {
    others.insert(author);
    return others;
}

namespace {

/// Who wrote any part of it; empty where that is not said in it.
std::set<std::string> authors_of_subject(const EntryEffects& effects, const std::string& subject) {
    const auto [kind, object] = parts_of_subject(subject);
    for (const auto& document : effects.documents)
        for (const auto& revision : document.after.revisions)
            if (kind == "document" && object == subject_name(document.after, revision))
                return all_of(revision.author, revision.coauthors);
    for (const auto& disposal : effects.disposals)
        if (kind == "disposal" && object == disposal.after.id)
            return all_of(disposal.after.proposed_by, disposal.after.coauthors);
    for (const auto& hold : effects.holds)
        if (kind == "hold-release" && object == hold.after.id)
            return all_of(hold.after.release_requested_by, hold.after.release_asked_by);
    return {};
}

/// Of what the entry left; "" where the entry did not touch it.
std::string digest_of_subject(const EntryEffects& effects, const std::string& subject) {
    const auto [kind, object] = parts_of_subject(subject);
    for (const auto& document : effects.documents)
        for (const auto& revision : document.after.revisions)
            if (kind == "document" && object == subject_name(document.after, revision))
                return digest_of(document.after, revision);
    for (const auto& disposal : effects.disposals)
        if (kind == "disposal" && object == disposal.after.id) return digest_of(disposal.after);
    for (const auto& file : effects.schedules)
        if (kind == "schedule" && object == subject_name(file.after)) return digest_of(file.after);
    for (const auto& hold : effects.holds)
        if (kind == "hold-release" && object == hold.after.id) return digest_of_release(hold.after);
    for (const auto& record : effects.records)
        for (const auto& date : record.set)
            if (kind == "override" && object == record.id + "/" + std::to_string(date.number))
                return digest_of(record.id, date);
    return "";
}

/// Codes of the routes by which a subject may be decided.
std::set<std::string> routes_for(RegisterAt& before, const EntryEffects& effects,
                                 const std::string& subject) {
    const auto [kind, object] = parts_of_subject(subject);
    for (const auto& document : effects.documents)
        if (kind == "document" && object.starts_with(document.after.number + "/") &&
            !document.after.type.empty())
            if (const auto type = before.find<DocumentType>(format::document_type_path(document.after.type));
                type && !type->route.empty())
                return {type->route};
    const auto& routes = before.policy().routes;
    for (const std::string& name : {kind, std::string("disposal")}) {
        const bool stands_in = name == kind || kind == "override" || kind == "schedule";
        const auto route = routes.find(name);
        if (stands_in && route != routes.end() && !route->second.empty()) return {route->second};
    }
    return {};
}

/// The rules of what is submitted may ask for more people, and a step before it may have gone.
bool is_step(RouteStep asked, const RouteStep& full) {
    if (asked.quorum < full.quorum) return false;
    asked.quorum = full.quorum;
    asked.beside = full.beside;
    return asked == full;
}

/// Of what does not depend on the series: the file plan of that day is not asked.
bool must_be_asked(const RouteStep& step, const std::string& kind, const std::string& type) {
    const StepCondition& only = step.only;
    return only.series.empty() && (only.kinds.empty() || only.kinds.contains(kind)) &&
           (only.types.empty() || only.types.contains(type));
}

std::string type_of_subject(const EntryEffects& effects, const std::string& subject) {
    const auto [kind, object] = parts_of_subject(subject);
    for (const auto& document : effects.documents)
        if (kind == "document" && object.starts_with(document.after.number + "/")) return document.after.type;
    return "";
}

std::string fault_of_route(RegisterAt& before, const EntryEffects& effects, const Approval& approval) {
    const Route& asked = approval.route;
    const auto there = before.find<Route>(format::route_path(asked.code));
    if (!there || !routes_for(before, effects, approval.subject).contains(asked.code))
        return "submits " + approval.subject + " to the route " + asked.code + ", which is not asked of it";
    const bool disposes = parts_of_subject(approval.subject).first != "schedule";
    if ((disposes || there->author_excluded) && !asked.author_excluded)
        return "lets the author decide on " + approval.subject;
    if (there->distinct_people && !asked.distinct_people)
        return "lets one person decide twice on " + approval.subject;
    const std::string kind = parts_of_subject(approval.subject).first,
                      type = type_of_subject(effects, approval.subject);
    auto step = asked.steps.begin();
    for (const RouteStep& full : there->steps) {
        if (step != asked.steps.end() && is_step(*step, full))
            ++step;
        else if (must_be_asked(full, kind, type))
            return "leaves out a step of the route " + asked.code;
    }
    return step == asked.steps.end() ? "" : "asks for a step that the route " + asked.code + " does not have";
}

} // namespace

std::string fault_of_submission(RegisterAt& before, const EntryEffects& effects, const Approval& approval) {
    const std::string submits = "submits " + approval.subject;
    if (approval.digest != digest_with(approval.subject_digest, approval.route))
        return submits + " with a digest that is not its own";
    if (digest_of_subject(effects, approval.subject) != approval.subject_digest)
        return submits + " and does not bind to it as it stands";
    if (const auto authors = authors_of_subject(effects, approval.subject);
        !authors.empty() && authors != all_of(approval.author, approval.coauthors))
        return submits + " and leaves out who wrote part of it";
    return fault_of_route(before, effects, approval);
}

} // namespace almirah
