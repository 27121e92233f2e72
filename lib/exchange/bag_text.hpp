// The text files of a bag (BagIt 1.0, RFC 8493; 0.97 as it was in use before), read and written. Pure: what
// is wrong becomes findings with the codes of docs/errors.md, "Faults of a bag"; nothing throws on bad input.
#pragma once

#include "almirah/trust.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace almirah::exchange {

using Findings = std::vector<Finding>;
using Labelled = std::vector<std::pair<std::string, std::string>>; ///< Of bag-info.txt, in its order.

/// Adds a finding of each severity. `object` is a path in the bag.
void wrong(Findings& findings, const char* code, const std::string& object, const std::string& message);
void doubtful(Findings& findings, const char* code, const std::string& object, const std::string& message);
void remark(Findings& findings, const char* code, const std::string& object, const std::string& message);

/// Text files of a bag are read whole; a larger one is refused before it is read.
inline constexpr std::uint64_t bag_text_limit_bytes = std::uint64_t{512} << 20;

/// The version that bagit.txt declares, "1.0" or "0.97"; empty when it is none that is understood.
std::string read_declaration(std::string_view bytes, Findings& findings);
/// bagit.txt of a bag of version 1.0.
std::string bag_declaration();

/// bag-info.txt: labels and values, folded lines joined.
Labelled read_bag_info(std::string_view bytes, bool strict, Findings& findings);
std::string bag_info(const Labelled& labels);

/// "OCTETS.FILES" of Payload-Oxum.
struct Oxum {
    std::uint64_t bytes = 0;
    std::uint64_t files = 0;
    bool operator==(const Oxum&) const = default;
};
std::optional<Oxum> parse_oxum(std::string_view text);

/// One line of a manifest; the path is decoded.
struct ManifestLine {
    std::string digest; ///< Lower-case hexadecimal.
    std::string path;
};

/// The lines of a manifest named `object`, whose digests have `digits` hexadecimal digits. Lines that cannot
/// be understood, and names that lead out of the bag or are refused otherwise, become findings and are left
/// out. At most a thousand findings are made of one manifest.
std::vector<ManifestLine> read_bag_manifest(std::string_view bytes, const std::string& object,
                                            std::size_t digits, bool strict, Findings& findings);
/// With CR, LF and '%' of the path as RFC 8493 wants them, and two spaces, as sha256sum has it.
std::string manifest_line(const std::string& digest, std::string_view path);

/// Why a path must not be in a bag: it leads out of it, or means something else on another system (a drive, a
/// device). "" when it may.
std::string fault_of_bag_path(std::string_view path);
/// A name that every file system takes: characters and names that some refuse are replaced by '_'.
std::string portable_name(std::string_view name);

} // namespace almirah::exchange
