// What people typed reaches no terminal and no page as what steers it. Hostile names are filed everywhere,
// and every output is looked at.
#include "almirah/shown.hpp"
#include "cli/run.hpp"

#include "support/catch.hpp"
#include "support/folder.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace almirah;
using namespace almirah::cli;

namespace {

/// One of each kind: an escape sequence that clears the screen, a bell, DEL, C1, overrides of direction,
/// marks, separators.
const std::string hostile = "A\x1b[2J\x07\x7f\u0085\u009b\u202e\u2066\u2069\u200f\u061c\u2028Z";

/// The first thing in a text that would steer; "" where nothing would.
std::string steering_in(const std::string& text) {
    const std::string lines = shown_lines(text);
    if (lines == text) return "";
    std::size_t at = 0;
    while (at < lines.size() && at < text.size() && lines[at] == text[at])
        ++at;
    return "at " + std::to_string(at) + ": " + lines.substr(at > 60 ? at - 60 : 0, 120);
}

struct Desk {
    test::Folder folder;
    std::string said; ///< By the last command, on both streams.
    int status = 0;

    /// Runs a command, and looks at all it says.
    void run(const std::string& who, std::vector<std::string> args) {
        std::istringstream in;
        std::ostringstream out, err;
        Streams streams{in, out, err};
        Host host;
        host.clock = [] { return Instant{std::chrono::seconds(1780000000)}; };
        host.store = folder / "store";
        host.actor = who;
        status = cli::run(args, streams, host);
        said = out.str() + err.str();
        std::string command;
        for (const auto& arg : args)
            command += shown_line(arg) + " ";
        INFO(command << "\n" << shown_lines(said));
        CHECK(steering_in(out.str()) == "");
        CHECK(steering_in(err.str()) == "");
    }
    void done(const std::string& who, std::vector<std::string> args) {
        run(who, args);
        INFO(shown_lines(said));
        REQUIRE(status == 0);
    }
};

void write(const std::string& path, const std::string& bytes) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

} // namespace

TEST_CASE("what steers a terminal is shown by its number, and all else as it is") {
    CHECK(shown_line("\x1b[2J") == "\\u001b[2J");
    CHECK(shown_line("a\nb\tc\rd") == "a b c d");
    CHECK(shown_lines("a\r\nb\tc\rd") == "a\r\nb\tc\\u000dd");
    CHECK(shown_line("\u202ea\u2066\u2069\u206f\u061c\u200e\u200f\u2028\u2029\u007f\u0080\u009f") ==
          "\\u202ea\\u2066\\u2069\\u206f\\u061c\\u200e\\u200f\\u2028\\u2029\\u007f\\u0080\\u009f");
    CHECK(shown_line(std::string("\0", 1)) == "\\u0000");
    // Joiners are letters' own: Hindi and emoji are written with them.
    for (const char* text : {"", "हिंदी क्\u200dष क्\u200cष", "\u00a0é漢🙂", "\\u202e"})
        CHECK(shown_line(text) == text);
    CHECK(shown_line("a\xffz") == "a\uFFFDz");
}

namespace {

/// A store of which every name that people give is hostile.
void fill(Desk& desk) {
    const std::string& folder = desk.folder.path();
    desk.done("",
              {"init", folder + "/store", "--office", hostile, "--code", "BSR", "--admin", "asha",
               "--admin-name", hostile, "--admin-role", "administrator", "--admin-role", "records-officer"});
    desk.done("asha", {"person", "add", "ravi", "--name", hostile, "--role", "approver", "--role",
                       "records-officer"});
    write(folder + "/rules.csv", "code,title,trigger,retain,action,series\nC-1,Rule,closed,1y,destroy,LR\n");
    desk.done("asha", {"schedule", "load", folder + "/rules.csv", "--id", "GEN"});
    desk.run("asha", {"series", "add", "LR-2", "--title", hostile});
    desk.run("asha", {"place", "add", "R1", "--title", hostile});
    desk.run("asha", {"desk", "add", "D07", "--title", hostile, "--holder", "ravi"});
    write(folder + "/a.txt", hostile);
    desk.done("asha", {"record", "file", "--series", "LR", "--title", hostile, "--closed", "2020-03-31",
                       "--file-no", hostile, folder + "/a.txt"});
    desk.done("asha", {"record", "file", "--series", "LR", "--title", hostile, "--closed", "2020-03-31",
                       folder + "/a.txt"});
    desk.done("asha", {"hold", "place", "--reason", hostile, "--reference", hostile, "LR/2026/000002"});
    desk.done("asha", {"document", "new", "QP-07", "--title", hostile, "--type", "procedure",
                       "--review-every", "1y", folder + "/a.txt"});
    desk.done("asha", {"document", "submit", "QP-07"});
    desk.done("ravi", {"document", "approve", "QP-07"});
    desk.done("asha",
              {"distribution", "set", "QP-07", "--add", "board:" + std::string("GATE"), "--add", "desk:D07"});
    desk.done("asha", {"copy", "issue", "QP-07", "--note", hostile});
    desk.done("asha",
              {"certificate", "add", "QMS", "--standard", hostile, "--scope", hostile, "--office", hostile});
    desk.done("asha", {"certificate", "term", "QMS", "--no", hostile, "--body", hostile, "--from",
                       "2026-04-01", "--until", "2029-03-31"});
    desk.done("asha", {"disposal", "propose"});
    desk.done("ravi", {"disposal", "approve", "D-2026-0001"});
    desk.done("asha", {"disposal", "carry-out", "D-2026-0001", "--method", hostile, "--witness", hostile,
                       "--place", hostile});
}

} // namespace

