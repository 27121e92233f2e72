// The papers that go with records to another house: descriptions under the names of Dublin Core, the transfer
// list (R53), and which file of the bag is which. One row at a time.
#pragma once

#include "almirah/record.hpp"
#include "almirah/retention.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace almirah::exchange {

/// What is known of a record that goes, besides the record.
struct Transferred {
    Record record;
    std::string folder; ///< Its folder in the bag; empty where it has no content.
    std::string office;
    Text series;
    std::string control_number; ///< The list on which it stands, or "" .
    std::string rule, schedule; ///< Under which it goes; empty where it has none.
    int schedule_version = 0;
    std::string disposition;    ///< "transfer", "destroy", …: what is done with it next.
    std::optional<Date> due_on; ///< When.
    std::string restrictions;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};

std::string dublin_core_heads();
std::string dublin_core_row(const Transferred& record);

std::string transfer_list_heads();
std::string transfer_list_row(const Transferred& record);

/// One file of the bag.
struct BagRow {
    std::string path;
    std::string record;
    int version = 1;  ///< 0: sealed fields.
    std::string name; ///< In the record.
    std::uint64_t size_bytes = 0;
    std::string sha256;
};

std::string bag_row_heads();
std::string bag_row(const BagRow& row);
/// Reads what `bag_row` wrote; rows that cannot be understood become problems.
std::vector<BagRow> read_bag_rows(const std::string& file, std::string_view bytes,
                                  std::vector<Problem>& problems);
/// The records of a bag, one line of JSON each, as the register had them.
std::string record_line(const Record& record);
std::vector<Record> read_record_lines(const std::string& file, std::string_view bytes,
                                      std::vector<Problem>& problems);

} // namespace almirah::exchange
