// What happened to approvals, and how long it took.
#include "store/refusals.hpp"
#include "store/route.hpp"

#include <algorithm>

namespace almirah {

namespace {

std::vector<ApprovalEvent> events_of(const Approval& approval) {
    std::vector<ApprovalEvent> events;
    const auto add = [&](Instant at, const std::string& what, const std::string& by,
                         const std::string& text) -> ApprovalEvent& {
        return events.emplace_back(ApprovalEvent{approval.id, approval.subject, at, what, by, "", {}, text});
    };
    add(approval.submitted_at, "submit", approval.submitted_by, "");
    for (const auto& decision : approval.decisions) {
        auto& event = add(decision.at, format::name_of(decision.vote), decision.by, decision.reason);
        event.for_person = decision.for_person;
        event.step = decision.step;
    }
    for (const auto& comment : approval.comments)
        add(comment.at, "comment", comment.by, comment.text);
    if (approval.ended_at)
        add(*approval.ended_at, format::name_of(approval.state), approval.ended_by, approval.note);
    return events;
}

/// "document QP-07" asks for "document QP-07/3", and not for "document QP-071/1".
bool is_about(const std::string& subject, const std::string& asked) {
    return asked.empty() || subject == asked || subject.starts_with(asked + "/");
}

bool is_between(Date day, const std::optional<Date>& from, const std::optional<Date>& until) {
    return (!from || *from <= day) && (!until || day <= *until);
}

/// Desk by who holds it; of several the first.
std::map<std::string, std::string> desks_by_holder(Engine& engine) {
    std::map<std::string, std::string> desks;
    for (const auto& desk : engine.all<Desk>("desks"))
        if (!desk.holder.empty()) desks.try_emplace(desk.holder, desk.code);
    return desks;
}

/// What a decision is counted under.
ApprovalTime counted_as(const Approval& approval, const Decision& decision, bool by_desk,
                        const std::map<std::string, std::string>& desks) {
    if (!by_desk)
        return {approval.route.code, decision.step, approval.route.steps.at(decision.step).name, "", 0, 0, 0};
    const std::string& whose = decision.for_person.empty() ? decision.by : decision.for_person;
    const auto desk = desks.find(whose);
    return {"", 0, "", desk == desks.end() ? whose : desk->second, 0, 0, 0};
}

void count(ApprovalTime& time, std::chrono::seconds taken) {
    const double hours = std::max(0.0, double(taken.count()) / 3600); // a clock may have been set back
    time.mean_hours += (hours - time.mean_hours) / double(++time.decisions);
    time.longest_hours = std::max(time.longest_hours, hours);
}

} // namespace

std::vector<ApprovalEvent> Approvals::history(const ApprovalQuery& query) const {
    std::vector<ApprovalEvent> all;
    for (const auto& approval : list()) {
        if (!query.approval.empty() && approval.id != query.approval) continue;
        if (!is_about(approval.subject, query.subject)) continue;
        for (auto& event : events_of(approval)) {
            if (!is_between(engine_->civil_date(event.at), query.from, query.until)) continue;
            if (!query.person.empty() && event.by != query.person && event.for_person != query.person)
                continue;
            all.push_back(std::move(event));
        }
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
    return all;
}

std::vector<ApprovalTime> Approvals::times(const ApprovalTimesQuery& query) const {
    const auto desks = desks_by_holder(*engine_);
    std::map<std::tuple<std::string, std::size_t, std::string>, ApprovalTime> times;
    for (const auto& approval : list())
        for (const auto& decision : approval.decisions) {
            if (!is_between(engine_->civil_date(decision.at), query.from, query.until)) continue;
            const ApprovalTime none = counted_as(approval, decision, query.by_desk, desks);
            auto& time = times.try_emplace({none.route, none.step, none.desk}, none).first->second;
            count(time, decision.at - model::opened_at(approval, decision.step));
        }
    std::vector<ApprovalTime> result;
    for (auto& [of, time] : times)
        result.push_back(std::move(time));
    return result;
}

std::vector<RefusedAttempt> Approvals::refused() const {
    return refused_attempts(*engine_);
}

} // namespace almirah
