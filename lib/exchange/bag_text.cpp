#include "exchange/bag_text.hpp"

#include "base/fold.hpp"
#include "exchange/columns.hpp"

#include <algorithm>
#include <charconv>

namespace almirah::exchange {

namespace {

constexpr std::size_t most_findings = 1000;

/// Calls `each(number, line)` for every line that LF, CR or CRLF ends, or the end of the bytes.
template <class Each>
void lines_of(std::string_view bytes, Each each) {
    std::size_t number = 0;
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
        const bool crlf = end + 1 < bytes.size() && bytes[end] == '\r' && bytes[end + 1] == '\n';
        if (!each(++number, bytes.substr(0, end))) return;
        bytes.remove_prefix(std::min(bytes.size(), end + (crlf ? 2 : 1)));
    }
}

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && is_blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// "Label: value", trimmed; nothing without a colon or a label.
std::optional<std::pair<std::string, std::string>> labelled(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto label = without_blanks(line.substr(0, colon));
    if (label.empty()) return std::nullopt;
    return std::pair(std::string(label), std::string(without_blanks(line.substr(colon + 1))));
}

std::string at_line(const std::string& object, std::size_t number) {
    return object + ":" + std::to_string(number);
}

bool is_hex(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
}

/// %0A and %0D, and in 1.0 %25, whatever the case of their letters; everything else stays as it is.
std::string decoded(std::string_view path, bool strict) {
    std::string text;
    for (std::size_t at = 0; at < path.size(); ++at) {
        const std::string code = lower(std::string(path.substr(at, 3)));
        const char c = code == "%0a" ? '\n' : code == "%0d" ? '\r' : code == "%25" && strict ? '%' : '\0';
        text += c != '\0' ? c : path[at];
        if (c != '\0') at += 2;
    }
    return text;
}

/// Takes a line apart; what is wrong with it, or "".
std::string take_line(std::string_view line, std::size_t digits, bool strict, ManifestLine& out) {
    const std::size_t gap = std::min(line.find_first_of(" \t"), line.size());
    const std::string_view digest = line.substr(0, gap);
    std::string_view path = line.substr(gap);
    while (!path.empty() && is_blank(path.front()))
        path.remove_prefix(1);
    if (path.empty()) return "expected a digest, white space, and a path";
    if (digest.size() != digits || !is_hex(digest))
        return "the digest has to be of " + std::to_string(digits) + " hexadecimal digits";
    if (path.starts_with("*")) path.remove_prefix(1); // as md5sum marks binary files
    if (path.starts_with("./")) path.remove_prefix(2);
    out.digest = lower(std::string(digest));
    out.path = decoded(path, strict);
    return "";
}

/// The number in front of a text that holds nothing else.
std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return value;
}

} // namespace

void wrong(Findings& findings, const char* code, const std::string& object, const std::string& message) {
    findings.push_back({code, Severity::error, object, message});
}
void doubtful(Findings& findings, const char* code, const std::string& object, const std::string& message) {
    findings.push_back({code, Severity::warning, object, message});
}
void remark(Findings& findings, const char* code, const std::string& object, const std::string& message) {
    findings.push_back({code, Severity::note, object, message});
}

std::string read_declaration(std::string_view bytes, Findings& findings) {
    constexpr const char* object = "bagit.txt";
    if (bytes.starts_with("\xEF\xBB\xBF"))
        wrong(findings, "bag-declaration", object, "begins with a byte order mark, which RFC 8493 forbids");
    Labelled labels;
    lines_of(bytes, [&](std::size_t, std::string_view line) {
        if (auto pair = labelled(line)) labels.push_back(std::move(*pair));
        return labels.size() < 10;
    });
    if (labels.size() != 2 || !labels[0].first.ends_with("BagIt-Version") ||
        labels[1].first != "Tag-File-Character-Encoding") {
        wrong(findings, "bag-declaration", object,
              "is not the two lines BagIt-Version: and Tag-File-Character-Encoding:");
        return "";
    }
    if (lower(labels[1].second) != "utf-8")
        wrong(findings, "bag-encoding", object, "declares another encoding than UTF-8, which is not read");
    const std::string version = labels[0].second;
    if (version == "1.0" || version == "0.97") return version;
    wrong(findings, "bag-version", object, "declares a version that is neither 1.0 nor 0.97");
    return "";
}

std::string bag_declaration() {
    return "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
}

Labelled read_bag_info(std::string_view bytes, bool strict, Findings& findings) {
    constexpr const char* object = "bag-info.txt";
    Labelled labels;
    if (!base::is_utf8(bytes)) {
        wrong(findings, "bag-info", object, "is not UTF-8");
        return labels;
    }
    const std::size_t before = findings.size();
    lines_of(bytes, [&](std::size_t number, std::string_view line) {
        if (without_blanks(line).empty()) return true;
        if (is_blank(line.front()) && !labels.empty()) {
            labels.back().second += " " + std::string(without_blanks(line));
        } else if (auto pair = labelled(line)) {
            labels.push_back(std::move(*pair));
        } else {
            (strict ? wrong : doubtful)(findings, "bag-info", at_line(object, number),
                                        "is no line of the form Label: value");
        }
        return findings.size() - before < most_findings;
    });
    return labels;
}

std::string bag_info(const Labelled& labels) {
    std::string text;
    for (const auto& [label, value] : labels)
        if (!value.empty()) text += label + ": " + one_line(value) + "\n";
    return text;
}

std::optional<Oxum> parse_oxum(std::string_view text) {
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto bytes = whole_number(text.substr(0, dot));
    const auto files = whole_number(text.substr(dot + 1));
    if (!bytes || !files) return std::nullopt;
    return Oxum{*bytes, *files};
}

std::vector<ManifestLine> read_bag_manifest(std::string_view bytes, const std::string& object,
                                            std::size_t digits, bool strict, Findings& findings) {
    std::vector<ManifestLine> lines;
    const std::size_t before = findings.size();
    lines_of(bytes, [&](std::size_t number, std::string_view text) {
        if (without_blanks(text).empty()) return true;
        ManifestLine line;
        if (const auto fault = take_line(text, digits, strict, line); !fault.empty())
            wrong(findings, "bag-manifest-line", at_line(object, number), fault);
        else if (const auto bad = fault_of_bag_path(line.path); !bad.empty())
            wrong(findings, "bag-name", at_line(object, number), bad);
        else
            lines.push_back(std::move(line));
        return findings.size() - before < most_findings;
    });
    return lines;
}

std::string manifest_line(const std::string& digest, std::string_view path) {
    std::string line = digest + "  ";
    for (const char c : path)
        line += c == '\n' ? "%0A" : c == '\r' ? "%0D" : c == '%' ? "%25" : std::string(1, c);
    return line + "\n";
}

} // namespace almirah::exchange
