// Tables as offices have them: how a file of rows is written, and its cells.
#pragma once

#include "almirah/date.hpp"
#include "almirah/problem.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almirah {

/// In which order a date such as 03/04/2020 is written.
enum class DateOrder {
    undeclared, ///< Only what can be read in one way is a date: 13/04/2020 is, 03/04/2020 is not.
    dmy,
    mdy,
    ymd,
};

/// "dmy", "mdy" or "ymd"; nothing for any other text.
ALMIRAH_API std::optional<DateOrder> parse_date_order(std::string_view text);

/// What cannot be found in the bytes of a table and so has to be told.
struct TableForm {
    std::string encoding{}; ///< A name that iconv knows, such as windows-1252; empty: UTF-8, or UTF-16 by its
                            ///< byte order mark. Other bytes are refused, never guessed at.
    DateOrder dates = DateOrder::undeclared;
};

struct ReadDate {
    std::optional<Date> date;
    std::string fault; ///< Why there is none, and what is expected.
};

/// Reads YYYY-MM-DD, and three numbers between '/', '.' or '-' of which one is a year of four digits; digits
/// of any script that the office uses. A year in front is always followed by the month. No cell decides for
/// another: each is read by the order that is declared, or alone. Pure.
ALMIRAH_API ReadDate read_date(std::string_view text, DateOrder order);

struct TableRow {
    std::size_t line = 0;                     ///< 1-based line of the row's start.
    std::map<std::string, std::string> cells; ///< By heading, in lower case with '_' for spaces.
};

struct Table {
    std::vector<TableRow> rows;
    std::vector<Problem> problems; ///< With a problem of the headings there are no rows.
};

/// Reads a small register. The delimiter (comma, semicolon, tab, or what a first line `sep=` says) is found,
/// rows of titles above the headings are passed over, and invisible characters at the ends of cells dropped.
/// `required` headings must be there; others are in `optional` or begin with "title_". Pure; what is wrong is
/// in the result.
ALMIRAH_API Table parse_table(const std::string& file, std::string_view bytes, const TableForm& form,
                              const std::vector<std::string>& required,
                              const std::vector<std::string>& optional);

} // namespace almirah
