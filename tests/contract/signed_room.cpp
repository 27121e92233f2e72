#include "contract/signed_room.hpp"

#include <fstream>
#include <sstream>

namespace almirah::test {

SignedRoom::SignedRoom() {
    for (const char* login : {"kiran", "ravi", "dinesh", "asha"})
        add_key(login, login);
    add_key("stray");
    later(std::chrono::minutes(1));
}

void SignedRoom::add_key(const std::string& name, const std::string& owner) {
    const auto made = run("ssh-keygen -q -t ed25519 -N '' -C " + name + " -f " + quoted(key(name)));
    INFO(made.out);
    REQUIRE(made.status == 0);
    if (owner.empty()) return;
    const int number = as(owner).keys().register_key({.key = public_key(name)});
    as("kiran").keys().approve(owner, number);
}

std::string SignedRoom::public_key(const std::string& name) const {
    std::ifstream in(key(name) + ".pub");
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

Store& SignedRoom::signing(const std::string& login, const std::string& key_name) {
    as(login).sign_with(key_file_signer(key(key_name.empty() ? login : key_name)));
    return store();
}

std::string SignedRoom::approved_document(const std::string& number) {
    Document document;
    document.number = number;
    document.title = "Procedure " + number;
    signing("dinesh").documents().create(document, {bytes("p.md", "text of " + number)}, "first");
    const std::string approval = store().documents().submit(number);
    later(std::chrono::seconds(5));
    signing("asha").documents().approve(number);
    return approval;
}

std::string SignedRoom::allowed_signers() {
    const std::string path = folder() / "allowed_signers";
    std::ofstream(path) << store().keys().allowed_signers();
    return path;
}

Ran SignedRoom::verify_commit(const std::string& commit) {
    return git(directory(),
               "-c gpg.ssh.allowedSignersFile=" + quoted(allowed_signers()) + " verify-commit " + commit);
}

std::string signature_findings(Store& store, Severity least) {
    std::string text;
    for (const auto& finding : store.trust().verify_signatures().findings) {
        check_words(finding.message);
        if (finding.severity >= least) text += finding.code + " " + finding.object + "\n";
    }
    return text;
}

} // namespace almirah::test
