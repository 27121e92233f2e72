// OpenSSH's forms. That stock ssh-keygen and git take what is made here: contract/signing_test.cpp.
#include "almirah/error.hpp"
#include "base/base64.hpp"
#include "base/ssh.hpp"
#include "support/catch.hpp"

using namespace almirah;
using namespace almirah::base;

namespace {

/// RFC 8032, section 7.1, test 2.
const std::string seed = "\x4c\xcd\x08\x9b\x28\xff\x96\xda\x9d\xb6\xc3\x46\xec\x11\x4e\x0f"
                         "\x5b\x8a\x31\x9f\x35\xab\xa6\x24\xda\x8c\xf6\xed\x4f\xb8\xa6\xfb";

std::string hex_of(const std::string& bytes) {
    std::string text;
    for (const unsigned char byte : bytes) {
        constexpr const char* digits = "0123456789abcdef";
        text += {digits[byte >> 4], digits[byte & 15]};
    }
    return text;
}

SshSignature made(const std::string& message) {
    const Ed25519Secret secret(seed);
    return {secret.public_key(), git_namespace, "sha512",
            secret.sign(signed_bytes(git_namespace, "sha512", message))};
}

} // namespace

TEST_CASE("base64 has one text for the same bytes") {
    for (const auto& [bytes, text] : {std::pair{"", ""},
                                      {"f", "Zg=="},
                                      {"fo", "Zm8="},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg=="},
                                      {"foobar", "Zm9vYmFy"}}) {
        CHECK(base64(bytes) == text);
        CHECK(parse_base64(text) == bytes);
    }
    for (const char* text : {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zg==Zg==", "Z=g=", "====", "Zm9v\n", "Zm 9"})
        CHECK_FALSE(parse_base64(text));
}

TEST_CASE("Ed25519 is that of RFC 8032") {
    const Ed25519Secret secret(seed);
    const auto key = secret.public_key();
    CHECK(hex_of(std::string(key.begin(), key.end())) ==
          "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const std::string signature = secret.sign("\x72");
    CHECK(hex_of(signature).starts_with("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"));
    CHECK(verifies(key, "\x72", signature));
    CHECK_FALSE(verifies(key, "\x73", signature));
    CHECK_FALSE(verifies(key, "\x72", signature.substr(1)));
}

namespace {

std::string bytes_of(const std::string& hex) {
    std::string bytes;
    for (std::size_t at = 0; at < hex.size(); at += 2)
        bytes += char(std::stoi(hex.substr(at, 2), nullptr, 16));
    return bytes;
}

Ed25519Key key_of(const std::string& bytes) {
    Ed25519Key key;
    std::copy(bytes.begin(), bytes.end(), key.begin());
    return key;
}

/// All encodings of points whose order divides eight, those in which y is not reduced among them.
std::vector<std::string> small_order() {
    std::vector<std::string> all;
    for (const char* y : {"0000000000000000000000000000000000000000000000000000000000000000",
                          "0100000000000000000000000000000000000000000000000000000000000000",
                          "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                          "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"})
        for (const int sign : {0, 0x80}) {
            all.push_back(bytes_of(y));
            all.back().back() = char(static_cast<unsigned char>(all.back().back()) | sign);
        }
    return all;
}

} // namespace

// By a key of small order a signature of nothing secret verified for one message in eight, or for all.
TEST_CASE("a key of small order signs nothing, however it is written") {
    for (const auto& point : small_order()) {
        INFO(hex_of(point));
        const auto key = key_of(point);
        CHECK_FALSE(is_sound(key));
        for (const auto& r : small_order())
            for (int i = 0; i < 16; ++i)
                if (verifies(key, "message " + std::to_string(i), r + std::string(32, '\0')))
                    FAIL("verifies with R " << hex_of(r));
    }
}

TEST_CASE("no key is sound but a point of the group's own order, in its one encoding") {
    CHECK(is_sound(Ed25519Secret(seed).public_key()));
    for (unsigned char first = 0; first < 40; ++first)
        CHECK(is_sound(Ed25519Secret(std::string(1, char(first)) + std::string(31, 'x')).public_key()));
    // y = 2 is on no point; y of 2^255 - 1 and p + 3 are not reduced (p + 3 stands for 3, which is a point).
    CHECK_FALSE(is_sound(key_of(bytes_of("02") + std::string(31, '\0'))));
    CHECK_FALSE(is_sound(key_of(std::string(32, '\xff'))));
    CHECK_FALSE(is_sound(key_of(bytes_of("f0") + std::string(30, '\xff') + bytes_of("7f"))));
    // A sound key with the point (0, -1) added: x and y change their signs.
    auto mixed = Ed25519Secret(seed).public_key();
    int borrow = 0;
    const std::string p = bytes_of("ed") + std::string(30, '\xff') + bytes_of("7f");
    const bool odd = (mixed.back() & 0x80) != 0;
    mixed.back() &= 0x7f;
    for (std::size_t i = 0; i < mixed.size(); ++i) {
        const int difference = static_cast<unsigned char>(p[i]) - mixed[i] - borrow;
        borrow = difference < 0 ? 1 : 0;
        mixed[i] = std::uint8_t(difference + 256 * borrow);
    }
    if (!odd) mixed.back() |= 0x80;
    CHECK_FALSE(is_sound(mixed));
}

TEST_CASE("a signature has one form: S below the order, and R no point that needs no secret") {
    const Ed25519Secret secret(seed);
    const auto key = secret.public_key();
    const std::string signature = secret.sign("message");
    REQUIRE(verifies(key, "message", signature));
    const std::string order = bytes_of("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    std::string larger = signature;
    int carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        const int sum =
            static_cast<unsigned char>(signature[32 + i]) + static_cast<unsigned char>(order[i]) + carry;
        larger[32 + i] = char(sum & 0xff);
        carry = sum >> 8;
    }
    CHECK_FALSE(verifies(key, "message", larger));
    CHECK_FALSE(verifies(key, "message", signature.substr(0, 32) + order));
    for (const auto& r : small_order()) {
        CHECK_FALSE(verifies(key, "message", r + signature.substr(32)));
        CHECK_FALSE(verifies(key, "message", r + std::string(32, '\0')));
    }
}

TEST_CASE("a signature reads back from its armour, and is for its message and namespace alone") {
    const auto signature = made("message");
    const std::string text = armour(signature);
    CHECK(text.starts_with("-----BEGIN SSH SIGNATURE-----\nU1NIU0lH"));
    const auto read = parse_armour(text);
    REQUIRE(read);
    CHECK(armour(*read) == text);
    CHECK(verifies(*read, "message"));
    CHECK_FALSE(verifies(*read, "massage"));
    auto other = *read;
    other.name_space = approval_namespace;
    CHECK_FALSE(verifies(other, "message"));
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string changed = text;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        const auto found = parse_armour(changed);
        if (found) CHECK_FALSE(verifies(*found, "message"));
        if (at + 1 < text.size()) CHECK_FALSE(parse_armour(text.substr(0, at)));
    }
}

TEST_CASE("a public key is its line, whatever its comment") {
    const Ed25519Secret secret(seed);
    const std::string line = public_key_line(secret.public_key());
    CHECK(parse_public_key(line + " asha@desk\n") == secret.public_key());
    for (const std::string& text : {std::string(), std::string("ssh-ed25519"), "ssh-rsa" + line.substr(11),
                                    line.substr(0, line.size() - 4), line + "\n" + line})
        CHECK_FALSE(parse_public_key(text));
}

TEST_CASE("an agent is asked and understood") {
    const Ed25519Secret secret(seed);
    CHECK(ask_identities() == std::string("\0\0\0\1\x0b", 5));
    CHECK(ask_signature(secret.public_key(), "x").substr(4, 1) == "\x0d");
    CHECK(parse_identities(std::string("\x0c\0\0\0\0", 5))->empty());
    for (const std::string& answer :
         {std::string(), std::string("\5"), std::string("\x0c\0\0\0\1", 5), std::string("\x0c\0", 2)})
        CHECK_FALSE(parse_identities(answer));
    CHECK_FALSE(parse_signature_answer("\5"));
    CHECK_FALSE(parse_signature_answer(std::string("\x0e\0\0\0\0", 5)));
}
