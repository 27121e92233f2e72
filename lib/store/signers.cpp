// What can sign: a key file, an agent.
#include "base/ssh.hpp"
#include "os/agent.hpp"
#include "os/files.hpp"

#include "almirah/error.hpp"
#include "almirah/signing.hpp"

#include <memory>

namespace almirah {

namespace {

std::vector<base::AgentKey> keys_of_agent(const std::string& socket) {
    const auto keys =
        base::parse_identities(os::ask_socket(socket, base::ask_identities(), base::longest_agent_answer));
    if (!keys) throw Error(Code::io, "the agent does not tell its keys; look at ssh-add -l");
    return *keys;
}

base::Ed25519Key choose(const std::vector<base::AgentKey>& keys, const std::string& public_key) {
    if (public_key.empty()) {
        if (keys.size() == 1) return keys[0].key;
        throw Error(keys.empty() ? Code::not_found : Code::invalid_argument,
                    keys.empty() ? "the agent has no Ed25519 key; add one with ssh-add"
                                 : "the agent has several Ed25519 keys; say which by its .pub file");
    }
    const auto wanted = base::parse_public_key(public_key);
    if (!wanted)
        throw Error(Code::invalid_argument,
                    "this is no Ed25519 public key; expected a line 'ssh-ed25519 AAAA…', as in a .pub file");
    for (const auto& candidate : keys)
        if (candidate.key == *wanted) return *wanted;
    throw Error(Code::not_found,
                "the agent has no key " + base::fingerprint(*wanted) + "; add it with ssh-add");
}

} // namespace

Signer key_file_signer(const std::string& path) {
    if (os::others_may_read(path))
        throw Error(Code::permission, os::quoted(path) + " may be read by others; protect it with chmod 600");
    std::string text = os::read_text(path);
    struct Wiped {
        std::string& text;
        ~Wiped() { base::wipe(text); }
    } const wiped{text};
    const std::shared_ptr<base::Ed25519Secret> secret = base::parse_private_key(text, os::quoted(path));
    return {base::public_key_line(secret->public_key()),
            [secret](std::string_view bytes) { return secret->sign(bytes); }};
}

Signer agent_signer(const std::string& public_key, const std::string& socket) {
    const std::string path = socket.empty() ? os::environment("SSH_AUTH_SOCK") : socket;
    if (path.empty())
        throw Error(Code::not_found, "no agent runs here: SSH_AUTH_SOCK is not set; start ssh-agent");
    const auto key = choose(keys_of_agent(path), public_key);
    return {base::public_key_line(key), [key, path](std::string_view bytes) {
                const auto signature = base::parse_signature_answer(
                    os::ask_socket(path, base::ask_signature(key, bytes), base::longest_agent_answer));
                if (signature) return *signature;
                throw Error(Code::io, "the agent did not sign with the key " + base::fingerprint(key) +
                                          "; look at ssh-add -l");
            }};
}

Signer signer_of(const std::string& text) {
    if (text == "agent") return agent_signer();
    return text.ends_with(".pub") ? agent_signer(os::read_text(text)) : key_file_signer(text);
}

} // namespace almirah
