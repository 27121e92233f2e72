#include "index/search.hpp"

#include "base/asked.hpp"
#include "base/fold.hpp"
#include "index/sql.hpp"

namespace almirah::index {

namespace {

/// A row of `search`.
struct Folded {
    std::string title, words, latin;
};

/// The Latin spelling of those words that are spelt otherwise; the others are found as they are.
void add_latin(std::string& latin, const std::string& folded) {
    for (const auto& spelling : base::other_spellings(folded))
        latin += (latin.empty() ? "" : " ") + spelling;
}

Folded fold(const SearchText& text) {
    Folded folded{base::fold(text.title), base::fold(text.words), {}};
    add_latin(folded.latin, folded.title);
    add_latin(folded.latin, folded.words);
    return folded;
}

} // namespace

void SearchRows::insert(std::int64_t slot, const SearchText& text) {
    const Folded folded = fold(text);
    connection_.prepare(sql::search::insert).run(slot, folded.title, folded.words, folded.latin);
}

void SearchRows::change(std::int64_t slot, const SearchText& text) {
    const Folded folded = fold(text);
    Statement stored = connection_.prepare(sql::search::stored);
    if (!stored.bind(slot).step()) return insert(slot, text);
    const bool same =
        stored.view(0) == folded.title && stored.view(1) == folded.words && stored.view(2) == folded.latin;
    if (same) return;
    stored.bind(slot); // Lets go of the row that is to change.
    connection_.prepare(sql::search::change).run(slot, folded.title, folded.words, folded.latin);
}

void SearchRows::drop(std::int64_t slot) {
    connection_.prepare(sql::search::drop).run(slot);
}

} // namespace almirah::index
