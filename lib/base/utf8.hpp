// UTF-8, a code point at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace almirah::base {

inline constexpr char32_t replacement = 0xFFFD;

/// Length of the well-formed sequence at the start of the bytes; 0 when there is none (Unicode, table 3-7).
inline std::size_t sequence_length(const unsigned char* at, const unsigned char* end) {
    const unsigned char lead = *at;
    if (lead < 0x80) return 1;
    const auto left = static_cast<std::size_t>(end - at);
    const auto tail = [&](std::size_t i) { return i < left && (at[i] & 0xC0) == 0x80; };
    if (lead < 0xC2 || lead > 0xF4) return 0;
    if (lead < 0xE0) return tail(1) ? 2 : 0;
    if (!tail(1) || !tail(2)) return 0;
    if (lead < 0xF0) {
        if ((lead == 0xE0 && at[1] < 0xA0) || (lead == 0xED && at[1] > 0x9F)) return 0;
        return 3;
    }
    if (!tail(3) || (lead == 0xF0 && at[1] < 0x90) || (lead == 0xF4 && at[1] > 0x8F)) return 0;
    return 4;
}

/// The code point at `at`, which is moved behind it; a byte that begins no well-formed sequence gives U+FFFD.
inline char32_t next_code_point(const unsigned char*& at, const unsigned char* end) {
    const std::size_t size = sequence_length(at, end);
    if (size <= 1) {
        const char32_t single = size == 1 ? char32_t{*at} : replacement;
        ++at;
        return single;
    }
    char32_t value = *at & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i)
        value = (value << 6) | (at[i] & 0x3FU);
    at += size;
    return value;
}

inline void append_utf8(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

inline const unsigned char* begin_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
inline const unsigned char* end_of(std::string_view text) {
    return begin_of(text) + text.size();
}

/// Without the mark that programs put before UTF-8; two where files with one were put together.
inline std::string_view without_marks(std::string_view bytes) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    while (bytes.starts_with(byte_order_mark))
        bytes.remove_prefix(byte_order_mark.size());
    return bytes;
}

/// The text with each byte that is not UTF-8 as U+FFFD.
inline std::string repaired(std::string_view text) {
    std::string out;
    for (const unsigned char *at = begin_of(text), *end = end_of(text); at != end;)
        append_utf8(out, next_code_point(at, end));
    return out;
}

} // namespace almirah::base
