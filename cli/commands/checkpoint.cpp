// almirah checkpoint
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/progress.hpp"
#include "cli/output/report.hpp"
#include "cli/text_file.hpp"

#include <ostream>

namespace almirah::cli {
namespace {

struct CheckpointOptions {
    std::string path;
    bool verify = false;
};

Checkpoint made_by(Session& session, bool verify) {
    Bar bar(session, "Verifying");
    return session.reading().trust().checkpoint(verify, bar.progress());
}

void checkpoint(Session& session, const CheckpointOptions& options) {
    const std::string& path = options.path;
    const Checkpoint made = options.verify ? made_by(session, true) : session.reading().trust().checkpoint();
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
    auto options = std::make_shared<CheckpointOptions>();
    CLI::App& verb =
        add_verb(root, "checkpoint",
                 "Prints head, counts, date and root of the register. Signed, where --sign-with says by "
                 "what. Keep it outside the store: almirah verify --checkpoint proves later that "
                 "history was not rewritten.",
                 {"almirah checkpoint", "almirah checkpoint --out 2026-03-31.checkpoint",
                  "almirah --sign-with KEY checkpoint --verify --out clean.checkpoint"});
    verb.group(group::trust);
    verb.add_option("--out", options->path, "Write it to this new file")->type_name("FILE");
    verb.add_flag("--verify", options->verify,
                  "Verify the whole store first, and say in it that it was clean: signed, it is what verify "
                  "--since begins from");
    verb.callback([&session, options] { checkpoint(session, *options); });
}

} // namespace almirah::cli
