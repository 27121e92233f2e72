// almirah person add|list|show|change
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct PersonOptions {
    std::string login, name, email, reason;
    std::vector<std::string> roles;
    bool retire = false, back = false;
};

void add_person_of(Session& session, const PersonOptions& options) {
    Person person;
    person.login = options.login;
    person.name = options.name;
    person.email = options.email;
    person.roles = {options.roles.begin(), options.roles.end()};
    session.writing().office().add_person(person);
    answer_with_id(session, "Added", options.login);
}

void change_person(Session& session, const PersonOptions& options) {
    OfficeBook office = session.writing().office();
    Person person = office.person(options.login);
    if (!options.name.empty()) person.name = options.name;
    if (!options.email.empty()) person.email = options.email;
    if (!options.roles.empty()) person.roles = {options.roles.begin(), options.roles.end()};
    if (options.retire) person.active = false;
    if (options.back) person.active = true;
    office.change_person(person, options.reason);
    answer_with_id(session, "Changed", options.login);
}

void list_people(Session& session) {
    show_list(
        session, session.reading().office().people(), {"login", "~name", "roles", "state"},
        [](const Person& person) {
            return std::vector<std::string>{person.login, person.name, joined(person.roles),
                                            person.active ? "active" : "retired"};
        },
        "people");
}

void show_person(Session& session, const Target& target) {
    const Person person = session.reading().office().person(target.id);
    if (session.json) return print_line(session, json_line(person));
    Table card;
    card.add({"login", person.login});
    card.add({"name", person.name});
    if (!person.email.empty()) card.add({"e-mail", person.email});
    card.add({"roles", joined(person.roles)});
    card.add({"state", person.active ? "active" : "retired"});
    show(session, card);
}

void add_add(CLI::App& person, Session& session) {
    auto options = std::make_shared<PersonOptions>();
    CLI::App& verb = add_verb(person, "add", "Adds a person with roles.",
                              {"almirah person add ravi --name \"Ravi Mishra\" --role approver"});
    verb.add_option("LOGIN", options->login, "Lower case letters, digits, dots, hyphens; never used again")
        ->required();
    verb.add_option("--name", options->name, "Name as printed on certificates")->required();
    verb.add_option("--email", options->email, "E-mail address");
    add_repeated(verb, "--role", options->roles, "A role; see almirah role list");
    verb.callback([&session, options] { add_person_of(session, *options); });
}

void add_change(CLI::App& person, Session& session) {
    auto options = std::make_shared<PersonOptions>();
    CLI::App& verb =
        add_verb(person, "change", "Changes a person's name or roles, or retires him from office.",
                 {"almirah person change ravi --role approver --role auditor",
                  "almirah person change ravi --retire --reason \"transferred\""});
    verb.add_option("LOGIN", options->login)->required();
    verb.add_option("--name", options->name, "Name as printed on certificates");
    verb.add_option("--email", options->email, "E-mail address");
    add_repeated(verb, "--role", options->roles, "The roles from now on");
    CLI::Option* retire =
        verb.add_flag("--retire", options->retire, "Can no longer act; stays in the register");
    verb.add_flag("--return", options->back, "Can act again")->excludes(retire);
    verb.add_option("--reason", options->reason, "Why");
    verb.callback([&session, options] { change_person(session, *options); });
}

} // namespace

void add_person(CLI::App& root, Session& session) {
    CLI::App& person = add_noun(root, "person", "People and their roles.", group::administration);
    add_add(person, session);
    add_change(person, session);
    CLI::App& list = add_verb(person, "list", "Lists people.", {"almirah person list"});
    list.callback([&session] { list_people(session); });
    add_target_verb(person, session, "show", "Shows a person.", {"almirah person show ravi"}, "LOGIN",
                    std::make_shared<Target>(), show_person);
}

} // namespace almirah::cli
