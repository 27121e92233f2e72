#include "cli/run.hpp"

#include "cli/commands/commands.hpp"
#include "cli/help.hpp"
#include "cli/output/plain.hpp"
#include "cli/session.hpp"
#include "cli/usage.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>

namespace almirah::cli {
namespace {

constexpr const char* sentence =
    "Controlled documents and record-room files of an office, kept in git.\n\n"
    "Start with:\n"
    "  almirah init office.almirah --office \"Collectorate Basera\" --code BSR --admin asha\n"
    "  export ALMIRAH_STORE=office.almirah ALMIRAH_AS=asha\n"
    "  almirah series add LR --title \"Land records\"\n"
    "  almirah record file --series LR scan.pdf";

constexpr const char* exits =
    "Exit codes: 0 done, 1 a check failed or nothing was found, 2 wrong command or input, 3 damaged,\n"
    "4 busy, 5 refused, 6 I/O or full disk, 7 in doubt. almirah NOUN VERB --help tells more.";

void add_global_options(CLI::App& app, Session& session) {
    app.add_option("--store", session.directory, "The store (also ALMIRAH_STORE)")->type_name("DIR");
    app.add_option("--as", session.actor, "Who acts: a login (also ALMIRAH_AS)")->type_name("PERSON");
    app.add_option("--sign-with", session.signing,
                   "What signs: a private key's file, a folder with one by each login, a .pub file of which "
                   "the agent has the key, or agent (also ALMIRAH_SIGN_WITH)")
        ->type_name("KEY");
    app.add_flag("--json", session.json, "JSON on stdout: an object, or one object a line for lists");
    app.add_flag("--quiet", session.quiet, "Only data and errors: no notes, no progress");
    app.add_option("--wait", session.wait_seconds, "How long to wait for another writer (default 10)")
        ->type_name("SECONDS");
    app.set_version_flag("--version", std::string("almirah ") + version(), "Print the version and exit");
}

/// In the order in which --help lists them.
void add_commands(CLI::App& app, Session& session) {
    for (const auto add :
         {add_record,       add_search,   add_due,        add_forecast,    add_override, add_stats,
          add_series,       add_schedule, add_hold,       add_disposal,    add_bag,      add_document,
          add_distribution, add_copy,     add_approvals,  add_certificate, add_audit,    add_finding,
          add_verify,       add_history,  add_checkpoint, add_clock,       add_proof,    add_stamp,
          add_audit_pack,   add_reindex,  add_init,       add_office,      add_person,   add_key,
          add_role,         add_route,    add_delegation, add_desk,        add_place,    add_form,
          add_about,        add_manual})
        add(app, session);
}

Exit say(const Session& session, const std::string& message, Exit exit) {
    session.out().flush();
    session.err() << "almirah: " << plain(message) << std::endl;
    return exit;
}

/// "--file-no=" says that the text is empty; the parser would take the next word for it.
std::vector<std::string> with_empty_values(const std::vector<std::string>& args) {
    std::vector<std::string> words;
    bool options = true;
    for (const auto& arg : args) {
        options = options && arg != "--";
        const bool empty =
            options && arg.size() > 3 && arg.starts_with("--") && arg.find('=') == arg.size() - 1;
        words.push_back(empty ? arg.substr(0, arg.size() - 1) : arg);
        if (empty) words.emplace_back();
    }
    return words;
}

/// Parses and carries out; the commands run as callbacks of the parser.
Exit carry_out(CLI::App& app, Session& session, std::vector<std::string> args) {
    if (args.empty()) return say(session, "no command is given; see almirah --help", exit_usage);
    if (const auto mistake = misspelt(app, args)) return say(session, *mistake, exit_usage);
    args = with_empty_values(args);
    std::reverse(args.begin(), args.end()); // as the parser wants them
    try {
        app.parse(args);
    } catch (const CLI::CallForHelp&) {
        session.out() << app.help();
    } catch (const CLI::CallForVersion&) {
        session.out() << app.version() << '\n';
    } catch (const CLI::ParseError& error) {
        return say(session, explain(app, error), exit_usage);
    }
    if (!session.out().flush())
        throw Error(Code::io, "standard output cannot be written; what the command changed is in the store");
    return session.exit;
}

} // namespace

int run(const std::vector<std::string>& args, Streams& streams, const Host& host) {
    Session session(streams, host);
    try {
        CLI::App app(sentence, "almirah");
        app.formatter(std::make_shared<Help>());
        app.footer(exits);
        app.require_subcommand(1);
        add_global_options(app, session);
        add_commands(app, session);
        return carry_out(app, session, args);
    } catch (const Error& error) {
        return say(session, error.what(), exit_of(error.code()));
    } catch (const std::bad_alloc&) {
        return say(session, "there is no memory left; close other programs and repeat", exit_machine);
    } catch (const std::exception& error) {
        return say(session, error.what(), exit_machine);
    }
}

} // namespace almirah::cli
