// Text as search compares it (design section 3).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace almirah::base {

/// True when the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view bytes);

/// NFC of well-formed UTF-8; what names are compared by.
std::string nfc(std::string_view text);

/// What names are compared by that differ only by case or normalisation: NFC of the case-folded text.
std::string caseless(std::string_view text);

/// The folded form: NFKC + case fold, without ZWJ, ZWNJ, soft hyphen and nukta; chandrabindu and homorganic
/// nasals (before the stops of their own varga) as anusvara; all decimal digits as ASCII. Idempotent. Bytes
/// that are not UTF-8 become U+FFFD.
std::string fold(std::string_view text);

/// A Latin form of folded text, for those who type Hindi in Latin letters: Devanagari is transliterated with
/// the final inherent a dropped, and spellings are made one (aa = a, ee = i, oo = u, ph = f, v = w, z = j, sh
/// = s, x = ks, q = k, eh = ah, jn = gy, n before b, p, f; doubled letters single; accents off). Latin text
/// is spelt alike, so that a query and a title meet. A Devanagari word whose medial a may be silent gives
/// both forms: "panjikaran panjikran". Words separated by single spaces. Idempotent.
std::string latin(std::string_view folded);

/// The words of folded text: runs of letters, digits, marks and joiners, as the index's tokenizer cuts them.
std::vector<std::string> words(std::string_view folded);

/// The distinct folded words of a text file, for the search index, in one string separated by spaces. Bytes
/// that are not text (NUL bytes, not UTF-8) give "". Reads at most the first `limit_bytes`. Fast: it is
/// called for every file filed.
std::string search_terms(std::string_view bytes, std::size_t limit_bytes = 1 << 20);

/// How many columns a text takes, by the table that the C library and terminals follow: marks above and below
/// take none, vowel signs that stand beside their consonant take one.
std::size_t columns(std::string_view text);

} // namespace almirah::base
