// The words of many bodies, gathered in memory and given back in order.
#pragma once

#include "index/block.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace almirah::index {

class WordList {
public:
    WordList();

    /// Words separated by spaces. Bodies come in ascending order; a word may come twice.
    void add(Body body, std::string_view words);
    bool empty() const { return postings_.empty(); }
    Body first_body() const { return postings_.front().body; }
    Body last_body() const { return postings_.back().body; }
    std::size_t size_bytes() const;
    /// Hands all words on in byte order, then forgets them.
    void drain(BlockWriter& writer);

private:
    struct Word {
        std::uint32_t begin, size, hash, bodies;
        Body last;
    };
    struct Posting {
        std::uint32_t word;
        Body body;
    };
    struct Key {
        std::uint64_t bytes;
        std::uint32_t word;
    };
    void add_word(Body body, std::string_view word);
    std::string_view text(const Word& word) const { return {text_.data() + word.begin, word.size}; }
    void grow();
    void sort(Key* begin, Key* end, std::size_t depth) const;
    std::vector<Key> in_order() const;

    std::string text_;
    std::vector<Word> words_;
    std::vector<Posting> postings_;
    std::vector<std::uint32_t> table_; // Index into words_ + 1, by hash; 0 is free.
};

} // namespace almirah::index
