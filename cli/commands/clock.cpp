// almirah clock correct|confirm
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"

namespace almirah::cli {

namespace {

void add_confirm(CLI::App& noun, Session& session) {
    CLI::App& verb = add_verb(
        noun, "confirm",
        "Says that the clock is right, where nothing was entered for longer than the policy's "
        "quiet-days; nothing else is entered before. What a clock that is years ahead makes due would "
        "be destroyed. History keeps who said so, and why.",
        {"almirah --as kiran clock confirm --reason 'the office was closed for the elections'"});
    auto reason = std::make_shared<std::string>();
    verb.add_option("--reason", *reason, "Why; history keeps it")->required();
    verb.callback([&session, reason] {
        session.writing().trust().confirm_clock(*reason);
        answer(session, "Confirmed the clock", {});
    });
}

} // namespace

void add_clock(CLI::App& root, Session& session) {
    CLI::App& noun = add_noun(
        root, "clock", "Goes on after entries of a wrong clock, and after long silence.", group::trust);
    add_confirm(noun, session);
    CLI::App& verb =
        add_verb(noun, "correct",
                 "Makes an entry with the time of now although the last one has a later time. History keeps "
                 "that it was done, by whom and why.",
                 {"almirah --as kiran clock correct --reason 'the battery of the machine was empty'"});
    auto reason = std::make_shared<std::string>();
    verb.add_option("--reason", *reason, "Why; history keeps it")->required();
    verb.callback([&session, reason] {
        session.writing().trust().correct_clock(*reason);
        answer(session, "Corrected the clock", {});
    });
}

} // namespace almirah::cli
