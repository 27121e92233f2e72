// almirah route list|set
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct RouteOptions {
    std::string code, reason;
    TextOptions title;
    std::vector<std::string> steps;
    bool author_may = false, again_may = false;
};

/// "approver", "approver,records-officer:2", "@asha".
RouteStep step_of(const std::string& text) {
    RouteStep step;
    const auto colon = text.find(':');
    std::string who = text.substr(0, colon);
    if (colon != std::string::npos) step.quorum = number_of_option("--step", text.substr(colon + 1));
    if (!who.empty() && who.front() == '@')
        step.person = who.substr(1);
    else
        step.role = who;
    return step;
}

std::string step_text(const RouteStep& step) {
    const std::string who = step.person.empty() ? step.role : "@" + step.person;
    return step.quorum == 1 ? who : who + ":" + std::to_string(step.quorum);
}

void list_routes(Session& session) {
    show_list(
        session, session.reading().office().routes(), {"route", "steps", "author", "same person", "~title"},
        [](const Route& route) {
            std::vector<std::string> steps;
            for (const RouteStep& step : route.steps)
                steps.push_back(step_text(step));
            return std::vector<std::string>{
                route.code, joined(steps, " then "), route.author_excluded ? "excluded" : "may decide",
                route.distinct_people ? "decides once" : "may decide again", route.title.text};
        },
        "routes");
}

void set_route(Session& session, const RouteOptions& options) {
    Route route;
    route.code = options.code;
    route.title = text_of(options.title);
    if (route.title.text.empty()) route.title.text = options.code;
    for (const std::string& step : options.steps)
        route.steps.push_back(step_of(step));
    route.author_excluded = !options.author_may;
    route.distinct_people = !options.again_may;
    session.writing().office().set_route(route, options.reason);
    answer_with_id(session, "Set route", options.code);
}

} // namespace

void add_route(CLI::App& root, Session& session) {
    CLI::App& route =
        add_noun(root, "route", "Approval routes: who decides, in which order.", group::administration);
    CLI::App& list = add_verb(route, "list", "Lists routes.", {"almirah route list"});
    list.callback([&session] { list_routes(session); });
    auto options = std::make_shared<RouteOptions>();
    CLI::App& set = add_verb(route, "set", "Adds a route, or replaces it; running approvals keep theirs.",
                             {"almirah route set two-steps --step records-officer --step approver:2",
                              "almirah route set collector --step @asha"});
    set.add_option("ROUTE", options->code)->required();
    add_repeated(set, "--step", options->steps,
                 "A step: ROLE (or ROLE,ROLE), ROLE:2 for two people of it, or @LOGIN")
        ->required();
    add_text(set, "--title", options->title, "Its title");
    set.add_flag("--author-may-decide", options->author_may, "Do not exclude author and submitter");
    set.add_flag("--same-person-may-decide", options->again_may, "Let a person decide at several steps");
    set.add_option("--reason", options->reason, "Why");
    set.callback([&session, options] { set_route(session, *options); });
}

} // namespace almirah::cli
