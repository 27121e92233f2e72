// What would steer a terminal or a page is shown by its number. The one place that knows which that is.
#include "almirah/shown.hpp"
#include "base/utf8.hpp"

namespace almirah {

namespace {

bool steers(char32_t c) {
    const auto among = [c](char32_t first, char32_t last) { return first <= c && c <= last; };
    return c < 0x20 || among(0x7F, 0x9F) || c == 0x061C || among(0x200E, 0x200F) || among(0x2028, 0x202E) ||
           among(0x2066, 0x206F);
}

void append_number(std::string& out, char32_t c) {
    constexpr const char* digits = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += digits[(c >> shift) & 0xF];
}

bool is_blank(char32_t c) {
    return c == '\n' || c == '\r' || c == '\t';
}

} // namespace

std::string shown_line(std::string_view text) {
    std::string out;
    for (const unsigned char *at = base::begin_of(text), *end = base::end_of(text); at != end;) {
        const char32_t c = base::next_code_point(at, end);
        if (is_blank(c))
            out += ' ';
        else if (steers(c))
            append_number(out, c);
        else
            base::append_utf8(out, c);
    }
    return out;
}

std::string shown_lines(std::string_view text) {
    std::string out;
    for (const unsigned char *at = base::begin_of(text), *end = base::end_of(text); at != end;) {
        const char32_t c = base::next_code_point(at, end);
        // Alone it lets what follows stand over what is there.
        const bool returns = c == '\r' && (at == end || *at != '\n');
        if (steers(c) && (!is_blank(c) || returns))
            append_number(out, c);
        else
            base::append_utf8(out, c);
    }
    return out;
}

} // namespace almirah
