// Proofs about the log of entries, as small files that need no store to be checked (RFC 6962).
#include "almirah/error.hpp"
#include "almirah/trust.hpp"
#include "base/base64.hpp"
#include "base/digest.hpp"
#include "format/lines.hpp"
#include "model/merkle.hpp"

#include <algorithm>
#include <cstring>
#include <sstream>

namespace almirah {

namespace {

constexpr const char* inclusion_title = "almirah inclusion proof 1";
constexpr const char* consistency_title = "almirah consistency proof 1";
/// A tree of 2^64 leaves has no longer path; consistency takes one hash more.
constexpr std::size_t longest_path = 65;

[[noreturn]] void bad_proof(const std::string& what) {
    throw Error(Code::invalid_argument,
                "the proof " + what + "; expected the text that 'almirah proof' wrote");
}

/// The lines of a proof, taken one after the other.
class ProofLines {
public:
    ProofLines(const std::string& text, const char* title) : lines_(format::lines_of(text)) {
        if (lines_.empty() || lines_[0] != title)
            bad_proof("does not begin with '" + std::string(title) + "'");
    }
    std::string_view take(std::string_view label) {
        if (at_ == lines_.size() || !lines_[at_].starts_with(label) ||
            lines_[at_].substr(label.size(), 1) != " ")
            bad_proof("has no line '" + std::string(label) + "' where it belongs");
        return lines_[at_++].substr(label.size() + 1);
    }
    std::uint64_t number(std::string_view label) {
        const auto value = format::parse_number(take(label));
        if (!value) bad_proof("has no number in the line '" + std::string(label) + "'");
        return *value;
    }
    std::vector<std::string> path() {
        std::vector<std::string> path;
        while (at_ < lines_.size()) {
            const auto hash = format::parse_hash(take("path"));
            if (!hash || path.size() == longest_path) bad_proof("has a path that is none");
            path.push_back(*hash);
        }
        return path;
    }

private:
    std::vector<std::string_view> lines_;
    std::size_t at_ = 1;
};

std::string path_text(const std::vector<std::string>& path) {
    std::string text;
    for (const auto& hash : path)
        text += "path " + format::hash_text(hash) + "\n";
    return text;
}

std::optional<model::Hash> hash_of(const std::string& hex) {
    const auto bytes = base::parse_base64(format::hash_text(hex));
    model::Hash hash;
    if (!bytes || hex.size() != 2 * hash.size() || bytes->size() != hash.size()) return std::nullopt;
    std::memcpy(hash.data(), bytes->data(), hash.size());
    return hash;
}

std::optional<model::Path> path_of(const std::vector<std::string>& hexes) {
    model::Path path;
    for (const auto& hex : hexes) {
        const auto hash = hash_of(hex);
        if (!hash) return std::nullopt;
        path.push_back(*hash);
    }
    return path;
}

constexpr const char* rootless = "the checkpoint has no root of its entries, as those of version 0.1.0";

} // namespace

std::string to_string(const InclusionProof& proof) {
    std::ostringstream out;
    out << inclusion_title << "\nentry " << proof.entry << "\nleaf " << base::base64(proof.leaf) << "\n"
        << path_text(proof.path);
    return out.str();
}

std::string to_string(const ConsistencyProof& proof) {
    std::ostringstream out;
    out << consistency_title << "\nolder " << proof.older << "\nnewer " << proof.newer << "\n"
        << path_text(proof.path);
    return out.str();
}

InclusionProof parse_inclusion_proof(const std::string& text) {
    ProofLines lines(text, inclusion_title);
    InclusionProof proof;
    proof.entry = lines.number("entry");
    auto leaf = base::parse_base64(lines.take("leaf"));
    if (!leaf) bad_proof("has an entry that is not in base64");
    proof.leaf = std::move(*leaf);
    proof.path = lines.path();
    return proof;
}

ConsistencyProof parse_consistency_proof(const std::string& text) {
    ProofLines lines(text, consistency_title);
    ConsistencyProof proof;
    proof.older = lines.number("older");
    proof.newer = lines.number("newer");
    proof.path = lines.path();
    return proof;
}

std::string fault_of(const InclusionProof& proof, const Checkpoint& checkpoint) {
    const auto wanted = hash_of(checkpoint.root);
    if (!wanted) return rootless;
    if (proof.entry == 0 || proof.entry > checkpoint.entries)
        return "entry " + std::to_string(proof.entry) + " is not among the " +
               std::to_string(checkpoint.entries) + " of the checkpoint";
    const auto path = path_of(proof.path);
    const auto root =
        path ? model::root_by(model::leaf_hash(proof.leaf), proof.entry - 1, checkpoint.entries, *path)
             : std::nullopt;
    if (root == wanted) return {};
    return "entry " + std::to_string(proof.entry) + " does not lead to the root of the checkpoint";
}

std::string fault_of(const ConsistencyProof& proof, const Checkpoint& older, const Checkpoint& newer) {
    const auto before = hash_of(older.root), after = hash_of(newer.root);
    if (!before || !after) return rootless;
    if (older.store != newer.store) return "the two checkpoints are of different stores";
    if (proof.older != older.entries || proof.newer != newer.entries)
        return "the proof is of " + std::to_string(proof.older) + " and " + std::to_string(proof.newer) +
               " entries, the checkpoints of " + std::to_string(older.entries) + " and " +
               std::to_string(newer.entries);
    const auto path = path_of(proof.path);
    if (path && model::is_consistent(proof.older, *before, proof.newer, *after, *path)) return {};
    return "the later checkpoint does not continue the earlier one";
}

} // namespace almirah
