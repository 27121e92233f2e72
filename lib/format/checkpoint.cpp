// Checkpoints as text: signed notes with the head of a log (C2SP signed-note, tlog-checkpoint), that can be
// printed, mailed and typed in again; and the labelled lines of version 0.1.0.
#include "almirah/error.hpp"
#include "almirah/trust.hpp"
#include "base/base64.hpp"
#include "base/digest.hpp"
#include "base/ssh.hpp"
#include "format/lines.hpp"
#include "format/note.hpp"

#include <algorithm>
#include <map>
#include <sstream>

namespace almirah {

namespace {

constexpr const char* first_title = "almirah checkpoint 1";
constexpr std::string_view origin = "almirah/";
constexpr std::string_view dash = "\u2014 ";
constexpr std::size_t key_id_bytes = 4;

using Lines = std::vector<std::string_view>;
using Labels = std::map<std::string, std::string, std::less<>>;

[[noreturn]] void bad(const std::string& what) {
    throw Error(Code::invalid_argument,
                "the checkpoint " + what + "; expected the text that 'almirah checkpoint' wrote");
}

std::string text(const Labels& labels, std::string_view label) {
    const auto found = labels.find(label);
    if (found == labels.end() || found->second.empty()) bad("has no line '" + std::string(label) + "'");
    return found->second;
}

std::uint64_t number(const std::string& value, std::string_view what) {
    const auto parsed = format::parse_number(value);
    if (!parsed) bad("has no number of " + std::string(what));
    return *parsed;
}

/// "LABEL VALUE", or "LABEL: VALUE", once each; lines without the separator are passed over.
Labels labels_of(Lines::const_iterator from, Lines::const_iterator to, std::string_view separator) {
    Labels labels;
    for (auto line = from; line != to; ++line) {
        const std::size_t end = line->find(separator);
        if (end == line->npos) continue;
        const std::string label(line->substr(0, end));
        if (!labels.emplace(label, line->substr(end + separator.size())).second)
            bad("has the line '" + label + "' twice");
    }
    return labels;
}

void take_labels(const Labels& labels, Checkpoint& checkpoint) {
    checkpoint.office = text(labels, "office");
    checkpoint.head = text(labels, "head");
    checkpoint.records = number(text(labels, "records"), "records");
    const auto at = parse_instant(text(labels, "at"));
    if (!at) bad("has no instant in the line 'at'");
    checkpoint.at = *at;
}

Checkpoint parse_first(const Lines& lines) {
    Checkpoint checkpoint;
    const Labels labels = labels_of(lines.begin() + 1, lines.end(), ": ");
    checkpoint.store = text(labels, "store");
    checkpoint.entries = number(text(labels, "entries"), "entries");
    take_labels(labels, checkpoint);
    return checkpoint;
}

/// "— LOGIN BASE64", where the bytes are the key's id and the signature.
NoteSignature parse_signature(std::string_view line) {
    if (!line.starts_with(dash)) bad("has a line among its signatures that is none");
    line.remove_prefix(dash.size());
    const std::size_t blank = line.find(' ');
    const auto bytes =
        blank == 0 || blank == line.npos ? std::nullopt : base::parse_base64(line.substr(blank + 1));
    if (!bytes || bytes->size() != key_id_bytes + base::ed25519_signature_bytes)
        bad("has a signature of another form");
    return {std::string(line.substr(0, blank)),
            base::hex(reinterpret_cast<const std::uint8_t*>(bytes->data()), key_id_bytes),
            bytes->substr(key_id_bytes)};
}

Checkpoint parse_note(const Lines& lines) {
    const auto gap = std::find(lines.begin(), lines.end(), std::string_view());
    if (gap - lines.begin() < 3) bad("has no head of a log");
    Checkpoint checkpoint;
    checkpoint.store = lines[0].substr(origin.size());
    checkpoint.entries = number(std::string(lines[1]), "entries");
    const auto root = format::parse_hash(lines[2]);
    if (checkpoint.store.empty() || !root) bad("has no root of its entries");
    checkpoint.root = *root;
    const Labels labels = labels_of(lines.begin() + 3, gap, " ");
    const auto verified = labels.find("verified");
    checkpoint.verified = verified != labels.end();
    if (checkpoint.verified && verified->second != "clean") bad("says of a verify what none can be");
    const std::size_t expected = checkpoint.verified ? 5 : 4;
    if (labels.size() != expected || std::size_t(gap - lines.begin()) != expected + 3)
        bad("has other lines than office, head, records, at and verified");
    take_labels(labels, checkpoint);
    for (auto line = gap; line != lines.end(); ++line)
        if (!line->empty()) checkpoint.signatures.push_back(parse_signature(*line));
    return checkpoint;
}

} // namespace

std::string format::note_key_id(const std::string& name, const base::Ed25519Key& key) {
    std::string bytes = name + "\n\1";
    bytes.append(key.begin(), key.end());
    const auto sum = base::sha256(bytes);
    return base::hex(sum.data(), key_id_bytes);
}

std::string note_text(const Checkpoint& checkpoint) {
    std::ostringstream out;
    if (checkpoint.root.empty())
        out << first_title << "\n"
            << "office: " << checkpoint.office << "\n"
            << "store: " << checkpoint.store << "\n"
            << "head: " << checkpoint.head << "\n"
            << "entries: " << checkpoint.entries << "\n"
            << "records: " << checkpoint.records << "\n"
            << "at: " << to_string(checkpoint.at) << "\n";
    else
        out << origin << checkpoint.store << "\n"
            << checkpoint.entries << "\n"
            << format::hash_text(checkpoint.root) << "\n"
            << "office " << checkpoint.office << "\n"
            << "head " << checkpoint.head << "\n"
            << "records " << checkpoint.records << "\n"
            << "at " << to_string(checkpoint.at) << "\n"
            << (checkpoint.verified ? "verified clean\n" : "");
    return out.str();
}

std::string to_string(const Checkpoint& checkpoint) {
    std::string note = note_text(checkpoint);
    if (!checkpoint.root.empty()) note += "\n";
    for (const auto& [name, key_id, signature] : checkpoint.signatures) {
        std::string bytes;
        for (std::size_t at = 0; at + 1 < key_id.size(); at += 2)
            bytes += char(std::stoi(key_id.substr(at, 2), nullptr, 16));
        note += std::string(dash) + name + " " + base::base64(bytes + signature) + "\n";
    }
    return note;
}

Checkpoint parse_checkpoint(const std::string& source) {
    const Lines lines = format::lines_of(source);
    if (!lines.empty() && lines[0] == first_title) return parse_first(lines);
    if (!lines.empty() && lines[0].starts_with(origin)) return parse_note(lines);
    bad("begins with neither '" + std::string(origin) + "' nor '" + first_title + "'");
}

bool is_signed_by(const Checkpoint& checkpoint, const std::string& login, const std::string& public_key) {
    const auto key = base::parse_public_key(public_key);
    if (!key)
        throw Error(Code::invalid_argument, "this is no Ed25519 public key; give the line of a .pub file");
    const std::string id = format::note_key_id(login, *key), note = note_text(checkpoint);
    return std::any_of(checkpoint.signatures.begin(), checkpoint.signatures.end(), [&](const auto& one) {
        return one.name == login && one.key_id == id && base::verifies(*key, note, one.signature);
    });
}

} // namespace almirah
