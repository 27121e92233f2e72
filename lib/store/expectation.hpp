// What the register says that the vault must have, and what took force in it; for verify.
#pragma once

#include "base/name.hpp"
#include "store/read_ahead.hpp"

#include <map>
#include <set>
#include <string>

namespace almirah {

struct Expectation {
    vault::Repository::Expected content; ///< Blob -> SHA-256 and size, as the first that names it says.
    /// Of content that two name: by its place, what says otherwise than the first.
    std::map<std::string, ContentFile> otherwise;
    struct Place {
        std::string path, blob;
        bool seen = false;
    };
    std::vector<Place> places; ///< In the vault.
    struct Approved {
        std::string id, subject;
        bool approved, founded; ///< It says so; its decisions bear it out (approval_check.hpp).
        std::set<std::string> deciders;
    };
    struct Disposed {
        std::string id, approval;
        bool begun;                 ///< It is being carried out, or was.
        std::set<std::string> done; ///< The records that it was carried out for.
    };
    struct Issued {
        std::string revision, approval; ///< "QP-07/4"; the id of its approval.
    };
    std::map<std::string, Approved> approvals; ///< By register path, as the next.
    std::map<std::string, Disposed> disposals;
    std::vector<Issued> issued;
    std::set<std::string> people;             ///< Logins.
    std::set<std::string> paths;              ///< In the register, but for those of records.
    std::map<std::string, std::string> named; ///< Path that must be in the register -> who names it.
    std::map<std::pair<std::string, int>, std::set<unsigned>> records; ///< Series, year -> numbers.
    std::map<std::string, std::set<std::string>> took; ///< Disposal -> records of which it took files.
    vault::Repository::Destroyed gone;                 ///< Content of destroyed records.

    bool has_record(const base::RecordId& id) const;
};

/// What is expected of the vault by a file of the register; why it cannot be, as a finding.
bool expect(Expectation& expected, const ReadFile& file, Verification& result);

} // namespace almirah
