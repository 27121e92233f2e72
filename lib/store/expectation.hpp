// What the register says that the vault and the index must have; for verify.
#pragma once

#include "store/engine.hpp"

#include <map>
#include <set>
#include <string>

namespace almirah {

struct Expectation {
    vault::Repository::Expected content;               ///< Blob -> SHA-256 and size.
    std::map<std::string, std::string> paths;          ///< Vault path -> blob.
    std::map<std::string, std::set<std::string>> took; ///< Disposal -> records of which it took files.
    std::map<std::string, std::string> records;        ///< Id -> what the index tells in a list.
    std::map<std::string, std::string> things;         ///< Register path -> bytes, of all that is no record.
    vault::Repository::Destroyed gone;                 ///< Content of destroyed records.
};

/// What `Expectation::records` holds of a record. `held` of the line is left out.
std::string index_row(const RecordLine& line);

/// Reads the whole register. What cannot be decoded, or stands where it does not belong, is a finding.
Expectation read_register(Engine& engine, Verification& result);

} // namespace almirah
