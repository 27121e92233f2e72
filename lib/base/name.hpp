// Names of things: which are well-formed, and how numbered ids are made. Identifiers are never reused (R40).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace almirah::base {

/// "LR", "LR-MUT", "GS-101.012018": capitals, digits, dots and hyphens, 1 to 40 characters, first a letter or
/// digit.
bool is_code(std::string_view text);
/// Lower-case letters, digits, dots and hyphens, 1 to 40 characters, first a letter.
bool is_login(std::string_view text);
/// Codes joined by '/', for places.
bool is_place_code(std::string_view text);

/// "LR/2024/000123" taken apart.
struct RecordId {
    std::string series;
    int year = 0;
    unsigned number = 0;
    bool operator==(const RecordId&) const = default;
};
std::optional<RecordId> parse_record_id(std::string_view id);
/// At least six digits.
std::string to_string(const RecordId& id);

/// "H-2026-0001": holds H, disposals D, approvals A, delegations G, audits U, findings F.
struct SerialId {
    char kind = 'H';
    int year = 0;
    unsigned number = 0;
    bool operator==(const SerialId&) const = default;
};
std::optional<SerialId> parse_serial_id(std::string_view id);
/// At least four digits.
std::string to_string(const SerialId& id);

} // namespace almirah::base
