// The search index: what words a record or document is found by.
#pragma once

#include "almirah/record.hpp"
#include "index/connection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace almirah::index {

/// Documents have their rows in `search` above those of records.
inline constexpr std::int64_t first_document_slot = std::int64_t{1} << 40;

/// Texts as written; folding is done here.
struct SearchText {
    std::string title; ///< With its editions.
    std::string words; ///< Ids, file numbers, parties, subjects, properties.
};

class SearchRows {
public:
    explicit SearchRows(Connection& connection) : connection_(connection) {}

    void insert(std::int64_t slot, const SearchText& text);
    /// Leaves the row alone where nothing changes: most changes of a record are not of its words.
    void change(std::int64_t slot, const SearchText& text);
    void drop(std::int64_t slot);

private:
    Connection& connection_;
};

/// Everything that has all the words, best first; `limit` 0: all. What the user typed never reaches FTS5's
/// syntax: words are letters, digits and marks only, and quoted.
std::vector<SearchHit> find(Connection& connection, std::string_view words, std::size_t limit);

} // namespace almirah::index
