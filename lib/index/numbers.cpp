#include "index/numbers.hpp"

#include "base/name.hpp"
#include "index/sql.hpp"

#include <algorithm>

namespace almirah::index {

void Numbers::note(std::string_view id) {
    std::string prefix;
    unsigned number = 0;
    if (const auto record = base::parse_record_id(id)) {
        prefix = record_prefix(record->series, record->year);
        number = record->number;
    } else if (const auto serial = base::parse_serial_id(id)) {
        prefix = serial_prefix(serial->kind, serial->year);
        number = serial->number;
    } else {
        return;
    }
    unsigned& last = last_[prefix];
    last = std::max(last, number);
}

void Numbers::store(Connection& connection) const {
    Statement raise = connection.prepare(sql::things::raise_number);
    for (const auto& [prefix, last] : last_)
        raise.run(prefix, std::int64_t{last});
}

unsigned last_number(Connection& connection, const std::string& prefix) {
    Statement row = connection.prepare(sql::things::number);
    return row.bind(prefix).step() ? unsigned(row.integer(0)) : 0;
}

std::string record_prefix(const std::string& series, int year) {
    return series + "/" + std::to_string(year);
}

std::string serial_prefix(char kind, int year) {
    return std::string(1, kind) + "-" + std::to_string(year);
}

} // namespace almirah::index