TEST_CASE("hostile names steer no terminal and no page") {
    Desk desk;
    const std::string& folder = desk.folder.path();
    fill(desk);
    const std::string id = "LR/2026/000001";
    for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
             {"record", "show", id},
             {"record", "show", "LR/2026/000002"},
             {"record", "list"},
             {"record", "explain", "LR/2026/000002"},
             {"search", "A"},
             {"due"},
             {"alerts"},
             {"calendar", "--ahead", "2000"},
             {"series", "list"},
             {"schedule", "list"},
             {"schedule", "show", "GEN"},
             {"place", "list"},
             {"desk", "list"},
             {"person", "list"},
             {"office", "show"},
             {"office", "policy"},
             {"hold", "list"},
             {"hold", "show", "H-2026-0001"},
             {"history"},
             {"history", "--limit", "100"},
             {"verify"},
             {"stats"},
             {"stats", "--csv"},
             {"forecast"},
             {"checkpoint"},
             {"disposal", "list"},
             {"disposal", "show", "D-2026-0001"},
             {"disposal", "certificate", "D-2026-0001"},
             {"disposal", "certificate", "D-2026-0001", "--language", "hi"},
             {"document", "list"},
             {"document", "list", "--format", "html"},
             {"document", "list", "--format", "csv"},
             {"document", "list", "--format", "text"},
             {"document", "show", "QP-07"},
             {"distribution", "show", "QP-07"},
             {"copy", "list"},
             {"copy", "stamp", "QP-07", "1"},
             {"copy", "stamp", "QP-07", "1", "--format", "html"},
             {"certificate", "list"},
             {"certificate", "show", "QMS"},
             {"certificate", "page", "QMS"},
             {"certificate", "page", "QMS", "--format", "html"},
             {"approvals"},
             {"approvals", "history"},
             {"proof", "entry", "1"},
             {hostile},
             {"record", hostile},
             {"record", hostile, "--help"},
             {"record", "show", hostile},
             {"record", "show", "--" + hostile, "x"},
             {"search", hostile},
             {"record", "file", "--series", hostile, "--title", "x"},
             {"record", "file", "--series", "LR", "--title", "x", folder + "/" + hostile},
             {"record", "import", folder + "/" + hostile, "--series", "LR"},
             {"series", "add", hostile, "--title", hostile},
             {"--store", folder + "/" + hostile, "record", "list"},
             {"--as", hostile, "record", "file", "--series", "LR", "--title", "x"},
             {"--wait", hostile, "about"}}) {
        desk.run("asha", args);
        auto json = args;
        json.insert(json.begin(), "--json");
        desk.run("asha", json);
    }
}

TEST_CASE("hostile names steer no file of an audit pack that people open") {
    Desk desk;
    fill(desk);
    const std::string pack = desk.folder / "pack";
    desk.done("asha", {"audit-pack", pack, "--from", "2026-01-01", "--to", "2026-05-28"});
    int looked_at = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(pack)) {
        const auto ending = entry.path().extension();
        if (ending != ".html" && ending != ".csv" && ending != ".txt") continue;
        INFO(entry.path());
        CHECK(steering_in(read(entry.path())) == "");
        looked_at += ending == ".html" || ending == ".csv" ? 1 : 0;
    }
    CHECK(looked_at > 20);
}

TEST_CASE("hostile names steer no page that is written into a file") {
    Desk desk;
    fill(desk);
    int number = 0;
    for (std::vector<std::string> args : std::vector<std::vector<std::string>>{
             {"copy", "stamp", "QP-07", "1"},
             {"copy", "stamp", "QP-07", "1", "--format", "html"},
             {"certificate", "page", "QMS"},
             {"certificate", "page", "QMS", "--format", "html"},
             {"calendar", "--ahead", "2000"},
             {"document", "list", "--format", "html"},
             {"document", "list", "--format", "csv"},
             {"document", "list", "--format", "html", "--on", "2026-05-28"}}) {
        const std::string file = desk.folder / ("page" + std::to_string(++number));
        args.insert(args.end(), {"--out", file});
        desk.done("asha", args);
        INFO(args[0] << " " << args[1] << " " << args.back());
        CHECK(read(file).find("\\u202e") != std::string::npos);
        CHECK(steering_in(read(file)) == "");
    }
}

// What is shown of a title in JSON is how JSON writes it: who reads it gets it as it was given.
TEST_CASE("JSON carries what was given") {
    Desk desk;
    fill(desk);
    desk.done("asha", {"--json", "record", "show", "LR/2026/000001"});
    CHECK(desk.said.find("\\u202e\\u2066") != std::string::npos);
    CHECK(desk.said.find("\\\\u202e") == std::string::npos);
}
