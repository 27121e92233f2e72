#include "index/search.hpp"

#include "base/fold.hpp"
#include "index/sql.hpp"

#include <algorithm>

namespace almirah::index {

namespace {

/// A row of `search`.
struct Folded {
    std::string title, words, latin;
};

/// The Latin spelling of those words that are spelt otherwise; the others are found as they are.
void add_latin(std::string& latin, const std::string& folded) {
    for (const auto& word : base::words(folded)) {
        const std::string spelling = base::latin(word);
        if (spelling.empty() || spelling == word) continue;
        if (!latin.empty()) latin += ' ';
        latin += spelling;
    }
}

Folded fold(const SearchText& text) {
    Folded folded{base::fold(text.title), base::fold(text.words), {}};
    add_latin(folded.latin, folded.title);
    add_latin(folded.latin, folded.words);
    return folded;
}

/// Letters, not bytes.
std::size_t count_points(std::string_view text) {
    return std::size_t(std::count_if(text.begin(), text.end(),
                                     [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_number(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// A token; the beginning of one when it has three letters or more.
std::string token(std::string_view word) {
    std::string quoted = "\"";
    quoted.append(word).append("\"");
    if (count_points(word) >= 3) quoted += " *";
    return quoted;
}

/// Words typed in Latin letters are looked for in the Latin spelling of Hindi ones as well. Hindi words are
/// looked for in Latin spelling only where the title is written so: काला and कल would meet there otherwise.
std::string either_spelling(const std::string& word) {
    std::string query = "{title words body} : " + token(word);
    const std::string latin = is_number(word) ? "" : base::latin(word);
    if (latin.empty()) return query;
    if (is_ascii(word)) return query + " OR {title words latin} : " + token(latin);
    return query + " OR {title words} : \"" + latin + "\"";
}

} // namespace

void SearchRows::insert(std::int64_t slot, const SearchText& text, const std::string& body) {
    const Folded folded = fold(text);
    connection_.prepare(sql::search::insert).run(slot, folded.title, folded.words, body, folded.latin);
}

void SearchRows::change(std::int64_t slot, const SearchText& text, const std::optional<std::string>& body) {
    const Folded folded = fold(text);
    Statement stored = connection_.prepare(sql::search::stored);
    if (!stored.bind(slot).step()) return insert(slot, text, body.value_or(""));
    const std::string kept = body ? *body : stored.text(2);
    const bool same = stored.view(0) == folded.title && stored.view(1) == folded.words &&
                      stored.view(2) == kept && stored.view(3) == folded.latin;
    if (same) return;
    stored.bind(slot); // Lets go of the row that is to change.
    connection_.prepare(sql::search::change).run(slot, folded.title, folded.words, kept, folded.latin);
}

void SearchRows::drop(std::int64_t slot) {
    connection_.prepare(sql::search::drop).run(slot);
}

std::string search_query(std::string_view words) {
    std::string query;
    for (const auto& word : base::words(base::fold(words))) {
        if (!query.empty()) query += " AND ";
        query += "(" + either_spelling(word) + ")";
    }
    return query;
}

} // namespace almirah::index
