// Tables as clerks have them, made into rows: the encoding, the delimiter and the headings are found first.
#pragma once

#include "almirah/table.hpp"
#include "exchange/columns.hpp"

#include <functional>

namespace almirah::exchange {

/// How many of a row's cells are headings that the reader knows.
using KnownIn = std::function<std::size_t(const std::vector<std::string>&)>;

/// Of a table with these columns.
KnownIn known_of(const ColumnSet& set);

/// The one way in for tables of other hands. What makes a file no such table at all (a PDF, another encoding)
/// is one problem. Lines are those of the file as it lies. Never throws on bad input.
Csv read_table(const std::string& file, std::string_view bytes, const std::string& encoding,
               const KnownIn& known);

/// "U+00A0 NO-BREAK SPACE" where a character that nobody sees stands in the text; else "".
std::string unseen_in(std::string_view text);

} // namespace almirah::exchange
