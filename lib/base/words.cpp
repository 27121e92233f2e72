// Words of a text, and the terms that the search index keeps of a file.
#include "base/fold.hpp"
#include "base/utf8.hpp"

#include <utf8proc.h>

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

std::uint32_t hash_of(std::string_view text) {
    std::uint64_t hash = 0x9E3779B97F4A7C15U ^ text.size();
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + i, 8);
        hash = (hash ^ eight) * 0xD6E8FEB86659FD93U;
        hash ^= hash >> 32;
    }
    std::uint64_t rest = 0;
    if (i < text.size()) std::memcpy(&rest, text.data() + i, text.size() - i);
    hash = (hash ^ rest) * 0xD6E8FEB86659FD93U;
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
        std::size_t at = hash & (slots_.size() - 1);
        for (; slots_[at].size != 0; at = (at + 1) & (slots_.size() - 1)) {
            const Slot& slot = slots_[at];
            if (slot.hash == hash && slot.size == word.size() &&
                std::memcmp(text_.data() + slot.begin, word.data(), word.size()) == 0)
                return;
        }
        if (!text_.empty()) text_ += ' ';
        slots_[at] = {hash, static_cast<std::uint32_t>(text_.size()),
                      static_cast<std::uint32_t>(word.size())};
        text_ += word;
        if (++count_ * 2 > slots_.size()) grow();
    }

    std::string take() { return std::move(text_); }

private:
    struct Slot {
        std::uint32_t hash = 0, begin = 0, size = 0;
    };

    void grow() {
        std::vector<Slot> larger(slots_.size() * 4);
        for (const Slot& slot : slots_) {
            if (slot.size == 0) continue;
            std::size_t at = slot.hash & (larger.size() - 1);
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

/// The folded word of a run of non-ASCII text, remembered: texts repeat their words, and folding one costs a
/// hundred times as much as finding it here. An entry lies in two cache lines; a later run takes the place of
/// an earlier one.
class FoldedRuns {
public:
    void insert_words_of(std::string_view run, WordSet& set) {
        const std::uint32_t hash = hash_of(run);
        Entry& entry = entries_[hash % entries_.size()];
        if (entry.run_size == run.size() && std::memcmp(entry.run, run.data(), run.size()) == 0)
            return set.insert({entry.word, entry.word_size}, entry.word_hash);
        const std::vector<std::string> found = words(fold(run));
        for (const std::string& word : found)
            set.insert(word);
        if (found.size() == 1 && run.size() <= sizeof entry.run && found[0].size() <= sizeof entry.word)
            remember(entry, run, found[0]);
    }

private:
    struct alignas(64) Entry {
        std::uint32_t word_hash = 0;
        std::uint8_t run_size = 0, word_size = 0;
        char run[61];
        char word[61];
    };

    static void remember(Entry& entry, std::string_view run, std::string_view word) {
        entry.word_hash = hash_of(word);
        entry.run_size = static_cast<std::uint8_t>(run.size());
        entry.word_size = static_cast<std::uint8_t>(word.size());
        std::memcpy(entry.run, run.data(), run.size());
        std::memcpy(entry.word, word.data(), word.size());
    }

    std::vector<Entry> entries_ = std::vector<Entry>(8192);
};

/// 0: parts words; else the byte that the folded word has.
constexpr std::array<char, 256> make_folded_bytes() {
    std::array<char, 256> table{};
    for (int c = 0; c < 256; ++c) {
        const bool kept = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c >= 0x80;
        table[static_cast<std::size_t>(c)] = static_cast<char>(kept ? c : c >= 'A' && c <= 'Z' ? c + 32 : 0);
    }
    return table;
}
constexpr std::array<char, 256> folded_bytes = make_folded_bytes();

bool is_text(std::string_view bytes) {
    return bytes.substr(0, 4) != "%PDF" && std::memchr(bytes.data(), 0, bytes.size()) == nullptr &&
           is_utf8(bytes);
}

/// The first bytes, without a sequence or word that the limit cuts.
std::string_view cut(std::string_view bytes, std::size_t limit_bytes) {
    if (bytes.size() <= limit_bytes) return bytes;
    std::size_t end = limit_bytes;
    while (end > 0 && folded_bytes[static_cast<unsigned char>(bytes[end - 1])] != 0)
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

void insert_run(std::string_view run, WordSet& set) {
    thread_local FoldedRuns folded_runs;
    folded_runs.insert_words_of(without_danda(run), set);
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
    if (bytes.empty() || !is_text(bytes)) return {};
    WordSet set;
    std::array<char, longest_word_bytes> lower;
    const unsigned char *at = begin_of(bytes), *const end = end_of(bytes);
    while (at != end) {
        const unsigned char* const begin = at;
        unsigned char seen = 0;
        std::size_t size = 0;
        for (char folded; at != end && (folded = folded_bytes[*at]) != 0; ++at) {
            seen |= *at;
            lower[size++ % lower.size()] = folded; // of a longer run nothing is used
        }
        if (seen >= 0x80) {
            insert_run({reinterpret_cast<const char*>(begin), size}, set);
        } else if (size <= lower.size()) {
            set.insert({lower.data(), size});
        }
        if (at != end) ++at;
    }
    return set.take();
}

} // namespace almirah::base
