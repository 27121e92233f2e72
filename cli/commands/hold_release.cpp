// almirah hold release|impact
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/progress.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <istream>

namespace almirah::cli {
namespace {

struct ReleaseOptions {
    std::vector<std::string> ids;
    std::string reason;
};

/// "-" stands for the ids on stdin, separated by white space.
std::vector<std::string> holds_of(Session& session, const std::vector<std::string>& given) {
    if (given != std::vector<std::string>{"-"}) return given;
    std::vector<std::string> ids;
    for (std::string id; session.in() >> id;)
        ids.push_back(id);
    return ids;
}

void release_holds(Session& session, const ReleaseOptions& options) {
    Holds holds = session.writing().holds();
    const auto ids = holds_of(session, options.ids);
    if (ids.size() == 1) {
        const std::string approval = holds.release(ids.front(), options.reason);
        if (approval.empty()) return answer_with_id(session, "Released", ids.front());
        return answer(session, "Submitted the release of " + ids.front() + " for approval " + approval,
                      {{"id", ids.front()}, {"approval", approval}});
    }
    const std::size_t released = [&] {
        Bar bar(session, "releasing");
        return holds.release_all(ids, options.reason, bar.progress());
    }();
    answer(
        session,
        (session.reading().office().office().policy.routes.count("hold-release") > 0
             ? "Submitted the release of "
             : "Released ") +
            counted(released, "hold") +
            (released < ids.size() ? ", and " + std::to_string(ids.size() - released) + " were before" : ""),
        {{"released", static_cast<std::int64_t>(released)}});
}

void show_impact(Session& session, const Target& target) {
    Holds holds = session.reading().holds();
    const HoldImpact impact = holds.impact(holds.get(target.id), date_if_given("--on", target.on));
    show_list(
        session, impact.series,
        {"series", ">records", ">stopped now", ">due later", ">no date", ">held by others, too"},
        [](const HoldImpactLine& line) {
            return std::vector<std::string>{line.series,
                                            std::to_string(line.records),
                                            std::to_string(line.stopped),
                                            std::to_string(line.later),
                                            std::to_string(line.never),
                                            std::to_string(line.also_by_other)};
        },
        "record is held");
    if (!session.json && !impact.disposals.empty())
        print_line(session, "It stops items of " + joined(impact.disposals));
}

} // namespace

void add_hold_release(CLI::App& hold, Session& session) {
    auto options = std::make_shared<ReleaseOptions>();
    CLI::App& verb = add_verb(
        hold, "release",
        "Releases holds, or submits their release where the policy has a route for it. Stopped and repeated, "
        "it goes on with the others.",
        {"almirah hold release H-2026-0001 --reason \"appeal dismissed\"",
         "almirah hold list --active --json | jq -r .id | almirah hold release - --reason \"court's "
         "order\""});
    verb.add_option("HOLD", options->ids, "Hold ids; - reads them from standard input")->required();
    verb.add_option("--reason", options->reason, "Why")->required();
    verb.callback([&session, options] { release_holds(session, *options); });
    auto back = std::make_shared<Target>();
    add_target_verb(hold, session, "withdraw-release", "Takes a release that awaits approval back.",
                    {"almirah hold withdraw-release H-2026-0001 --reason \"appeal admitted\""}, "HOLD", back,
                    [](Session& s, const Target& of) {
                        s.writing().holds().withdraw_release(of.id, of.reason);
                        answer_with_id(s, "Withdrew the release of", of.id);
                    })
        .add_option("--reason", back->reason, "Why")
        ->required();
    auto target = std::make_shared<Target>();
    CLI::App& impact = add_target_verb(
        hold, session, "impact", "Tells what a hold stops, by series, and on which lists.",
        {"almirah hold impact H-2026-0001", "almirah hold impact H-2026-0001 --on 2031-01-01"}, "HOLD",
        target, show_impact);
    impact.add_option("--on", target->on, "As of this date (default: today)")->type_name("DATE");
}

} // namespace almirah::cli
