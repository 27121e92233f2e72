// History, verification, checkpoints.
#pragma once

#include "almirah/date.hpp"
#include "almirah/export.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace almirah {

/// One entry of the register: who did what, when and why. Each is one commit of the branch `register`.
struct Entry {
    std::uint64_t number = 0; ///< 1 for the first entry of the store.
    std::string commit;
    Instant at{};
    std::string by;        ///< Login of the person who acted.
    std::string operation; ///< "record.file", "disposal.carry-out", …
    std::string summary;   ///< In words, one line.
    std::string reason;    ///< May be empty.
    std::vector<std::string>
        subjects; ///< "record LR/2024/000123", "document QP-07"; ranges as "FIRST..LAST".

    bool operator==(const Entry&) const = default;
};

enum class Severity { note, warning, error };

/// Something that verify found. Codes are permanent and listed in docs/errors.md.
struct Finding {
    std::string code; ///< "content-missing", "pack-damaged", "index-differs", … (docs/errors.md)
    Severity severity = Severity::error;
    std::string object; ///< File, record or entry concerned.
    std::string message;

    bool operator==(const Finding&) const = default;
};

/// What verify looked at and what it found.
struct Verification {
    std::uint64_t entries = 0;
    std::uint64_t objects = 0;
    std::uint64_t records = 0;
    std::uint64_t files = 0; ///< Content files whose SHA-256 was compared.
    std::uint64_t bytes = 0; ///< Of those.
    std::vector<Finding> findings;

    /// No finding of severity error.
    ALMIRAH_API bool clean() const;
};

/// What is kept outside the store to prove later that history was not rewritten (P9).
struct Checkpoint {
    std::string office;
    std::string store; ///< The store's identity, made at creation.
    std::string head;  ///< Commit of the register.
    std::uint64_t entries = 0;
    std::uint64_t records = 0;
    Instant at{};

    bool operator==(const Checkpoint&) const = default;
};

/// The text of a checkpoint, as printed and mailed; and back. Throws invalid_argument on other text.
ALMIRAH_API std::string to_string(const Checkpoint& checkpoint);
ALMIRAH_API Checkpoint parse_checkpoint(const std::string& text);

} // namespace almirah
