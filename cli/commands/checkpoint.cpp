// almirah checkpoint
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/text_file.hpp"

#include <ostream>

namespace almirah::cli {
namespace {

void checkpoint(Session& session, const std::string& path) {
    const Checkpoint made = session.reading().trust().checkpoint();
    if (!path.empty()) write_new_text(path, to_string(made));
    if (session.json)
        print_line(session, json_line(made));
    else if (path.empty())
        session.out() << to_string(made);
    else
        print_line(session, "Wrote " + path);
}

} // namespace

void add_checkpoint(CLI::App& root, Session& session) {
    auto path = std::make_shared<std::string>();
    CLI::App& verb =
        add_verb(root, "checkpoint",
                 "Prints head, counts, date and root of the register. Signed, where --sign-with says by "
                 "what. Keep it outside the store: almirah verify --checkpoint proves later that "
                 "history was not rewritten.",
                 {"almirah checkpoint", "almirah checkpoint --out 2026-03-31.checkpoint"});
    verb.group(group::trust);
    verb.add_option("--out", *path, "Write it to this new file")->type_name("FILE");
    verb.callback([&session, path] { checkpoint(session, *path); });
}

} // namespace almirah::cli
