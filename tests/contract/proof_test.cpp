// Checkpoints as signed notes, proofs about the log of entries, time stamps.
#include "contract/signed_room.hpp"

#include <fstream>
#include <sstream>

using namespace almirah;
using namespace almirah::test;

namespace {

std::string verdict(Store& store, const Checkpoint& kept) {
    std::string codes;
    for (const auto& finding : store.trust().verify(kept))
        codes += finding.code + " ";
    return codes;
}

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void write(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

/// A throw-away authority for time stamps, by `openssl`.
struct Authority {
    explicit Authority(const Folder& folder) : path(folder.path()) {
        write(folder / "tsa.cnf",
              "[ca]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n"
              "[stamp]\nextendedKeyUsage=critical,timeStamping\n"
              "[tsa]\ndefault_tsa=own\n"
              "[own]\nserial=serial\ncrypto_device=builtin\nsigner_digest=sha256\ndefault_policy=1.2.3.4\n"
              "digests=sha256,sha384,sha512,sha1\naccuracy=secs:1\ness_cert_id_alg=sha256\n");
        write(folder / "serial", "01\n");
        in("printf '[req]\\ndistinguished_name=dn\\n[dn]\\n' > req.cnf; cat tsa.cnf >> req.cnf; "
           "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj /CN=Root "
           "-config "
           "req.cnf -extensions ca && openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj "
           "'/CN=Test authority' -config req.cnf && openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key "
           "-CAcreateserial -days 30 -extfile req.cnf -extensions stamp -out tsa.pem");
    }
    Ran in(const std::string& command) const {
        const auto ran = run("cd " + quoted(path) + " && { " + command + "; }");
        INFO(ran.out);
        CHECK(ran.status == 0);
        return ran;
    }
    std::string reply(const std::string& request) const {
        write(path + "/request.tsq", request);
        in("openssl ts -reply -config tsa.cnf -queryfile request.tsq -signer tsa.pem -inkey tsa.key -out "
           "answer.tsr");
        return read_file(path + "/answer.tsr");
    }
    std::string path;
};

} // namespace

TEST_CASE("a checkpoint is a note that the acting person signs") {
    SignedRoom room;
    room.closed("LR", "2020-01-01");
    CHECK(room.store().trust().checkpoint().signatures.empty());
    const Checkpoint kept = room.signing("ravi").trust().checkpoint();
    REQUIRE(kept.signatures.size() == 1);
    CHECK(is_signed_by(kept, "ravi", room.public_key("ravi")));
    CHECK_FALSE(is_signed_by(kept, "ravi", room.public_key("asha")));
    CHECK_FALSE(is_signed_by(kept, "asha", room.public_key("ravi")));
    CHECK(parse_checkpoint(to_string(kept)) == kept);
    CHECK(verdict(room.store(), kept).empty());
    Checkpoint changed = kept;
    ++changed.records;
    CHECK(verdict(room.store(), changed) == "checkpoint-signature ");
    changed = kept;
    changed.at += std::chrono::hours(1);
    CHECK(verdict(room.store(), changed) == "checkpoint-signature ");
    CHECK(code_of([&] { room.signing("ravi", "stray").trust().checkpoint(); }) == "refused");
}

TEST_CASE("proofs of entries and of continuity hold without the store, and for nothing else") {
    SignedRoom room;
    Trust trust = room.store().trust();
    std::vector<Checkpoint> kept{trust.checkpoint()};
    for (int i = 0; i < 6; ++i) {
        room.closed("LR", "2020-01-01");
        kept.push_back(trust.checkpoint());
    }
    const Checkpoint& last = kept.back();
    const auto history = trust.history();
    for (std::uint64_t entry = 1; entry <= last.entries; ++entry) {
        const auto proof = parse_inclusion_proof(to_string(trust.prove_entry(entry, last)));
        CHECK(fault_of(proof, last).empty());
        CHECK(proof.leaf == git(room.directory(), "cat-file commit " + history[entry - 1].commit).out);
        CHECK_FALSE(fault_of(proof, kept[0]).empty());
        auto forged = proof;
        forged.leaf[forged.leaf.size() / 2] ^= 1;
        CHECK_FALSE(fault_of(forged, last).empty());
        forged = proof;
        forged.entry = entry == 1 ? 2 : entry - 1;
        CHECK_FALSE(fault_of(forged, last).empty());
    }
    for (std::size_t older = 0; older < kept.size(); ++older)
        for (std::size_t newer = older; newer < kept.size(); ++newer) {
            const auto proof =
                parse_consistency_proof(to_string(trust.prove_extends(kept[older], kept[newer])));
            CHECK(fault_of(proof, kept[older], kept[newer]).empty());
            Checkpoint forged = kept[newer];
            forged.root = kept[older == 0 ? 1 : 0].root;
            if (forged.root != kept[newer].root) CHECK_FALSE(fault_of(proof, kept[older], forged).empty());
        }
    CHECK(code_of([&] { trust.prove_extends(kept[1], kept[0]); }) == "invalid-argument");
    CHECK(code_of([&] { trust.prove_entry(last.entries + 1, last); }) == "not-found");
    Checkpoint other = last;
    other.root = kept[0].root;
    CHECK(code_of([&] { trust.prove_entry(1, other); }) == "conflict");
    other.root.clear();
    CHECK(code_of([&] { trust.prove_entry(1, other); }) == "invalid-argument");
}

TEST_CASE("a checkpoint of version 0.1.0 still proves") {
    Room room;
    Checkpoint kept = room.store().trust().checkpoint();
    kept.root.clear();
    const std::string text = to_string(kept);
    CHECK(text.starts_with("almirah checkpoint 1\n"));
    room.closed("LR", "2020-01-01");
    CHECK(verdict(room.store(), parse_checkpoint(text)).empty());
}

TEST_CASE("an authority's time stamp of a checkpoint is checked, as openssl does") {
    SignedRoom room;
    const std::string text = to_string(room.signing("ravi").trust().checkpoint());
    const Authority authority(room.folder());
    const std::string request = time_stamp_request(text);
    const std::string response = authority.reply(request);
    const std::string root = read_file(authority.path + "/ca.pem");
    write(authority.path + "/checkpoint", text);
    CHECK(authority.in("openssl ts -query -in request.tsq -text").out.find("sha256") != std::string::npos);
    authority.in("openssl ts -verify -data checkpoint -in answer.tsr -CAfile ca.pem");
    const TimeStamp stamp = check_time_stamp(text, response, root);
    CHECK(stamp.authority == "CN=Test authority");
    CHECK(stamp.policy == "1.2.3.4");
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    CHECK(std::chrono::abs(now - stamp.at) < std::chrono::minutes(5));
    const auto refused = [&](const std::string& of, const std::string& by, const std::string& trusted) {
        return code_of([&] { check_time_stamp(of, by, trusted); }) == "invalid-argument";
    };
    CHECK(refused(text + " ", response, root));
    CHECK(refused(text, response, read_file(authority.path + "/tsa.csr")));
    CHECK(refused(text, request, root));
    std::string turned = response;
    turned[turned.size() - 20] ^= 1;
    CHECK(refused(text, turned, root));
    authority.in(
        "mkdir -p other; openssl req -x509 -newkey rsa:2048 -nodes -keyout other/key -out other/ca.pem "
        "-days 30 -subj /CN=Other -config req.cnf -extensions ca");
    CHECK(refused(text, response, read_file(authority.path + "/other/ca.pem")));
    authority.in("openssl ts -query -data checkpoint -sha1 -cert -out weak.tsq");
    CHECK(refused(text, authority.reply(read_file(authority.path + "/weak.tsq")), root));
}
