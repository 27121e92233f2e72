// almirah key register|approve|revoke|list|show|allowed-signers
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/text_file.hpp"
#include "cli/values.hpp"

#include "almirah/shown.hpp"

#include <ostream>

namespace almirah::cli {
namespace {

struct KeyOptions {
    std::string file, note, from, until, name, reason, out;
};

/// "dinesh/1"
std::pair<std::string, int> key_of(const std::string& name) {
    const std::size_t slash = name.rfind('/');
    if (slash == std::string::npos)
        throw Error(Code::invalid_argument,
                    "KEY: '" + name + "': expected LOGIN/NUMBER, as almirah key list gives it");
    return {name.substr(0, slash), number_of_option("KEY", name.substr(slash + 1))};
}

/// An instant, or the midnight at which a day begins in the office, `days` later.
std::optional<Instant> instant_if_given(Session& session, const std::string& option, const std::string& text,
                                        int days = 0) {
    if (text.empty()) return std::nullopt;
    if (const auto instant = parse_instant(text)) return instant;
    const std::chrono::minutes offset{session.reading().office().office().policy.utc_offset_minutes};
    return Instant(std::chrono::sys_days(date_of_option(option, text)) + std::chrono::days(days)) - offset;
}

void register_key(Session& session, const KeyOptions& options) {
    KeyRequest request;
    request.key = read_text(options.file);
    request.note = options.note;
    request.valid_from = instant_if_given(session, "--from", options.from);
    request.valid_until = instant_if_given(session, "--until", options.until, 1);
    const int number = session.writing().keys().register_key(request);
    answer_with_id(session, "Registered, to be approved:", session.actor + "/" + std::to_string(number));
}

void approve_key(Session& session, const Target& target) {
    const auto [login, number] = key_of(target.id);
    session.writing().keys().approve(login, number);
    answer_with_id(session, "Approved", target.id);
}

void revoke_key(Session& session, const KeyOptions& options) {
    const auto [login, number] = key_of(options.name);
    const auto from = instant_if_given(session, "--from", options.from);
    session.writing().keys().revoke(login, number, from, options.reason);
    answer_with_id(session, "Revoked", options.name);
}

std::string state_of(const SigningKey& key) {
    if (key.revoked_from) return "revoked from " + to_string(*key.revoked_from);
    if (!key.approved_at) return "waits for approval";
    return key.valid_until ? "valid until " + to_string(*key.valid_until) : "valid";
}

std::string name_of(const SigningKey& key) {
    return key.login + "/" + std::to_string(key.number);
}

void list_keys(Session& session) {
    show_list(
        session, session.reading().keys().list(), {"key", "fingerprint", "state", "~note"},
        [](const SigningKey& key) {
            return std::vector<std::string>{name_of(key), fingerprint(key.key), state_of(key), key.note};
        },
        "keys");
}

void show_key(Session& session, const Target& target) {
    const auto [login, number] = key_of(target.id);
    const SigningKey key = session.reading().keys().get(login, number);
    if (session.json) return print_line(session, json_line(key));
    Table card;
    card.add({"key", name_of(key)});
    card.add({"fingerprint", fingerprint(key.key)});
    card.add({"public", key.key});
    card.add({"state", state_of(key)});
    if (!key.note.empty()) card.add({"note", key.note});
    card.add({"registered", to_string(key.registered_at)});
    if (key.approved_at) card.add({"approved", to_string(*key.approved_at) + " by " + key.approved_by});
    if (key.valid_from) card.add({"from", to_string(*key.valid_from)});
    if (key.revoked_at)
        card.add({"revoked", to_string(*key.revoked_at) + " by " + key.revoked_by +
                                 (key.revoked_reason.empty() ? "" : ": " + key.revoked_reason)});
    show(session, card);
}

void allowed_signers(Session& session, const std::string& path) {
    const std::string text = session.reading().keys().allowed_signers();
    if (path.empty()) {
        session.out() << shown_lines(text);
        return;
    }
    write_new_text(path, text);
    print_line(session, "Wrote " + path);
}

void add_register(CLI::App& key, Session& session) {
    auto options = std::make_shared<KeyOptions>();
    CLI::App& verb =
        add_verb(key, "register",
                 "Registers a public key of the person who acts. It counts once another person with "
                 "person.manage has approved it. Make a pair with ssh-keygen -t ed25519.",
                 {"almirah --as dinesh key register ~/.ssh/id_ed25519.pub --note \"office desk\""});
    verb.add_option("FILE", options->file, "The .pub file")->required();
    verb.add_option("--note", options->note, "Where the private half is: a desk, a card");
    verb.add_option("--from", options->from, "Valid from this day or instant on")->type_name("DATE");
    verb.add_option("--until", options->until, "Valid through this day, or until this instant")
        ->type_name("DATE");
    verb.callback([&session, options] { register_key(session, *options); });
}

void add_revoke(CLI::App& key, Session& session) {
    auto options = std::make_shared<KeyOptions>();
    CLI::App& verb = add_verb(key, "revoke",
                              "Revokes a key: one's own, or anybody's with person.manage. What it signed "
                              "since --from (now) does not count.",
                              {"almirah key revoke dinesh/1 --reason \"card lost\" --from 2026-04-01"});
    verb.add_option("KEY", options->name, "As almirah key list gives it")->required();
    verb.add_option("--from", options->from, "The day or instant from which on nobody is sure of it")
        ->type_name("DATE");
    verb.add_option("--reason", options->reason, "Why")->required();
    verb.callback([&session, options] { revoke_key(session, *options); });
}

} // namespace

void add_key(CLI::App& root, Session& session) {
    CLI::App& key = add_noun(root, "key", "Public keys by which people sign.", group::administration);
    add_register(key, session);
    add_target_verb(key, session, "approve", "Approves a key of another person; needs person.manage.",
                    {"almirah key approve dinesh/1"}, "KEY", std::make_shared<Target>(), approve_key);
    add_revoke(key, session);
    CLI::App& list = add_verb(key, "list", "Lists keys.", {"almirah key list"});
    list.callback([&session] { list_keys(session); });
    add_target_verb(key, session, "show", "Shows a key.", {"almirah key show dinesh/1"}, "KEY",
                    std::make_shared<Target>(), show_key);
    auto path = std::make_shared<std::string>();
    CLI::App& signers = add_verb(
        key, "allowed-signers",
        "Prints the file of allowed signers, by which stock git and ssh-keygen judge signatures.",
        {"almirah key allowed-signers --out allowed_signers",
         "git -C office.almirah -c gpg.ssh.allowedSignersFile=$PWD/allowed_signers log --show-signature"});
    signers.add_option("--out", *path, "Write it to this new file")->type_name("FILE");
    signers.callback([&session, path] { allowed_signers(session, *path); });
}

} // namespace almirah::cli
