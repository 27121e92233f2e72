// almirah route list|set
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <set>
#include <sstream>

namespace almirah::cli {
namespace {

struct RouteOptions {
    std::string code, reason;
    TextOptions title;
    std::vector<std::string> steps;
    bool author_may = false, again_may = false;
};

std::set<std::string> codes_of(const std::string& text) {
    std::set<std::string> codes;
    std::istringstream in(text);
    for (std::string code; std::getline(in, code, ',');)
        if (!code.empty()) codes.insert(code);
    return codes;
}

/// "approver", "approver,records-officer:2", "@asha".
RouteStep asked_in(const std::string& text) {
    RouteStep step;
    const auto colon = text.find(':');
    const std::string who = text.substr(0, colon);
    if (colon != std::string::npos) step.quorum = number_of_option("--step", text.substr(colon + 1));
    if (!who.empty() && who.front() == '@')
        step.person = who.substr(1);
    else
        step.role = who;
    return step;
}

void set_word(RouteStep& step, const std::string& word) {
    const auto equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const std::string value = equals == std::string::npos ? "" : word.substr(equals + 1);
    if (word == "beside")
        step.beside = true;
    else if (name == "name" && !value.empty())
        step.name = value;
    else if (name == "within" && !value.empty())
        step.within_days = number_of_option("--step within", value);
    else if (name == "escalate" && !value.empty())
        step.escalate_to = value;
    else if (name == "kinds" && !value.empty())
        step.only.kinds = codes_of(value);
    else if (name == "types" && !value.empty())
        step.only.types = codes_of(value);
    else if (name == "series" && !value.empty())
        step.only.series = codes_of(value);
    else
        throw Error(Code::invalid_argument,
                    "--step: '" + word +
                        "' is none of beside, name=, within=DAYS, escalate=ROLE, kinds=, "
                        "types=, series=");
}

/// Who, and then words: "approver:2 name=approval within=3 escalate=records-officer".
RouteStep step_of(const std::string& text) {
    std::istringstream in(text);
    std::string word;
    in >> word;
    RouteStep step = asked_in(word);
    while (in >> word)
        set_word(step, word);
    return step;
}

std::string step_text(const RouteStep& step) {
    std::string text = step.person.empty() ? step.role : "@" + step.person;
    if (step.quorum != 1) text += ":" + std::to_string(step.quorum);
    if (step.beside) text += " beside";
    if (!step.name.empty()) text += " name=" + step.name;
    if (step.within_days) text += " within=" + std::to_string(*step.within_days);
    if (!step.escalate_to.empty()) text += " escalate=" + step.escalate_to;
    for (const auto& [name, only] :
         {std::pair(" kinds=", &step.only.kinds), std::pair(" types=", &step.only.types),
          std::pair(" series=", &step.only.series)})
        if (!only->empty()) text += name + joined(*only, ",");
    return text;
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
                              "almirah route set collector --step @asha",
                              "almirah route set forms --step \"records-officer name=review within=3 "
                              "escalate=approver\" --step \"approver types=procedure,charter\""});
    set.add_option("ROUTE", options->code)->required();
    add_repeated(set, "--step", options->steps,
                 "A step: ROLE (or ROLE,ROLE), ROLE:2 for two people of it, or @LOGIN; then, with blanks "
                 "between: beside (open with the step before), name=NAME, within=DAYS, escalate=ROLE, and "
                 "kinds=, types=, series= of what it is asked for")
        ->required();
    add_text(set, "--title", options->title, "Its title");
    set.add_flag("--author-may-decide", options->author_may, "Do not exclude author and submitter");
    set.add_flag("--same-person-may-decide", options->again_may, "Let a person decide at several steps");
    set.add_option("--reason", options->reason, "Why");
    set.callback([&session, options] { set_route(session, *options); });
}

} // namespace almirah::cli
