#include "cli/output/plain.hpp"

#include "almirah/shown.hpp"

#include <clocale>
#include <cwchar>
#include <locale.h>
#include <wchar.h>

namespace almirah::cli {
namespace {

constexpr char32_t broken = 0xFFFD;

/// A code point and the bytes it took; `broken` for bytes that are not UTF-8.
struct Point {
    char32_t value;
    std::size_t size;
};

std::size_t expected_size(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

bool too_long_or_surrogate(char32_t value, std::size_t size) {
    return (size == 3 && value < 0x800) || (size == 4 && value < 0x10000) || value > 0x10FFFF ||
           (value >= 0xD800 && value <= 0xDFFF);
}

Point point_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = expected_size(lead);
    if (size == 1) return {lead, 1};
    if (size == 0 || at + size > text.size()) return {broken, 1};
    char32_t value = lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        const auto next = static_cast<unsigned char>(text[at + i]);
        if ((next & 0xC0U) != 0x80U) return {broken, 1};
        value = (value << 6U) | (next & 0x3FU);
    }
    return too_long_or_surrogate(value, size) ? Point{broken, 1} : Point{value, size};
}

/// wcwidth knows nothing in the "C" locale; the process's own locale is left alone. Made once: that reads
/// files, and a long table asks for each of its cells.
class Utf8Locale {
public:
    Utf8Locale() {
        static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
        if (locale) before_ = uselocale(locale);
    }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;
    ~Utf8Locale() {
        if (before_) uselocale(before_);
    }

private:
    locale_t before_ = nullptr;
};

std::size_t columns_of(char32_t value) {
    if (value < 0x7F) return 1;
    const int columns = wcwidth(static_cast<wchar_t>(value));
    return columns < 0 ? 1 : static_cast<std::size_t>(columns);
}

} // namespace

std::string plain(std::string_view text) {
    return shown_line(text);
}

std::size_t columns_of(std::string_view text) {
    const Utf8Locale locale;
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Point point = point_at(text, at);
        columns += columns_of(point.value);
        at += point.size;
    }
    return columns;
}

std::string shortened(std::string_view text, std::size_t columns) {
    if (columns_of(text) <= columns) return std::string(text);
    const Utf8Locale locale;
    std::size_t taken = 1; // the ellipsis
    std::size_t at = 0;
    while (at < text.size()) {
        const Point point = point_at(text, at);
        if (taken + columns_of(point.value) > columns) break;
        taken += columns_of(point.value);
        at += point.size;
    }
    return std::string(text.substr(0, at)) + "…";
}

} // namespace almirah::cli
