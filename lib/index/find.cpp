// Searching: titles and other words by FTS5, content by the segments of words, both put together.
#include "base/asked.hpp"
#include "index/bodies.hpp"
#include "index/search.hpp"
#include "index/sql.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace almirah::index {

namespace {

using Slots = std::vector<std::int64_t>; // Ascending.

/// A word that the user typed, folded, and how titles are asked for it.
struct Word {
    std::string text;
    bool beginning = false; ///< Longer words that begin so are meant as well.
    std::string query;      ///< In FTS5's syntax.
    Slots titles, bodies;   ///< Where it is.
};

struct Scored {
    std::int64_t slot = 0;
    double score = 0; ///< Lower is better.
};

std::string token(const std::string& word, bool beginning) {
    return "\"" + word + (beginning ? "\" *" : "\"");
}

std::string query_of(const base::AskedWord& word) {
    const std::string query = "{title words} : " + token(word.text, word.beginning);
    if (word.latin.empty()) return query;
    return query + (word.in_spellings ? " OR {title words latin} : " : " OR {title words} : ") +
           token(word.latin, word.latin_beginning);
}

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    for (const auto& word : base::asked_words(text))
        words.push_back({word.text, word.beginning, query_of(word), {}, {}});
    return words;
}

/// The newest, newest first; all with `most` 0.
Slots titles_with(Connection& connection, const std::string& query, std::size_t most) {
    Slots slots;
    Statement row = connection.prepare(sql::search::newest);
    row.bind(query, most == 0 ? std::int64_t{-1} : std::int64_t(most));
    while (row.step())
        slots.push_back(row.integer(0));
    return slots;
}

/// Weighing a title takes five times as long as finding it, and of so many with the same words the best are
/// no more than those with the shortest titles: then the newest come first.
constexpr std::size_t weighed = 5000;
/// Before all that is found by content only.
constexpr double not_weighed = -1000;

/// What has all the words in its title and other descriptive words; when it is too much to be weighed, as
/// many as are asked for.
std::vector<Scored> find_titles(Connection& connection, const std::vector<Word>& words, std::size_t limit) {
    std::string query;
    for (const auto& word : words)
        query += (query.empty() ? "(" : " AND (") + word.query + ")";
    const Slots newest = titles_with(connection, query, limit == 0 ? 0 : std::max(limit, weighed + 1));
    std::vector<Scored> found;
    if (newest.size() > weighed) {
        for (std::size_t i = newest.size(); i-- > 0;)
            if (limit == 0 || i < limit) found.push_back({newest[i], not_weighed - double(newest[i])});
        return found;
    }
    Statement row = connection.prepare(sql::search::scored);
    row.bind(query);
    while (row.step())
        found.push_back({row.integer(0), row.real(1)});
    return found;
}

Slots anywhere(const Word& word) {
    Slots slots;
    std::set_union(word.titles.begin(), word.titles.end(), word.bodies.begin(), word.bodies.end(),
                   std::back_inserter(slots));
    return slots;
}

/// As bm25 weighs a word: the rarer, the heavier.
double weight_of(std::size_t found, std::int64_t all) {
    return std::max(std::log((double(all) - double(found) + 0.5) / (double(found) + 0.5)), 1e-6);
}

bool contains(const Slots& slots, std::int64_t slot) {
    return std::binary_search(slots.begin(), slots.end(), slot);
}

