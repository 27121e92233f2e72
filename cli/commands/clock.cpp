// almirah clock correct
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"

namespace almirah::cli {

void add_clock(CLI::App& root, Session& session) {
    CLI::App& noun = add_noun(
        root, "clock", "Goes on after entries that a wrong clock dated into the future.", group::trust);
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
