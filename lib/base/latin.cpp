// Devanagari in Latin letters, spelt as a search compares it: one form for the many ways people write it.
#include "base/fold.hpp"
#include "base/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace almirah::base {

namespace {

constexpr char32_t halant = 0x94D;

/// A consonant with what follows it. The inherent vowel of `schwa` is spoken or not by its neighbours.
struct Syllable {
    std::string consonant; ///< Empty for a vowel that stands alone.
    std::string vowel;     ///< Empty after a halant.
    std::string nasal;     ///< Anusvara or visarga.
    bool schwa = false;
};

const char* consonant_of(char32_t point) {
    static constexpr const char* table[] = {
        "k",  "kh", "g", "gh", "n",      // क ख ग घ ङ
        "ch", "ch", "j", "jh", "n",      // च छ ज झ ञ
        "t",  "th", "d", "dh", "n",      // ट ठ ड ढ ण
        "t",  "th", "d", "dh", "n", "n", // त थ द ध न ऩ
        "p",  "f",  "b", "bh", "m",      // प फ ब भ म
        "y",  "r",  "r", "l",  "l", "l", // य र ऱ ल ळ ऴ
        "w",  "s",  "s", "s",  "h",      // व श ष स ह
    };
    return point >= 0x915 && point <= 0x939 ? table[point - 0x915] : nullptr;
}

const char* vowel_of(char32_t point) {
    switch (point) {
    case 0x905:
        return "a"; // अ
    case 0x906:
    case 0x93E:
        return "a"; // आ
    case 0x907:
    case 0x908:
    case 0x93F:
    case 0x940:
        return "i"; // इ ई
    case 0x909:
    case 0x90A:
    case 0x941:
    case 0x942:
        return "u"; // उ ऊ
    case 0x90B:
    case 0x943:
    case 0x960:
    case 0x944:
        return "ri"; // ऋ
    case 0x90D:
    case 0x90E:
    case 0x90F:
    case 0x945:
    case 0x946:
    case 0x947:
        return "e";
    case 0x910:
    case 0x948:
        return "ai"; // ऐ
    case 0x911:
    case 0x912:
    case 0x913:
    case 0x949:
    case 0x94A:
    case 0x94B:
        return "o";
    case 0x914:
    case 0x94C:
        return "au"; // औ
    default:
        return nullptr;
    }
}

bool is_devanagari(char32_t point) {
    return point >= 0x900 && point <= 0x97F;
}

/// Accents off Latin letters, so that IAST and European names meet plain ones.
void append_plain(std::string& out, char32_t point) {
    const bool accented = (point >= 0xC0 && point <= 0x24F) || (point >= 0x1E00 && point <= 0x1EFF);
    utf8proc_int32_t parts[8] = {static_cast<utf8proc_int32_t>(point)};
    int boundary = 0;
    const auto count =
        accented ? utf8proc_decompose_char(parts[0], parts, 8, UTF8PROC_DECOMPOSE, &boundary) : 1;
    for (utf8proc_ssize_t i = 0; i < std::min<utf8proc_ssize_t>(count, 8); ++i) {
        if (parts[i] < 0x300 || parts[i] > 0x36F) append_utf8(out, static_cast<char32_t>(parts[i]));
    }
}

std::vector<Syllable> syllables_of(const std::u32string& word) {
    std::vector<Syllable> syllables;
    for (char32_t point : word) {
        Syllable* const last = syllables.empty() ? nullptr : &syllables.back();
        if (const char* consonant = consonant_of(point)) {
            syllables.push_back({consonant, "a", "", true});
        } else if (const char* vowel = vowel_of(point)) {
            const bool sign = point >= 0x93E;
            if (sign && last && last->schwa) {
                last->vowel = vowel;
                last->schwa = false;
            } else {
                syllables.push_back({"", vowel, "", false});
            }
        } else if (point == halant && last) {
            last->vowel.clear();
            last->schwa = false;
        } else if (point == 0x902 && last) {
            last->nasal = "n";
        } else if (point == 0x903 && last) {
            last->nasal = "h";
        } else if (!is_devanagari(point)) {
            syllables.push_back({"", "", "", false});
            append_plain(syllables.back().vowel, point);
        }
    }
    return syllables;
}

/// The final inherent a is never spoken: लेख is lekh.
void drop_final_schwa(std::vector<Syllable>& syllables) {
    Syllable& last = syllables.back();
    if (syllables.size() > 1 && last.schwa && last.nasal.empty()) last.vowel.clear();
}

/// An inherent a between "vowel + consonant" and "consonant + vowel" is mostly not spoken: तहसीलदार is
/// tahsildar, जनता is janta. From the end, as each that goes protects its neighbour.
void drop_medial_schwas(std::vector<Syllable>& syllables) {
    for (std::size_t i = syllables.size() - 1; i-- > 1;) {
        Syllable& here = syllables[i];
        const Syllable &before = syllables[i - 1], &after = syllables[i + 1];
        const bool open_before = !before.vowel.empty() && before.nasal.empty();
        const bool vowel_after = !after.consonant.empty() && !after.vowel.empty();
        if (here.schwa && here.nasal.empty() && !here.vowel.empty() && open_before && vowel_after)
            here.vowel.clear();
    }
}

std::string joined(const std::vector<Syllable>& syllables) {
    std::string text;
    for (const Syllable& syllable : syllables)
        text += syllable.consonant + syllable.vowel + syllable.nasal;
    return text;
}

/// Spellings that are made one. Each makes the text shorter or takes a letter out of it for good, so that
/// applying them again and again comes to an end.
struct Spelling {
    std::string_view from, to;
};
constexpr Spelling spellings[] = {
    {"aa", "a"},  {"ee", "i"},  {"ii", "i"},  {"oo", "u"},  {"uu", "u"},    {"ph", "f"},
    {"v", "w"},   {"z", "j"},   {"q", "k"},   {"x", "ks"},  {"sh", "s"},    {"eh", "ah"},
    {"mb", "nb"}, {"mp", "np"}, {"mf", "nf"}, {"jn", "gy"}, {"chch", "ch"}, {"cch", "ch"},
};

bool is_doubled_letter(std::string_view word, std::size_t at) {
    return at + 1 < word.size() && word[at] == word[at + 1] && word[at] >= 'a' && word[at] <= 'z';
}

std::string spelt_once(std::string_view word) {
    std::string text;
    text.reserve(word.size() + 8);
    for (std::size_t at = 0; at < word.size();) {
        const auto* const found =
            std::find_if(std::begin(spellings), std::end(spellings), [&](const auto& s) {
                return s.from[0] == word[at] && word.compare(at, s.from.size(), s.from) == 0;
            });
        if (found != std::end(spellings)) {
            text += found->to;
            at += found->from.size();
        } else {
            text += word[at];
            at += is_doubled_letter(word, at) ? 2 : 1;
        }
    }
    return text;
}

std::string spelt(std::string word) {
    for (std::string next = spelt_once(word); next != word; next = spelt_once(word))
        word = std::move(next);
    return word;
}

void append_word(std::string& out, const std::string& word) {
    if (word.empty()) return;
    if (!out.empty()) out += ' ';
    out += word;
}

/// A word of Devanagari has two forms where a medial a may be silent: पंजीकरण is panjikaran to some and
/// panjikran to others; both are kept, and either is found.
void append_devanagari(std::string& out, const std::u32string& word) {
    auto syllables = syllables_of(word);
    if (syllables.empty()) return;
    drop_final_schwa(syllables);
    const std::string full = spelt(joined(syllables));
    drop_medial_schwas(syllables);
    const std::string spoken = spelt(joined(syllables));
    append_word(out, full);
    if (spoken != full) append_word(out, spoken);
}

} // namespace

std::string latin(std::string_view folded) {
    std::string out;
    for (const std::string& word : words(folded)) {
        std::u32string points;
        for (const unsigned char *at = begin_of(word), *end = end_of(word); at != end;)
            points += next_code_point(at, end);
        if (std::any_of(points.begin(), points.end(), is_devanagari)) {
            append_devanagari(out, points);
        } else {
            std::string plain;
            for (char32_t point : points)
                append_plain(plain, point);
            plain = spelt(std::move(plain));
            append_word(out, plain);
        }
    }
    return out;
}

} // namespace almirah::base
