// Folding: what makes two spellings of one word compare equal (design section 3).
#include "base/fold.hpp"

#include "almirah/error.hpp"
#include "base/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstring>

namespace almirah::base {

namespace {

using CodePoints = std::vector<utf8proc_int32_t>;

constexpr utf8proc_int32_t chandrabindu = 0x901;
constexpr utf8proc_int32_t anusvara = 0x902;
constexpr utf8proc_int32_t virama = 0x94D;
constexpr int nukta_class = 7; // canonical combining class "Nukta", in every Indic script

[[noreturn]] void throw_unicode(utf8proc_ssize_t result) {
    throw Error(Code::internal, std::string("text could not be normalised: ") + utf8proc_errmsg(result));
}

CodePoints decomposed(std::string_view text, int options) {
    if (!is_utf8(text)) return decomposed(repaired(text), options);
    CodePoints points(text.size() + 16);
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto size = static_cast<utf8proc_ssize_t>(text.size());
    const auto flags = static_cast<utf8proc_option_t>(options);
    auto count =
        utf8proc_decompose(bytes, size, points.data(), static_cast<utf8proc_ssize_t>(points.size()), flags);
    if (count > static_cast<utf8proc_ssize_t>(points.size())) {
        points.resize(static_cast<std::size_t>(count));
        count = utf8proc_decompose(bytes, size, points.data(), count, flags);
    }
    if (count < 0) throw_unicode(count);
    points.resize(static_cast<std::size_t>(count));
    return points;
}

std::string composed(CodePoints points) {
    if (points.empty()) return {};
    const auto count =
        utf8proc_normalize_utf32(points.data(), static_cast<utf8proc_ssize_t>(points.size()),
                                 static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
    if (count < 0) throw_unicode(count);
    std::string out;
    out.reserve(static_cast<std::size_t>(count) * 3);
    for (utf8proc_ssize_t i = 0; i < count; ++i)
        append_utf8(out, static_cast<char32_t>(points[static_cast<std::size_t>(i)]));
    return out;
}

/// Decimal digits stand in runs of ten, zero first (Unicode stability policy): the place in the run is the
/// value.
utf8proc_int32_t ascii_digit(utf8proc_int32_t digit) {
    if (digit >= 0x966 && digit <= 0x96F) return '0' + (digit - 0x966);
    int before = 0;
    while (utf8proc_category(digit - before - 1) == UTF8PROC_CATEGORY_ND)
        ++before;
    return '0' + before % 10;
}

/// Whether the nasal is the one of the stop's own varga: ङ क ख ग घ, ञ च छ ज झ, …
bool is_homorganic(utf8proc_int32_t nasal, utf8proc_int32_t stop) {
    switch (nasal) {
    case 0x919:
        return stop >= 0x915 && stop <= 0x918;
    case 0x91E:
        return stop >= 0x91A && stop <= 0x91D;
    case 0x923:
        return stop >= 0x91F && stop <= 0x922;
    case 0x928:
        return stop >= 0x924 && stop <= 0x927;
    case 0x92E:
        return stop >= 0x92A && stop <= 0x92D;
    default:
        return false;
    }
}

/// Drops nuktas; chandrabindu to anusvara; digits to ASCII. In place.
void simplify_each(CodePoints& points) {
    std::size_t kept = 0;
    for (utf8proc_int32_t point : points) {
        if (point >= 0x80) {
            const utf8proc_property_t* property = utf8proc_get_property(point);
            if (property->combining_class == nukta_class) continue;
            if (property->category == UTF8PROC_CATEGORY_ND) point = ascii_digit(point);
            if (point == chandrabindu) point = anusvara;
        }
        points[kept++] = point;
    }
    points.resize(kept);
}

/// Nasal + virama before a stop of its varga becomes anusvara: हिन्दी = हिंदी. After simplify_each, so that no
/// nukta stands between. In place.
void simplify_nasals(CodePoints& points) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i + 2 < points.size() && points[i + 1] == virama && is_homorganic(points[i], points[i + 2])) {
            points[kept++] = anusvara;
            ++i;
        } else {
            points[kept++] = points[i];
        }
    }
    points.resize(kept);
}

bool is_ascii(std::string_view text) {
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + i, 8);
        if (eight & 0x8080808080808080U) return false;
    }
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return lower;
}

} // namespace

bool is_utf8(std::string_view bytes) {
    const unsigned char *at = begin_of(bytes), *const end = end_of(bytes);
    while (at != end) {
        std::uint64_t eight;
        while (end - at >= 8 && (std::memcpy(&eight, at, 8), (eight & 0x8080808080808080U) == 0))
            at += 8;
        if (at == end) break;
        // Devanagari and most other scripts of the world: three bytes, no special case but E0 and ED.
        while (end - at >= 3 && at[0] > 0xE0 && at[0] < 0xED && (at[1] & 0xC0) == 0x80 &&
               (at[2] & 0xC0) == 0x80)
            at += 3;
        if (at == end) break;
        const std::size_t size = sequence_length(at, end);
        if (size == 0) return false;
        at += size;
    }
    return true;
}

std::string nfc(std::string_view text) {
    if (is_ascii(text)) return std::string(text);
    return composed(decomposed(text, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE));
}

std::string caseless(std::string_view text) {
    if (is_ascii(text)) return lower_ascii(text);
    return composed(decomposed(text, UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STABLE));
}

std::string fold(std::string_view text) {
    if (is_ascii(text)) return lower_ascii(text);
    auto points = decomposed(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                       UTF8PROC_IGNORE | UTF8PROC_STABLE);
    simplify_each(points);
    simplify_nasals(points);
    return composed(std::move(points));
}

std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    for (const unsigned char *at = begin_of(text), *end = end_of(text); at != end;) {
        const auto point = static_cast<utf8proc_int32_t>(next_code_point(at, end));
        const auto category = utf8proc_category(point);
        if (category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME) continue;
        const bool spacing_mark = category == UTF8PROC_CATEGORY_MC; // utf8proc gives these no width
        count += spacing_mark ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(point)));
    }
    return count;
}

} // namespace almirah::base
