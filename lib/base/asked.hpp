// A word that somebody asks for, and which words answer: the same for the search of titles and for what a
// hold names by words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace almirah::base {

/// What answers a word: the word itself, or its Latin spelling. Letters are compared folded. A word of three
/// letters or more is answered by what begins with it; a number has no spelling.
struct AskedWord {
    std::string text;             ///< Folded.
    bool beginning = false;       ///< Longer words that begin so answer as well.
    std::string latin{};          ///< Its Latin spelling; empty: it has none.
    bool latin_beginning = false; ///< As `beginning`, of the Latin spelling.
    bool in_spellings = false;    ///< Typed in Latin letters: the Latin spellings of other words answer too.
};

std::vector<AskedWord> asked_words(std::string_view text);

/// The Latin spellings of those words of folded text that are spelt otherwise.
std::vector<std::string> other_spellings(std::string_view folded);

} // namespace almirah::base
