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

/// One person's signature under a checkpoint: a line of the signed note.
struct NoteSignature {
    std::string name;      ///< Login.
    std::string key_id;    ///< 8 hexadecimal digits that say which key.
    std::string signature; ///< 64 bytes, Ed25519.

    bool operator==(const NoteSignature&) const = default;
};

/// What is kept outside the store to prove later that history was not rewritten (P9). As text it is a signed
/// note with a checkpoint of a log (C2SP signed-note and tlog-checkpoint).
struct Checkpoint {
    std::string office;
    std::string store; ///< The store's identity, made at creation.
    std::string head;  ///< Commit of the register.
    std::uint64_t entries = 0;
    std::uint64_t records = 0;
    Instant at{};
    /// Root of the Merkle tree over the entries (RFC 6962, SHA-256), 64 hexadecimal digits; a leaf is the
    /// bytes of a commit. Empty in checkpoints of version 0.1.0 and before.
    std::string root{};
    std::vector<NoteSignature> signatures{}; ///< May be empty.
    /// A whole verify of the store, just before and of these entries, found no error. Only a signed
    /// checkpoint that states this is relied on by Trust::verify_since.
    bool verified = false;

    bool operator==(const Checkpoint&) const = default;
};

/// The text of a checkpoint, as printed and mailed; and back. Throws invalid_argument on other text.
ALMIRAH_API std::string to_string(const Checkpoint& checkpoint);
ALMIRAH_API Checkpoint parse_checkpoint(const std::string& text);
/// What the signatures of a checkpoint are over: its text without them.
ALMIRAH_API std::string note_text(const Checkpoint& checkpoint);

/// Proves that an entry is among those of a checkpoint, without the store (RFC 6962, section 2.1.1).
struct InclusionProof {
    std::uint64_t entry = 0;       ///< 1 for the first entry.
    std::string leaf;              ///< The bytes of its commit, with message and signature.
    std::vector<std::string> path; ///< Hashes, 64 hexadecimal digits each, from the leaf up.

    bool operator==(const InclusionProof&) const = default;
};

/// Proves that the entries of a checkpoint are the first ones of a later one, without the store (RFC 6962,
/// section 2.1.2).
struct ConsistencyProof {
    std::uint64_t older = 0; ///< Entries of the earlier checkpoint.
    std::uint64_t newer = 0; ///< And of the later one.
    std::vector<std::string> path;

    bool operator==(const ConsistencyProof&) const = default;
};

/// As small files, and back. Throws invalid_argument on other text.
ALMIRAH_API std::string to_string(const InclusionProof& proof);
ALMIRAH_API std::string to_string(const ConsistencyProof& proof);
ALMIRAH_API InclusionProof parse_inclusion_proof(const std::string& text);
ALMIRAH_API ConsistencyProof parse_consistency_proof(const std::string& text);

/// What a proof fails to show; empty when it holds. Pure: no store is asked.
ALMIRAH_API std::string fault_of(const InclusionProof& proof, const Checkpoint& checkpoint);
ALMIRAH_API std::string fault_of(const ConsistencyProof& proof, const Checkpoint& older,
                                 const Checkpoint& newer);
/// Whether a checkpoint bears a signature by this key ("ssh-ed25519 AAAA…"). Pure. Throws invalid_argument
/// for what is no Ed25519 key.
ALMIRAH_API bool is_signed_by(const Checkpoint& checkpoint, const std::string& login,
                              const std::string& public_key);

/// What a time-stamping authority said (RFC 3161).
struct TimeStamp {
    Instant at{};
    std::string serial;    ///< Hexadecimal.
    std::string policy;    ///< Dotted object identifier.
    std::string authority; ///< Subject of the certificate that signed; one line.

    bool operator==(const TimeStamp&) const = default;
};

/// A request for a time stamp of a text (a checkpoint's file), as `openssl ts -query -sha256 -cert` makes it:
/// to be sent to an authority. DER.
ALMIRAH_API std::string time_stamp_request(const std::string& text);
/// Checks an authority's answer to such a request (DER, .tsr) against the text and the certificates that one
/// trusts (PEM). Throws invalid_argument, saying what does not fit.
ALMIRAH_API TimeStamp check_time_stamp(const std::string& text, const std::string& response,
                                       const std::string& trusted_pem);

} // namespace almirah
