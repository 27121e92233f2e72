#include "base/base64.hpp"

#include <algorithm>
#include <cstdint>

namespace almirah::base {

namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::string base64(std::string_view bytes) {
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto group = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8 | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0u);
        for (std::size_t i = 0; i < 4; ++i)
            text += i <= group.size() ? digits[bits >> (18 - 6 * i) & 63] : '=';
    }
    return text;
}

std::optional<std::string> parse_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t at = 0; at < text.size(); at += 4) {
        const auto group = text.substr(at, 4);
        const std::size_t padding = group.size() - std::min(group.find('='), group.size());
        if (padding > 2 || (padding > 0 && at + 4 < text.size())) return std::nullopt;
        if (padding == 2 && group[3] != '=') return std::nullopt;
        std::uint32_t bits = 0;
        for (const char digit : group.substr(0, 4 - padding)) {
            const auto value = digits.find(digit);
            if (value == digits.npos) return std::nullopt;
            bits = bits << 6 | std::uint32_t(value);
        }
        bits <<= 6 * padding;
        for (std::size_t i = 0; i + padding < 3; ++i)
            bytes += char(bits >> (16 - 8 * i) & 255);
        // One text for the same bytes: what the padding cuts off is zero.
        if (padding > 0 && (bits & (padding == 1 ? 0xFFu : 0xFFFFu)) != 0) return std::nullopt;
    }
    return bytes;
}

} // namespace almirah::base
