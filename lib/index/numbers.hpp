// Numbers used so far. They are read off ids wherever these stand, in things and in entries, and only grow
// (R40).
#pragma once

#include "index/connection.hpp"

#include <map>
#include <string>
#include <string_view>

namespace almirah::index {

class Numbers {
public:
    /// Notes the number of a record id or serial id; other ids have none.
    void note(std::string_view id);
    void store(Connection& connection) const;

private:
    std::map<std::string, unsigned> last_;
};

unsigned last_number(Connection& connection, const std::string& prefix);
std::string record_prefix(const std::string& series, int year);
std::string serial_prefix(char kind, int year);

} // namespace almirah::index
