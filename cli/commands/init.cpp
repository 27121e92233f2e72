// almirah init
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct InitOptions {
    std::string directory, code, login, name, email;
    TextOptions office;
    std::vector<std::string> roles, policy;
};

Founding founding_of(const InitOptions& options) {
    Founding founding;
    founding.office.code = options.code;
    founding.office.name = text_of(options.office);
    for (const auto& [key, value] : pairs_of_option("--policy", options.policy))
        set_policy_value(founding.office.policy, key, value);
    founding.administrator.login = options.login;
    founding.administrator.name = options.name.empty() ? options.login : options.name;
    founding.administrator.email = options.email;
    founding.administrator.roles = {options.roles.begin(), options.roles.end()};
    return founding;
}

void init(Session& session, const InitOptions& options) {
    Store::create(options.directory, founding_of(options), session.options(options.login));
    answer(session, "Created the store " + options.directory,
           {{"id", options.code}, {"store", options.directory}});
    session.note("Next: export ALMIRAH_STORE=" + options.directory + " ALMIRAH_AS=" + options.login);
}

} // namespace

void add_init(CLI::App& root, Session& session) {
    auto options = std::make_shared<InitOptions>();
    CLI::App& verb = add_verb(
        root, "init", "Makes a store for an office, with its first administrator.",
        {"almirah init office.almirah --office \"Collectorate Basera\" --code BSR --admin asha",
         "almirah init office.almirah --office \"Collectorate Basera\" --office-hi \"कलेक्ट्रेट बसेरा\" \\",
         "    --code BSR --admin asha --admin-name \"Asha Verma\" --policy appraisal-after-years=25"});
    verb.group(group::administration);
    verb.add_option("DIR", options->directory, "A directory that is not there yet, or empty")->required();
    add_text(verb, "--office", options->office, "The office's name")->required();
    verb.add_option("--code", options->code, "Its code in capitals")->required();
    verb.add_option("--admin", options->login, "Login of the first administrator")->required();
    verb.add_option("--admin-name", options->name, "Name as printed on certificates");
    verb.add_option("--admin-email", options->email, "E-mail address");
    add_repeated(verb, "--admin-role", options->roles, "A role (default: administrator, records-officer)");
    add_repeated(verb, "--policy", options->policy, "A policy, KEY=VALUE as in almirah office policy set");
    verb.callback([&session, options] { init(session, *options); });
}

} // namespace almirah::cli
