// Signatures: made here, judged by stock git and ssh-keygen, checked by verify.
#include "contract/signed_room.hpp"

#include <fstream>

using namespace almirah;
using namespace almirah::test;

namespace {

void write(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

/// An agent of its own, that goes with its object.
class Agent {
public:
    explicit Agent(const Folder& folder) : socket_(folder / "agent") {
        const auto started =
            run("ssh-agent -a " + test::quoted(socket_) + " | sed -n 's/.*PID=\\([0-9]*\\);.*/\\1/p'");
        pid_ = started.out;
    }
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;
    ~Agent() { run("SSH_AGENT_PID=" + pid_ + " ssh-agent -k"); }
    const std::string& socket() const { return socket_; }
    void add(const std::string& key) const {
        const auto added = run("SSH_AUTH_SOCK=" + test::quoted(socket_) + " ssh-add -q " + test::quoted(key));
        INFO(added.out);
        REQUIRE(added.status == 0);
    }

private:
    std::string socket_, pid_;
};

Ran ssh_verifies(SignedRoom& room, const SignedDecision& decision, const std::string& who,
                 const std::string& name_space, const Approval& approval) {
    write(room.folder() / "words", decision.text);
    write(room.folder() / "words.sig", decision.signature);
    std::string at = to_string(approval.decisions.at(0).at);
    std::erase_if(at, [](char c) { return c == '-' || c == ':' || c == 'T'; });
    return run("ssh-keygen -Y verify -f " + quoted(room.allowed_signers()) + " -I " + who + " -n " +
               name_space + " -O verify-time=" + at + " -s " + quoted(room.folder() / "words.sig") + " < " +
               quoted(room.folder() / "words"));
}

} // namespace

// With such a key anybody's signature is good.
TEST_CASE("a key with which anybody could sign, or nobody, is not registered") {
    SignedRoom room;
    const auto line = [](const std::string& point) { // base64 of "\0\0\0\x0bssh-ed25519\0\0\0\x20" + point
        return run("printf '\\0\\0\\0\\013ssh-ed25519\\0\\0\\0\\040" + point + "' | base64 -w0").out;
    };
    std::string zeros, one = "\\001", none = "\\002", high;
    for (int i = 0; i < 32; ++i) {
        zeros += "\\0";
        one += i < 31 ? "\\0" : "";
        none += i < 31 ? "\\0" : "";
        high += "\\377";
    }
    for (const std::string& point : {zeros, one, none, high}) {
        const auto failure = failure_of(
            [&] { room.as("dinesh").keys().register_key({.key = "ssh-ed25519 " + line(point) + " x"}); });
        INFO(line(point));
        CHECK(failure.code == "invalid-argument");
        CHECK(failure.says("anybody could sign"));
    }
}

TEST_CASE("stock git says good of every entry that was signed, and whose signature it is") {
    SignedRoom room;
    room.signing("dinesh").records().file(filing("LR", "Case 1", {bytes("a.txt", "content")}));
    room.approved_document();
    for (const char* commit : {"register", "register~1", "register~2", "register~3"}) {
        const auto good = room.verify_commit(commit);
        INFO(good.out);
        CHECK(good.status == 0);
        CHECK(good.out.find(std::string("for ") + (std::string(commit) == "register" ? "asha" : "dinesh")) !=
              std::string::npos);
    }
    CHECK(room.verify_commit("register~4").status != 0); // made before anybody signed
    CHECK(git(room.directory(), "fsck --strict").status == 0);
    CHECK(findings(room.verify()).empty());
    const auto report = room.store().trust().verify_signatures();
    CHECK(report.clean());
    CHECK(report.signed_entries == 4);
    CHECK(report.entries == room.store().trust().history().size());
    CHECK(report.decisions == 1);
    CHECK(report.signed_decisions == 1);
    REQUIRE(report.findings.size() == 1);
    CHECK(report.findings[0].code == "unsigned");
    CHECK(report.findings[0].object == "entries 1 to " + std::to_string(report.entries - 4));
}

TEST_CASE("a decision bears a signature of its own, for that purpose alone") {
    SignedRoom room;
    const std::string id = room.approved_document();
    const auto decisions = room.store().approvals().signed_decisions(id);
    const Approval approval = room.store().approvals().get(id);
    REQUIRE(decisions.size() == 1);
    CHECK(decisions[0].by == "asha");
    CHECK(decisions[0].text.find("\nsha256: " + approval.digest + "\n") != std::string::npos);
    const auto good = ssh_verifies(room, decisions[0], "asha", "almirah-approval", approval);
    INFO(good.out);
    CHECK(good.status == 0);
    CHECK(ssh_verifies(room, decisions[0], "asha", "git", approval).status != 0);
    CHECK(ssh_verifies(room, decisions[0], "dinesh", "almirah-approval", approval).status != 0);
}

TEST_CASE("a delegate signs for who is away, on the days of the delegation and on no other") {
    SignedRoom room;
    room.add_key("meena", "meena");
    Document document;
    document.number = "QP-1";
    document.title = "Procedure";
    room.signing("dinesh").documents().create(document, {bytes("p.md", "text")}, "first");
    const std::string id = room.store().documents().submit("QP-1");
    CHECK(code_of([&] { room.signing("meena").documents().approve("QP-1"); }) == "refused");
    Delegation delegation;
    delegation.by = "asha";
    delegation.to = "meena";
    delegation.reason = "leave";
    delegation.from = delegation.until = date_of(room.now());
    room.signing("asha").approvals().delegate(delegation);
    room.signing("meena").documents().approve("QP-1");
    const auto decisions = room.store().approvals().signed_decisions(id);
    REQUIRE(decisions.size() == 1);
    CHECK(decisions[0].text.find("\nfor: asha\n") != std::string::npos);
    CHECK(room.verify_commit().status == 0);
    CHECK(signature_findings(room.store()).empty());
}

TEST_CASE("an agent signs, also with a key that has a passphrase") {
    SignedRoom room;
    const Agent agent(room.folder());
    CHECK(code_of([&] { agent_signer("", room.folder() / "nothing"); }) == "not-found");
    CHECK(code_of([&] { agent_signer("", agent.socket()); }) == "not-found");
    agent.add(room.key("dinesh"));
    room.as("dinesh").sign_with(agent_signer("", agent.socket()));
    room.store().records().file(filing("LR", "Case 1"));
    CHECK(room.verify_commit().status == 0);
    agent.add(room.key("stray"));
    CHECK(code_of([&] { agent_signer("", agent.socket()); }) == "invalid-argument");
    room.store().sign_with(agent_signer(room.public_key("dinesh"), agent.socket()));
    room.store().records().file(filing("LR", "Case 2"));
    CHECK(room.verify_commit().status == 0);
    CHECK(failure_of([&] { agent_signer(room.public_key("asha"), agent.socket()); }).says("ssh-add"));
    CHECK(signature_findings(room.store()).empty());
}

TEST_CASE("a host program signs by a function of its own; what it gives is looked at") {
    SignedRoom room;
    const Signer file = key_file_signer(room.key("dinesh"));
    int asked = 0;
    room.as("dinesh").sign_with({file.public_key, [&](std::string_view bytes) {
                                     ++asked;
                                     return file.sign(bytes);
                                 }});
    room.store().records().file(filing("LR", "Case 1"));
    CHECK(asked == 1);
    CHECK(room.verify_commit().status == 0);
    const auto entries = room.store().trust().history().size();
    room.store().sign_with({file.public_key, [](std::string_view) { return std::string(64, 'x'); }});
    CHECK(code_of([&] { room.store().records().file(filing("LR", "Case 2")); }) == "io");
    room.store().sign_with({file.public_key, [](std::string_view) -> std::string {
                                throw Error(Code::cancelled, "the card was taken out");
                            }});
    CHECK(code_of([&] { room.store().records().file(filing("LR", "Case 2")); }) == "cancelled");
    CHECK(room.store().trust().history().size() == entries);
    CHECK(findings(room.verify()).empty());
}

TEST_CASE("a key that cannot be used says what to do") {
    SignedRoom room;
    CHECK(code_of([&] { key_file_signer(room.folder() / "none"); }) == "not-found");
    REQUIRE(run("cd " + quoted(room.folder().path()) +
                " && ssh-keygen -q -t ed25519 -N secret -f locked && ssh-keygen -q -t rsa -N '' -f rsa && cp "
                "stray-key open && chmod 644 open")
                .status == 0);
    CHECK(failure_of([&] { key_file_signer(room.folder() / "locked"); }).says("ssh-add"));
    CHECK(code_of([&] { key_file_signer(room.folder() / "rsa"); }) == "invalid-argument");
    CHECK(code_of([&] { key_file_signer(room.folder() / "rsa.pub"); }) == "permission");
    CHECK(failure_of([&] { key_file_signer(room.folder() / "open"); }).says("chmod 600"));
    const auto refused = [&](const std::string& login, const std::string& key) {
        return failure_of([&] { room.signing(login, key).records().file(filing("LR", "Case")); });
    };
    CHECK(refused("dinesh", "stray").code == "refused");
    CHECK(refused("dinesh", "asha").says("not registered for dinesh"));
    CHECK(refused("dinesh", "dinesh").code == "nothing was thrown");
}

TEST_CASE("a key counts from its approval by another administrator to its end") {
    SignedRoom room;
    room.as("kiran").office().add_person({"vani", "Vani", "", {"administrator"}, true});
    const int second = room.as("kiran").keys().register_key({.key = room.public_key("stray")});
    CHECK(second == 2);
    CHECK(code_of([&] { room.as("asha").keys().approve("kiran", 2); }) == "refused");
    CHECK(failure_of([&] { room.as("kiran").keys().approve("kiran", 2); }).says("vani"));
    CHECK(code_of([&] {
              room.signing("kiran", "stray").office().add_desk({"D1", "Desk", "", {}});
          }) == "refused");
    room.store().sign_with({});
    CHECK(code_of([&] { room.as("dinesh").keys().register_key({.key = room.public_key("stray")}); }) ==
          "already-exists");
    room.as("vani").keys().approve("kiran", 2);
    CHECK(code_of([&] { room.as("vani").keys().approve("kiran", 2); }) == "conflict");
    room.signing("kiran", "stray").office().add_desk({"D1", "Desk", "", {}});
    CHECK(room.verify_commit().status == 0);
    const std::string wrong = room.as("kiran").keys().get("kiran", 2).key;
    CHECK(fingerprint(wrong) == fingerprint(room.public_key("stray")));
    CHECK(code_of([&] { room.store().keys().register_key({.key = "ssh-rsa AAAA"}); }) == "invalid-argument");
    CHECK(code_of([&] { room.store().keys().get("kiran", 3); }) == "not-found");
}

TEST_CASE("dates of a key bound what it signs, for verify and for stock git alike") {
    SignedRoom room;
    room.add_key("brief");
    const int number =
        room.as("dinesh").keys().register_key({.key = room.public_key("brief"),
                                               .valid_from = room.now() + std::chrono::hours(1),
                                               .valid_until = room.now() + std::chrono::hours(2)});
    room.as("kiran").keys().approve("dinesh", number);
    const auto file = [&] { room.signing("dinesh", "brief").records().file(filing("LR", "Case")); };
    CHECK(code_of(file) == "refused");
    room.later(std::chrono::minutes(90));
    file();
    CHECK(room.verify_commit().status == 0);
    room.later(std::chrono::minutes(30));
    CHECK(code_of(file) == "refused");
    CHECK(room.verify_commit().status == 0);
    CHECK(signature_findings(room.store()).empty());
}

// What was done before anybody knew was lawful then, and is only noted; what rests on it from now on is asked
// again.
TEST_CASE("what a key signed since it was lost is noted, and what is signed after the loss was told does not "
          "count") {
    SignedRoom room;
    room.signing("dinesh").records().file(filing("LR", "Before"));
    room.later(std::chrono::hours(2));
    const Instant lost = room.now();
    room.store().records().file(filing("LR", "By the thief"));
    const auto entry = std::to_string(room.store().trust().history().size());
    room.later(std::chrono::hours(2));
    CHECK(code_of([&] {
              room.store().keys().revoke("dinesh", 1, room.now() + std::chrono::hours(1), "lost");
          }) == "invalid-argument");
    room.store().sign_with({});
    CHECK(code_of([&] { room.as("asha").keys().revoke("dinesh", 1, lost, "lost"); }) == "refused");
    room.as("dinesh").keys().revoke("dinesh", 1, lost, "lost");
    CHECK(code_of([&] { room.as("kiran").keys().revoke("dinesh", 1, lost, "lost"); }) == "conflict");
    CHECK(signature_findings(room.store()).empty());
    CHECK(signature_findings(room.store(), Severity::note).find("signature-revoked entry " + entry + "\n") !=
          std::string::npos);
    CHECK(room.verify_commit("register~1").status != 0);
    CHECK(room.verify_commit("register~2").status == 0);
    CHECK(code_of([&] { room.signing("dinesh").records().file(filing("LR", "After")); }) == "refused");
}

TEST_CASE("the policy says what must be signed, and cannot ask for what nobody could do") {
    Room bare;
    Policy policy = bare.store().office().office().policy;
    policy.signed_operations = {"*"};
    CHECK(failure_of([&] {
              bare.as("kiran").office().set_policy(policy, "law");
          }).says("register and approve"));
    SignedRoom room;
    policy.signed_operations = {"record.file", "key.*", "approval.decide"};
    for (const char* name : {"record.burn", "burn.*", "key.register", ""})
        CHECK(code_of([&] {
                  auto wrong = policy;
                  wrong.signed_operations = {name};
                  room.as("kiran").office().set_policy(wrong, "law");
              }) == "invalid-argument");
    auto acknowledged = policy; // what anybody may do can be asked to be signed, too
    acknowledged.signed_operations = {"document.acknowledge", "delegation.add"};
    room.as("kiran").office().set_policy(acknowledged, "law");
    room.as("kiran").office().set_policy(policy, "law");
    const auto unsigned_one = failure_of([&] { room.as("dinesh").records().file(filing("LR", "Case")); });
    CHECK(unsigned_one.code == "refused");
    CHECK(unsigned_one.rule == "signed-operations");
    room.signing("dinesh").records().file(filing("LR", "Case"));
    const std::string id = room.approved_document(); // signed
    room.store().sign_with({});
    Document document;
    document.number = "QP-2";
    document.title = "Unsigned";
    room.as("dinesh").documents().create(document, {bytes("p.md", "text")}, "first");
    room.store().documents().submit("QP-2");
    CHECK(failure_of([&] { room.as("asha").documents().approve("QP-2"); }).rule == "signed-operations");
    CHECK(failure_of([&] { room.as("kiran").keys().revoke("kiran", 1, {}, "old"); }).rule ==
          "signed-operations");
    CHECK(signature_findings(room.store()).empty());
}

// Where all must be signed, kiran took dinesh's key away without a signature, and so could whoever named
// himself kiran.
TEST_CASE("another's key is revoked with a signature where the policy asks for it, one's own without") {
    SignedRoom room;
    room.add_key("dinesh-2", "dinesh");
    room.add_key("kiran-2", "kiran");
    room.later(std::chrono::minutes(1));
    Policy policy = room.store().office().office().policy;
    for (const char* asked : {"key.revoke", "key.*", "*"}) {
        INFO(asked);
        policy.signed_operations = {asked};
        room.signing("kiran").office().set_policy(policy, "law");
        room.store().sign_with({});
        for (const std::optional<Instant> from : {std::optional<Instant>{}, std::optional(room.now())}) {
            const auto failure =
                failure_of([&] { room.as("kiran").keys().revoke("dinesh", 1, from, "gone"); });
            CHECK(failure.code == "refused");
            CHECK(failure.rule == "signed-operations");
            CHECK(failure.object == "dinesh/1");
        }
        CHECK(failure_of([&] {
                  room.signing("kiran", "stray").keys().revoke("dinesh", 1, {}, "gone");
              }).rule == "key");
        room.store().sign_with({});
    }
    CHECK(code_of([&] { room.as("asha").keys().revoke("dinesh", 1, {}, "x"); }) == "refused");
    room.as("dinesh").keys().register_key(
        {.key = room.public_key("stray")});                   // who has none could not sign it
    room.as("dinesh").keys().revoke("dinesh", 2, {}, "lost"); // nor could who lost it
    room.later(std::chrono::seconds(5));
    CHECK(failure_of([&] { room.signing("dinesh", "dinesh-2").keys().revoke("dinesh", 1, {}, "x"); }).rule ==
          "key");
    room.signing("kiran").keys().revoke("dinesh", 1, {}, "gone");
    room.store().sign_with({});
    room.as("kiran").keys().revoke("kiran", 1, {}, "lost"); // his own, and the last one not
    room.later(std::chrono::seconds(5));
    CHECK(failure_of([&] { room.store().keys().revoke("kiran", 2, {}, "lost"); }).rule ==
          "signed-operations");
    CHECK(signature_findings(room.store()).empty());
}

TEST_CASE("what is signed never goes back in time") {
    SignedRoom room;
    room.signing("dinesh").records().file(filing("LR", "Case 1"));
    const Instant last = room.now();
    room.later(-std::chrono::minutes(2)); // the clock was set right
    room.store().records().file(filing("LR", "Case 2"));
    CHECK(room.store().trust().history().back().at == last);
    room.later(-std::chrono::hours(2));
    CHECK(failure_of([&] { room.store().records().file(filing("LR", "Case 3")); }).says("set the clock"));
    CHECK(signature_findings(room.store()).starts_with("entry-future")); // by this clock
    room.store().sign_with({});                                          // nor what is not signed
    CHECK(failure_of([&] { room.store().records().file(filing("LR", "Case 3")); }).says("set the clock"));
    room.later(std::chrono::hours(3));
    CHECK(signature_findings(room.store(), Severity::warning).empty());
}

TEST_CASE("a decision that was forged, copied or given to another is found") {
    SignedRoom room;
    const std::string first = room.approved_document("QP-1");
    room.later(std::chrono::minutes(1));
    const std::string second = room.approved_document("QP-2");
    REQUIRE(signature_findings(room.store()).empty());
    const auto forge = [&](const std::string& edit) {
        room.while_closed([&] {
            const auto done =
                run("cd " + quoted(room.directory()) +
                    R"sh( && export GIT_INDEX_FILE=../forged GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@x
                  export GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@x
                  first=approvals/2026/00/01.json second=approvals/2026/00/02.json
                  git read-tree register
                  git show register:$first > ../first; git show register:$second > ../second
                  put() { # FILTER: the first approval, changed by jq
                      jq --indent 1 "$1" ../first > ../made
                      git update-index --cacheinfo "100644,$(git hash-object -w ../made),$first"
                  }
                  )sh" +
                    edit + R"sh(
                  git update-ref refs/heads/register "$(printf 'Forged\n\nVault: %s\n' "$(git log -1 --format=%B register |
                      sed -n 's/^Vault: //p')" | git commit-tree "$(git write-tree)" -p register)")sh");
            INFO(done.out);
            REQUIRE(done.status == 0);
        });
        return signature_findings(room.store());
    };
    const auto has = [](const std::string& all, const std::string& one) {
        INFO(all);
        CHECK(all.find(one + "\n") != std::string::npos);
    };
    has(forge("put '.decisions[0].reason = \"yes\"'"), "signature-bad approval " + first);
    has(forge("put \".decisions[0].signature = $(jq .decisions[0].signature ../second)\""),
        "signature-replayed approval " + first);
    // asha's entry has her signature in the namespace of git: it says nothing of a decision.
    has(forge("entry=$(git cat-file commit register~2 | sed -n '/^gpgsig/,/END SSH/p' | sed 's/^gpgsig //; "
              "s/^ //' | "
              "jq -Rs .); put \".decisions[0].signature = $entry\""),
        "signature-replayed approval " + first);
    has(forge("put '.decisions[0].at = \"2020-01-01T00:00:00Z\"'"), "decision-unexplained approval " + first);
}
