// The words of content: which texts a word is in.
#pragma once

#include "index/connection.hpp"
#include "index/word_list.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace almirah::index {

/// Writes bodies. What was put is found after `flush`.
class BodyRows {
public:
    /// `bare`: of an index that is made to be compared, which keeps what it is told as it is.
    BodyRows(Connection& connection, bool bare) : connection_(connection), bare_(bare) {}

    /// The words that a slot is found by from now on; none: by no content.
    void put(std::int64_t slot, const std::string& words);
    void flush();

private:
    void drop(std::int64_t slot);
    void write_segment();

    Connection& connection_;
    bool bare_;
    WordList words_;
};

/// Slots whose text has the word, or a word that begins so; ascending.
std::vector<std::int64_t> slots_with(Connection& connection, std::string_view word, bool beginning);

/// Reads everything. Throws corrupt at the first damage, and where look-ups or `scrub` would miss a word.
void each_word(Connection& connection,
               const std::function<void(const std::string& word, const std::vector<Body>& bodies)>& each);

/// Reads everything. Throws corrupt as `each_word` does, and where a body is neither of a text nor gone, is
/// both, or could be given again.
void check_words(Connection& connection);

/// Writes segments anew that still name bodies which are gone.
void forget_dead_bodies(Connection& connection);

} // namespace almirah::index
