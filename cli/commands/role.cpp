// almirah role list|show|set
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <algorithm>

namespace almirah::cli {
namespace {

void list_roles(Session& session) {
    show_list(
        session, session.reading().office().roles(), {"role", "title", ">permissions"},
        [](const Role& role) {
            return std::vector<std::string>{role.code, role.title.text,
                                            std::to_string(role.permissions.size())};
        },
        "roles");
}

std::optional<Role> find_role(Session& session, const std::string& code) {
    const auto roles = session.reading().office().roles();
    const auto found =
        std::find_if(roles.begin(), roles.end(), [&code](const Role& role) { return role.code == code; });
    if (found == roles.end()) return std::nullopt;
    return *found;
}

void show_role(Session& session, const Target& target) {
    const auto role = find_role(session, target.id);
    if (!role) throw Error(Code::not_found, "role " + target.id + ": there is none; see almirah role list");
    if (session.json) return print_line(session, json_line(*role));
    Table card;
    card.add({"role", role->code});
    card.add({"title", role->title.text});
    for (const auto& [tag, title] : role->title.in)
        card.add({"title " + tag, title});
    for (const std::string& permission : role->permissions)
        card.add({"may", permission});
    show(session, card);
}

struct SetOptions {
    std::string code, reason;
    TextOptions title;
    std::vector<std::string> permissions;
};

void set_role(Session& session, const SetOptions& options) {
    session.writing();
    Role role = find_role(session, options.code).value_or(Role{options.code, options.code, {}});
    const Text title = text_of(options.title);
    if (!title.text.empty()) role.title = title;
    role.permissions = {options.permissions.begin(), options.permissions.end()};
    session.writing().office().set_role(role, options.reason);
    answer_with_id(session, "Set role", options.code);
}

} // namespace

void add_role(CLI::App& root, Session& session) {
    CLI::App& role = add_noun(root, "role", "Roles and what they permit.", group::administration);
    CLI::App& list = add_verb(role, "list", "Lists roles.", {"almirah role list"});
    list.callback([&session] { list_roles(session); });
    add_target_verb(role, session, "show", "Shows a role and its permissions.", {"almirah role show clerk"},
                    "ROLE", std::make_shared<Target>(), show_role);
    auto options = std::make_shared<SetOptions>();
    CLI::App& set = add_verb(role, "set", "Adds a role, or replaces its permissions.",
                             {"almirah role set filer --title \"Files only\" --permission record.file"});
    set.add_option("ROLE", options->code)->required();
    add_text(set, "--title", options->title, "Its title");
    add_repeated(set, "--permission", options->permissions, "A permission; see almirah permissions")
        ->required();
    set.add_option("--reason", options->reason, "Why");
    set.callback([&session, options] { set_role(session, *options); });
}

} // namespace almirah::cli
