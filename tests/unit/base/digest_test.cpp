#include "base/digest.hpp"
#include "support/catch.hpp"

using namespace almirah::base;

TEST_CASE("digests of FIPS 180") {
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    const auto sum = sha1("abc");
    CHECK(hex(sum.data(), sum.size()) == "a9993e364706816aba3e25717850c26c9cd0d89d");
}

TEST_CASE("a digest is the same in pieces, starts anew, and moves") {
    Digest first(Digest::Kind::sha256);
    first.update("a");
    Digest digest(std::move(first));
    digest.update("bc");
    Sha256Bytes out;
    digest.finish(out.data());
    CHECK(out == sha256("abc"));
    digest.update("abc");
    digest.finish(out.data());
    CHECK(out == sha256("abc"));
}
