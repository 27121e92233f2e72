// Words of a text, and the terms that the search index keeps of a file.
#include "base/fold.hpp"
#include "base/pool.hpp"
#include "base/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace almirah::base {

namespace {

constexpr std::size_t longest_word_bytes = 64; // longer runs are encodings and checksums, not words

/// Whether the index's tokenizer takes the code point as part of a word: L*, N*, Co, Mn, Mc.
bool is_word_point(char32_t point) {
    if (point < 0x80)
        return (point >= '0' && point <= '9') || ((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
    case UTF8PROC_CATEGORY_CO:
        return true;
    default:
        return point == 0x200C || point == 0x200D;
    }
}

template <class Number>
Number load(const char* bytes) {
    Number number;
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

/// The first eight bytes, or all when there are fewer: two such texts of one size are the same when these
/// are.
std::uint64_t head_of(std::string_view text) {
    const char* const bytes = text.data();
    const std::size_t size = text.size();
    if (size >= 8) return load<std::uint64_t>(bytes);
    if (size >= 4)
        return load<std::uint32_t>(bytes) | std::uint64_t{load<std::uint32_t>(bytes + size - 4)} << 32;
    const auto byte = [&](std::size_t at) { return std::uint64_t{static_cast<unsigned char>(bytes[at])}; };
    return size == 0 ? 0 : byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16;
}

std::uint32_t hash_of(std::string_view text) {
    std::uint64_t hash = 0x9E3779B97F4A7C15U ^ text.size();
    for (; !text.empty(); text.remove_prefix(std::min<std::size_t>(text.size(), 8))) {
        hash = (hash ^ head_of(text)) * 0xD6E8FEB86659FD93U;
        hash ^= hash >> 32;
    }
    return static_cast<std::uint32_t>(hash ^ (hash >> 29));
}

/// A set of words that keeps them in one string, in the order of their coming, separated by spaces.
class WordSet {
public:
    WordSet() : slots_(1024) {}

    void insert(std::string_view word) {
        if (!word.empty() && word.size() <= longest_word_bytes) insert(word, hash_of(word));
    }

    /// `hash` is hash_of(word), which has 1 to longest_word_bytes bytes.
    void insert(std::string_view word, std::uint32_t hash) {
        const Slot wanted{head_of(word), static_cast<std::uint32_t>(text_.size() + !text_.empty()),
                          static_cast<std::uint32_t>(word.size())};
        std::size_t at = hash & (slots_.size() - 1);
        for (; slots_[at].size != 0; at = (at + 1) & (slots_.size() - 1))
            if (slots_[at].head == wanted.head && slots_[at].size == wanted.size &&
                (word.size() <= 8 || word_of(slots_[at]) == word))
                return;
        if (!text_.empty()) text_ += ' ';
        text_ += word;
        slots_[at] = wanted;
        if (++count_ * 2 > slots_.size()) grow();
    }

    std::string take() { return std::move(text_); }

private:
    struct Slot {
        std::uint64_t head = 0;
        std::uint32_t begin = 0, size = 0; ///< In `text_`.
    };

    std::string_view word_of(const Slot& slot) const { return {text_.data() + slot.begin, slot.size}; }

    void grow() {
        std::vector<Slot> larger(slots_.size() * 4);
        for (const Slot& slot : slots_) {
            if (slot.size == 0) continue;
            std::size_t at = hash_of(word_of(slot)) & (larger.size() - 1);
            while (larger[at].size != 0)
                at = (at + 1) & (larger.size() - 1);
            larger[at] = slot;
        }
        slots_.swap(larger);
    }

    std::vector<Slot> slots_;
    std::string text_;
    std::size_t count_ = 0;
};

/// Folded words of other scripts than ASCII, remembered: texts repeat their words, and folding one costs a
/// hundred times as much as finding it here. An entry lies in two cache lines; a later word takes the place
/// of an earlier one.
class FoldedWords {
public:
    /// What follows goes into another set.
    void begin() { ++text_; }

    /// The words of a run without ASCII punctuation and blanks. False when it is not UTF-8.
    bool insert_words_of(std::string_view run, WordSet& set) {
        // ASCII at the end, a number as a rule, folds by itself: it composes with nothing before it.
        std::size_t size = run.size();
        while (size > 0 && static_cast<unsigned char>(run[size - 1]) < 0x80)
            --size;
        const std::string_view word = run.substr(0, size), tail = run.substr(size);
        const std::uint32_t hash = hash_of(word);
        Entry& entry = entries_[hash % entries_.size()];
        if (entry.size != word.size() || std::memcmp(entry.word, word.data(), word.size()) != 0) {
            if (!is_utf8(word)) return false;
            const std::string folded = fold(word);
            const std::vector<std::string> found = words(folded);
            if (found.size() != 1 || found[0] != folded || std::max(word.size(), folded.size()) > room) {
                for (const std::string& each : words(fold(run)))
                    set.insert(each);
                return true;
            }
            remember(entry, word, folded);
        }
        insert(entry, tail, set);
        return true;
    }

private:
    static constexpr std::size_t room = 57;
    struct alignas(64) Entry {
        std::uint64_t text = 0; ///< The last that had it.
        std::uint32_t folded_hash = 0;
        std::uint8_t size = 0, folded_size = 0;
        char word[room];
        char folded[room];
    };

    void insert(Entry& entry, std::string_view tail, WordSet& set) {
        if (!tail.empty()) {
            longer_.assign(entry.folded, entry.folded_size);
            for (const char c : tail)
                longer_ += static_cast<char>(c | 0x20);
            set.insert(longer_);
        } else if (entry.text != text_) {
            set.insert({entry.folded, entry.folded_size}, entry.folded_hash);
            entry.text = text_;
        }
    }

    static void remember(Entry& entry, std::string_view word, std::string_view folded) {
        entry.text = 0;
        entry.folded_hash = hash_of(folded);
        entry.size = static_cast<std::uint8_t>(word.size());
        entry.folded_size = static_cast<std::uint8_t>(folded.size());
        std::memcpy(entry.word, word.data(), word.size());
        std::memcpy(entry.folded, folded.data(), folded.size());
    }

    std::uint64_t text_ = 0;
    std::string longer_;
    std::vector<Entry> entries_ = std::vector<Entry>(8192);
};

/// Whether a byte of a text belongs to a word; those of other scripts are looked at later.
constexpr std::array<bool, 256> make_word_bytes() {
    std::array<bool, 256> table{};
    for (std::size_t c = 0; c < 256; ++c)
        table[c] = (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80;
    return table;
}
constexpr std::array<bool, 256> word_bytes = make_word_bytes();

/// ASCII letters and digits, at most longest_word_bytes: in these one bit makes letters small and leaves
/// digits.
void insert_ascii(std::string_view run, WordSet& set) {
    std::array<char, longest_word_bytes> lower;
    for (std::size_t i = 0; i < run.size(); ++i)
        lower[i] = static_cast<char>(run[i] | 0x20);
    set.insert({lower.data(), run.size()});
}

/// Whether it may be text, but for bytes that are not UTF-8, which its words show.
bool may_be_text(std::string_view bytes) {
    return bytes.substr(0, 4) != "%PDF" && std::memchr(bytes.data(), 0, bytes.size()) == nullptr;
}

/// The first bytes, without a sequence or word that the limit cuts.
std::string_view cut(std::string_view bytes, std::size_t limit_bytes) {
    if (bytes.size() <= limit_bytes) return bytes;
    std::size_t end = limit_bytes;
    while (end > 0 && word_bytes[static_cast<unsigned char>(bytes[end - 1])])
        --end;
    if (end > 0) return bytes.substr(0, end);
    // One run without a break fills it all: cut between characters.
    for (end = limit_bytes; end > 0 && (static_cast<unsigned char>(bytes[end]) & 0xC0) == 0x80;)
        --end;
    return bytes.substr(0, end);
}

/// The run without a danda at its end, which would make one word two runs to remember.
std::string_view without_danda(std::string_view run) {
    while (run.size() > 3 && (run.substr(run.size() - 3) == "।" || run.substr(run.size() - 3) == "॥"))
        run.remove_suffix(3);
    return run;
}

} // namespace

std::vector<std::string> words(std::string_view folded) {
    std::vector<std::string> found;
    const unsigned char *at = begin_of(folded), *const end = end_of(folded);
    const unsigned char* begin = at;
    const auto close = [&](const unsigned char* until) {
        if (until != begin) found.emplace_back(reinterpret_cast<const char*>(begin), until - begin);
    };
    while (at != end) {
        const unsigned char* const here = at;
        if (is_word_point(next_code_point(at, end))) continue;
        close(here);
        begin = at;
    }
    close(end);
    return found;
}

std::string search_terms(std::string_view bytes, std::size_t limit_bytes) {
    bytes = cut(bytes, limit_bytes);
    if (bytes.empty() || !may_be_text(bytes)) return {};
    static Pool<FoldedWords> pool;
    const auto folded_words = pool.lend();
    folded_words->begin();
    WordSet set;
    const unsigned char *at = begin_of(bytes), *const end = end_of(bytes);
    while (at != end) {
        const unsigned char* const begin = at;
        unsigned char seen = 0;
        for (; at != end && word_bytes[*at]; ++at)
            seen |= *at;
        const std::string_view run(reinterpret_cast<const char*>(begin),
                                   static_cast<std::size_t>(at - begin));
        if (seen < 0x80) {
            if (run.size() <= longest_word_bytes) insert_ascii(run, set);
        } else if (!folded_words->insert_words_of(without_danda(run), set)) {
            return {};
        }
        if (at != end) ++at;
    }
    return set.take();
}

} // namespace almirah::base