/// What has every word somewhere, but not all of them in its title. A word in the title counts twice as much
/// as one in the content: less than bm25 gives to those that have them all there.
std::vector<Scored> find_bodies(Connection& connection, std::vector<Word>& words,
                                const std::vector<Scored>& titles) {
    std::int64_t all = 0;
    {
        Statement row = connection.prepare(sql::search::count);
        if (row.step()) all = row.integer(0);
    }
    Slots everywhere;
    std::vector<double> weights;
    for (auto& word : words) {
        word.titles = titles_with(connection, word.query, 0);
        std::reverse(word.titles.begin(), word.titles.end());
        Slots found = anywhere(word), both;
        weights.push_back(weight_of(found.size(), all));
        if (weights.size() > 1)
            std::set_intersection(everywhere.begin(), everywhere.end(), found.begin(), found.end(),
                                  std::back_inserter(both));
        everywhere = weights.size() > 1 ? std::move(both) : std::move(found);
    }
    std::vector<Scored> found;
    auto title = titles.begin();
    for (std::int64_t slot : everywhere) {
        while (title != titles.end() && title->slot < slot)
            ++title;
        if (title != titles.end() && title->slot == slot) continue;
        Scored hit{slot, 0};
        for (std::size_t i = 0; i < words.size(); ++i)
            hit.score -= weights[i] * (contains(words[i].titles, slot) ? 2 : 1) / 2;
        found.push_back(hit);
    }
    return found;
}

SearchHit hit_of(Connection& connection, const Scored& scored) {
    SearchHit hit;
    hit.score = scored.score;
    const bool document = scored.slot >= first_document_slot;
    hit.kind = document ? "document" : "record";
    Statement row = connection.prepare(document ? sql::search::document : sql::search::record);
    if (!row.bind(document ? scored.slot - first_document_slot : scored.slot).step())
        connection.fail_damaged();
    hit.id = row.text(0);
    if (document) {
        hit.title = row.text(1);
        return hit;
    }
    hit.series = row.text(1);
    hit.title = row.text(2);
    hit.state = row.text(3);
    hit.place = row.text(4);
    return hit;
}

/// The records among the slots that come first by id. Where there are many, ids are walked through in order
/// instead of being looked up one by one.
Slots first_records(Connection& connection, const Slots& slots, std::size_t wanted) {
    constexpr std::size_t few = 1000;
    if (slots.size() <= few) return slots;
    Slots first;
    Statement row = connection.prepare(sql::search::slots_by_id);
    while (first.size() < wanted && row.step())
        if (contains(slots, row.integer(0))) first.push_back(row.integer(0));
    return first;
}

/// Leaves the best. Of those that are as good as the last of them, it leaves at least the first by id.
void keep_best(Connection& connection, std::vector<Scored>& found, std::size_t limit) {
    if (limit == 0 || found.size() <= limit) return;
    const auto better = [](const Scored& a, const Scored& b) { return a.score < b.score; };
    std::nth_element(found.begin(), found.begin() + std::ptrdiff_t(limit - 1), found.end(), better);
    const double last = found[limit - 1].score;
    Slots equal_records;
    std::vector<Scored> best;
    for (const auto& scored : found) {
        if (scored.score < last || (scored.score == last && scored.slot >= first_document_slot))
            best.push_back(scored);
        else if (scored.score == last)
            equal_records.push_back(scored.slot);
    }
    std::sort(equal_records.begin(), equal_records.end());
    for (std::int64_t slot : first_records(connection, equal_records, limit))
        best.push_back({slot, last});
    found = std::move(best);
}

} // namespace

std::vector<SearchHit> find(Connection& connection, std::string_view text, std::size_t limit) {
    auto words = words_of(text);
    if (words.empty()) return {};
    auto found = find_titles(connection, words, limit);
    const bool enough = limit != 0 && found.size() >= limit && found.front().score <= not_weighed;
    bool in_content = false;
    for (auto& word : words) {
        if (enough) break;
        word.bodies = slots_with(connection, word.text, word.beginning);
        in_content |= !word.bodies.empty();
    }
    if (in_content) {
        const auto more = find_bodies(connection, words, found);
        found.insert(found.end(), more.begin(), more.end());
    }
    keep_best(connection, found, limit);
    std::vector<SearchHit> hits;
    for (const auto& scored : found)
        hits.push_back(hit_of(connection, scored));
    std::sort(hits.begin(), hits.end(), [](const SearchHit& a, const SearchHit& b) {
        return std::tie(a.score, a.id, a.kind) < std::tie(b.score, b.id, b.kind);
    });
    if (limit != 0 && hits.size() > limit) hits.resize(limit);
    return hits;
}

} // namespace almirah::index
