// Tables in JSON: a list of objects, or one object a line.
#pragma once

#include "exchange/csv.hpp"

#include <string>
#include <string_view>

namespace almirah::exchange {

/// Whether the text begins as JSON does.
bool looks_like_json(std::string_view bytes);

/// The same table as the CSV with these columns: fields are texts, numbers, true or false; those that an
/// object lacks, and null, are empty cells. Lines count objects. Never throws on bad input.
Csv parse_json_table(const std::string& file, std::string_view bytes);

} // namespace almirah::exchange
