#include "base/asked.hpp"

#include "base/fold.hpp"

#include <algorithm>

namespace almirah::base {

namespace {

/// Letters, not bytes.
std::size_t count_points(std::string_view text) {
    return std::size_t(std::count_if(text.begin(), text.end(),
                                     [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_latin_typed(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_number(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_beginning(std::string_view word) {
    return count_points(word) >= 3;
}

/// Hindi words are looked for in Latin spelling only where the text is written so: काला and कल would meet
/// there otherwise.
AskedWord asked(std::string word) {
    AskedWord asked{std::move(word)};
    asked.beginning = is_beginning(asked.text);
    asked.latin = is_number(asked.text) ? "" : latin(asked.text);
    asked.in_spellings = is_latin_typed(asked.text);
    asked.latin_beginning = asked.in_spellings && is_beginning(asked.latin);
    return asked;
}

} // namespace

std::vector<AskedWord> asked_words(std::string_view text) {
    std::vector<AskedWord> all;
    for (auto& word : words(fold(text)))
        all.push_back(asked(std::move(word)));
    return all;
}

std::vector<std::string> other_spellings(std::string_view folded) {
    std::vector<std::string> spellings;
    for (const auto& word : words(folded))
        if (auto spelling = latin(word); !spelling.empty() && spelling != word)
            spellings.push_back(std::move(spelling));
    return spellings;
}

} // namespace almirah::base
