#include "vault/commit.hpp"

#include "almirah/error.hpp"

#include <algorithm>
#include <charconv>

namespace almirah::vault {

namespace {

constexpr std::string_view trailer = "Vault: ";

[[noreturn]] void damaged_commit(const ObjectId& id) {
    throw Error(Code::corrupt, "commit " + id.hex() + " is not well-formed; run verify");
}

/// Takes the line "KEY REST" from the front; nothing when the key is another one.
std::optional<std::string_view> take_line(std::string_view& text, std::string_view key) {
    if (!text.starts_with(key) || text.substr(key.size(), 1) != " ") return std::nullopt;
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto rest = text.substr(key.size() + 1, end - key.size() - 1);
    text.remove_prefix(end + 1);
    return rest;
}

ObjectId take_id(std::optional<std::string_view> line, const ObjectId& id) {
    const auto named = line ? ObjectId::parse(*line) : std::nullopt;
    if (!named) damaged_commit(id);
    return *named;
}

/// "Name <address> 1700000000 +0000"
Committer parse_person(std::string_view line, const ObjectId& id) {
    const std::size_t open = line.find(" <"), close = line.find("> ");
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) damaged_commit(id);
    std::int64_t seconds = 0;
    const auto digits = line.substr(close + 2);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    if (error != std::errc() || end == digits.data() + digits.size() || *end != ' ') damaged_commit(id);
    return {std::string(line.substr(0, open)), std::string(line.substr(open + 2, close - open - 2)),
            Instant(std::chrono::seconds(seconds))};
}

constexpr std::string_view signature_header = "gpgsig";

/// Takes a header with its further lines, each of which begins with a blank, from the front; what it says
/// with the blanks taken off.
std::string take_header(std::string_view& headers) {
    std::string value;
    bool first = true;
    while (first || headers.starts_with(' ')) {
        const std::size_t end = std::min(headers.find('\n'), headers.size());
        value += first ? headers.substr(0, end) : headers.substr(1, end - 1);
        value += '\n';
        headers.remove_prefix(std::min(headers.size(), end + 1));
        first = false;
    }
    return value;
}

/// Calls `each` with every header (its name and a blank in front) up to the message.
template <class Each>
void each_header(std::string_view headers, Each each) {
    while (!headers.empty() && !headers.starts_with('\n')) {
        const std::string_view before = headers;
        const std::string value = take_header(headers);
        each(value, before.substr(0, before.size() - headers.size()));
    }
}

bool is_signature(std::string_view header) {
    return header.starts_with(signature_header) && header.substr(signature_header.size(), 1) == " ";
}

std::string required(std::string_view name, const char* what) {
    std::string kept = tidy(name);
    if (kept.empty()) throw Error(Code::invalid_argument, std::string("the acting person has no ") + what);
    return kept;
}

/// As git writes it: each further line begins with a blank.
std::string signature_in_header(std::string_view signature) {
    std::string header;
    while (!signature.empty()) {
        const std::size_t end = std::min(signature.find('\n'), signature.size());
        header += header.empty() ? std::string(signature_header) + " " : " ";
        header.append(signature.substr(0, end)) += '\n';
        signature.remove_prefix(std::min(signature.size(), end + 1));
    }
    return header;
}

/// True when the last paragraph, not being the first, has trailers only.
bool ends_in_trailers(std::string_view message) {
    const std::size_t start = message.rfind("\n\n");
    if (start == std::string_view::npos) return false;
    std::string_view lines = message.substr(start + 2);
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find('\n'));
        const auto token = line.substr(0, line.find(": "));
        const bool word = std::all_of(token.begin(), token.end(),
                                      [](unsigned char c) { return std::isalnum(c) || c == '-'; });
        if (token.empty() || token.size() == line.size() || !word) return false;
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    }
    return true;
}

} // namespace

