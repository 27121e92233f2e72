#include "format/lines.hpp"

#include "base/base64.hpp"
#include "base/digest.hpp"

#include <algorithm>
#include <charconv>

namespace almirah::format {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(text.size(), end + 1));
        while (line.ends_with('\r') || line.ends_with(' '))
            line.remove_suffix(1);
        lines.push_back(line);
    }
    while (!lines.empty() && lines.back().empty())
        lines.pop_back();
    return lines;
}

std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

std::optional<std::uint64_t> parse_number(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<std::string> parse_hash(std::string_view base64) {
    const auto bytes = base::parse_base64(base64);
    if (!bytes || bytes->size() != 32) return std::nullopt;
    return base::hex(reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size());
}

std::string hash_text(std::string_view hex) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
        unsigned byte = 0;
        std::from_chars(hex.data() + at, hex.data() + at + 2, byte, 16);
        bytes += char(byte);
    }
    return base::base64(bytes);
}

} // namespace almirah::format
