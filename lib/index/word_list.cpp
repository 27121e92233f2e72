#include "index/word_list.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace almirah::index {

namespace {

/// The first eight bytes, zeros where there are fewer.
std::uint64_t first_eight(std::string_view text) {
    std::uint64_t value = 0;
    std::memcpy(&value, text.data(), std::min<std::size_t>(text.size(), 8));
    return value;
}

/// As a number that compares as the bytes do.
std::uint64_t comparable(std::uint64_t eight) {
    return std::endian::native == std::endian::little ? __builtin_bswap64(eight) : eight;
}

std::uint32_t hash_of(std::string_view text) {
    std::uint64_t hash = text.size() * 0x9E3779B97F4A7C15U;
    for (; !text.empty(); text.remove_prefix(std::min<std::size_t>(text.size(), 8))) {
        hash = (hash ^ first_eight(text)) * 0xD6E8FEB86659FD93U;
        hash ^= hash >> 32;
    }
    return std::uint32_t(hash);
}

} // namespace

WordList::WordList() : table_(1 << 12) {}

void WordList::add(Body body, std::string_view words) {
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (end > 0) add_word(body, words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

void WordList::add_word(Body body, std::string_view word) {
    const std::uint32_t hash = hash_of(word);
    std::size_t at = hash & (table_.size() - 1);
    for (; table_[at] != 0; at = (at + 1) & (table_.size() - 1)) {
        Word& known = words_[table_[at] - 1];
        if (known.hash != hash || text(known) != word) continue;
        if (known.last == body) return;
        known.last = body;
        ++known.bodies;
        postings_.push_back({table_[at] - 1, body});
        return;
    }
    words_.push_back({std::uint32_t(text_.size()), std::uint32_t(word.size()), hash, 1, body});
    text_ += word;
    table_[at] = std::uint32_t(words_.size());
    postings_.push_back({table_[at] - 1, body});
    if (words_.size() * 2 > table_.size()) grow();
}

void WordList::grow() {
    std::vector<std::uint32_t> wider(table_.size() * 2);
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
        std::size_t at = words_[i].hash & (wider.size() - 1);
        while (wider[at] != 0)
            at = (at + 1) & (wider.size() - 1);
        wider[at] = i + 1;
    }
    table_.swap(wider);
}

std::size_t WordList::size_bytes() const {
    return text_.size() + words_.size() * sizeof(Word) + postings_.size() * sizeof(Posting) +
           table_.size() * sizeof(std::uint32_t);
}

/// Sorts by the eight bytes from `depth` on, then those that agree in them by the eight after: words are
/// fetched once for each eight bytes, not for each comparison.
void WordList::sort(Key* begin, Key* end, std::size_t depth) const {
    bool longer = false;
    for (Key* key = begin; key != end; ++key) {
        const std::string_view word = text(words_[key->word]);
        key->bytes = comparable(first_eight(word.substr(std::min(depth, word.size()))));
        longer |= word.size() > depth + 8;
    }
    std::sort(begin, end, [](const Key& a, const Key& b) { return a.bytes < b.bytes; });
    if (!longer) return;
    for (Key* run = begin; run != end;) {
        Key* next = std::find_if(run, end, [&](const Key& key) { return key.bytes != run->bytes; });
        if (next - run > 1) sort(run, next, depth + 8);
        run = next;
    }
}

std::vector<WordList::Key> WordList::in_order() const {
    std::vector<Key> keys(words_.size());
    for (std::uint32_t i = 0; i < keys.size(); ++i)
        keys[i].word = i;
    sort(keys.data(), keys.data() + keys.size(), 0);
    return keys;
}

void WordList::drain(BlockWriter& writer) {
    // Postings by word: those of a word came in the order of bodies, and a counting sort keeps it.
    std::vector<std::uint32_t> ends(words_.size());
    std::uint32_t end = 0;
    for (std::size_t i = 0; i < words_.size(); ++i)
        ends[i] = end += words_[i].bodies;
    std::vector<Body> bodies(postings_.size());
    for (std::size_t i = postings_.size(); i-- > 0;)
        bodies[--ends[postings_[i].word]] = postings_[i].body;
    for (const Key& key : in_order())
        writer.add(text(words_[key.word]), bodies.data() + ends[key.word], words_[key.word].bodies);
    text_.clear();
    words_.clear();
    postings_.clear();
    std::fill(table_.begin(), table_.end(), 0);
}

} // namespace almirah::index
