// Keys, signatures, private key files and answers of agents.
#include "base/ssh.hpp"

#include "base/base64.hpp"
#include "fuzz/target.hpp"

using namespace almirah;
using test::hold;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(test::text_of(data, size));
    if (const auto signature = base::parse_armour(text)) {
        const auto again = base::parse_armour(base::armour(*signature));
        hold(again && again->key == signature->key && again->signature == signature->signature &&
                 again->name_space == signature->name_space,
             "a signature that was read reads back");
        (void)base::verifies(*signature, "message");
    }
    if (const auto key = base::parse_public_key(text))
        hold(base::parse_public_key(base::public_key_line(*key)) == key, "a public key reads back");
    if (const auto bytes = base::parse_base64(text))
        hold(base::base64(*bytes) == text, "base64 has one text for the same bytes");
    test::succeeds([&] {
        const auto secret = base::parse_private_key(text, "key");
        hold(base::verifies(secret->public_key(), "message", secret->sign("message")),
             "a key that was read signs");
    });
    (void)base::parse_identities(text);
    if (const auto signature = base::parse_signature_answer(text))
        hold(signature->size() == base::ed25519_signature_bytes, "a signature has 64 bytes");
    return 0;
}
