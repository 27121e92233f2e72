// What the register says that the vault and the index must have; for verify.
#pragma once

#include "store/read_ahead.hpp"

#include <map>
#include <set>
#include <string>

namespace almirah {

struct Expectation {
    vault::Repository::Expected content; ///< Blob -> SHA-256 and size.
    struct Place {
        std::string path, blob;
        bool seen = false;
    };
    std::vector<Place> places;                         ///< In the vault.
    std::map<std::string, std::string> things;         ///< Register path -> bytes, of all that is no record.
    std::map<std::string, std::set<std::string>> took; ///< Disposal -> records of which it took files.
    vault::Repository::Destroyed gone;                 ///< Content of destroyed records.
};

/// What is expected of the vault by a file of the register; why it cannot be, as a finding.
bool expect(Expectation& expected, const ReadFile& file, Verification& result);

} // namespace almirah
