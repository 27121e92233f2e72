// A records room in which people have keys. The keys are made by ssh-keygen; stock git and ssh-keygen judge.
#pragma once

#include "contract/room.hpp"

namespace almirah::test {

class SignedRoom : public Room {
public:
    /// kiran, ravi, dinesh and asha have keys that are valid; "stray" is nobody's.
    SignedRoom();

    /// The person acts, and signs with the key of that name (his own).
    Store& signing(const std::string& login, const std::string& key = "");
    std::string key(const std::string& name) const { return folder() / (name + "-key"); }
    std::string public_key(const std::string& name) const;
    /// Makes a key pair, and registers and approves it when it has an owner.
    void add_key(const std::string& name, const std::string& owner = "");
    /// A document that dinesh wrote and asha approved, both with signatures; the approval's id.
    std::string approved_document(const std::string& number = "QP-1");
    /// Stock git's verdict on an entry, by the allowed signers of now.
    Ran verify_commit(const std::string& commit = "register");
    /// The file of allowed signers of now.
    std::string allowed_signers();
};

/// "code object" of what a check of signatures finds, errors only unless told.
std::string signature_findings(Store& store, Severity least = Severity::error);

} // namespace almirah::test