std::string tidy(std::string_view name) {
    std::string kept;
    for (const char c : name)
        if (c != '<' && c != '>' && static_cast<unsigned char>(c) >= 0x20) kept += c;
    const std::size_t first = kept.find_first_not_of(" .,:;\"'");
    return first == std::string::npos ? "" : kept.substr(first);
}

CommitText parse_commit(std::string_view bytes, const ObjectId& id) {
    CommitText commit;
    commit.tree = take_id(take_line(bytes, "tree"), id);
    while (const auto parent = take_line(bytes, "parent"))
        commit.parents.push_back(take_id(parent, id));
    const auto author = take_line(bytes, "author");
    if (!author || !take_line(bytes, "committer")) damaged_commit(id);
    const Committer person = parse_person(*author, id);
    commit.author_name = person.name;
    commit.author_email = person.email;
    commit.at = person.at;
    // Further headers (an encoding, a signature) end at the empty line.
    const std::size_t end = bytes.starts_with('\n') ? 0 : bytes.find("\n\n");
    if (end == std::string_view::npos) damaged_commit(id);
    each_header(bytes, [&](const std::string& value, std::string_view) {
        if (is_signature(value)) commit.signature += value.substr(signature_header.size() + 1);
    });
    commit.message = bytes.substr(end + (end == 0 ? 1 : 2));
    return commit;
}

Committer committer_of(std::string_view bytes, const ObjectId& id) {
    (void)take_line(bytes, "tree");
    while (take_line(bytes, "parent")) {
    }
    (void)take_line(bytes, "author");
    const auto line = take_line(bytes, "committer");
    if (!line) damaged_commit(id);
    return parse_person(*line, id);
}

std::string payload_of(std::string_view bytes) {
    std::string payload;
    std::size_t headers = 0;
    each_header(bytes, [&](const std::string& value, std::string_view header) {
        headers += header.size();
        if (!is_signature(value)) payload += header;
    });
    return payload.append(bytes.substr(headers));
}

std::string encode_commit(const CommitText& commit) {
    const auto seconds = commit.at.time_since_epoch().count();
    if (seconds < 0) throw Error(Code::invalid_argument, "the clock is before 1970; set it");
    if (commit.message.find('\0') != std::string::npos)
        throw Error(Code::invalid_argument, "the entry's message has a NUL byte");
    const std::string person = required(commit.author_name, "name") + " <" +
                               required(commit.author_email, "e-mail address") + "> " +
                               std::to_string(seconds) + " +0000\n";
    std::string bytes = "tree " + commit.tree.hex() + "\n";
    for (const auto& parent : commit.parents)
        bytes += "parent " + parent.hex() + "\n";
    bytes += "author " + person + "committer " + person;
    return bytes + signature_in_header(commit.signature) + "\n" + commit.message;
}

CommitText vault_commit(const ObjectId& tree, const CommitText& entry) {
    return {
        tree, {}, entry.author_name, entry.author_email, entry.at, "Content of the records and documents\n"};
}

std::string with_vault_trailer(std::string message, const ObjectId& vault_tree) {
    while (message.ends_with('\n'))
        message.pop_back();
    message += ends_in_trailers(message) ? "\n" : "\n\n";
    return message.append(trailer) + vault_tree.hex() + "\n";
}

ObjectId vault_tree_of(const CommitText& commit, const ObjectId& id) {
    std::string_view message = commit.message;
    while (message.ends_with('\n'))
        message.remove_suffix(1);
    const std::size_t line = message.rfind('\n');
    message.remove_prefix(line == std::string_view::npos ? 0 : line + 1);
    const auto tree =
        message.starts_with(trailer) ? ObjectId::parse(message.substr(trailer.size())) : std::nullopt;
    if (!tree)
        throw Error(Code::corrupt,
                    "entry " + id.hex() +
                        " does not end in the trailer 'Vault:'; it was not made by this software");
    return *tree;
}

} // namespace almirah::vault
