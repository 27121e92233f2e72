// almirah checkpoint
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"

#include <cerrno>
#include <cstdio>
#include <ostream>
#include <system_error>

namespace almirah::cli {
namespace {

/// A checkpoint is evidence: an earlier one is never overwritten.
void write_new(const std::string& path, const std::string& text) {
    std::FILE* file = std::fopen(path.c_str(), "wbx");
    if (!file && errno == EEXIST)
        throw Error(Code::already_exists, path + ": is there already; choose another name");
    if (!file)
        throw Error(Code::io, path + ": cannot be written: " + std::generic_category().message(errno) +
                                  "; choose another place");
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    if (std::fclose(file) == 0 && written) return;
    std::remove(path.c_str());
    throw Error(Code::io, path + ": could not be written in full; is the disk full?");
}

void checkpoint(Session& session, const std::string& path) {
    const Checkpoint made = session.reading().trust().checkpoint();
    if (!path.empty()) write_new(path, to_string(made));
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
    CLI::App& verb = add_verb(root, "checkpoint",
                              "Prints head, counts and date of the register. Keep it outside the store: "
                              "almirah verify --checkpoint proves later that history was not rewritten.",
                              {"almirah checkpoint", "almirah checkpoint --out 2026-03-31.checkpoint"});
    verb.group(group::trust);
    verb.add_option("--out", *path, "Write it to this new file")->type_name("FILE");
    verb.callback([&session, path] { checkpoint(session, *path); });
}

} // namespace almirah::cli
