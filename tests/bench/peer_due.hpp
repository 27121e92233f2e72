// The best SQL that we could write by hand for the question what is due, on the same file.
#pragma once

#include "almirah/date.hpp"

#include <memory>
#include <string>

struct sqlite3;

namespace almirah::bench {

class PeerDue {
public:
    explicit PeerDue(const std::string& file);
    /// Lines in the form in which the workload prints its own.
    std::string page(Date on, std::size_t lines) const;
    std::string counts(Date on) const;

private:
    std::string rows(const char* sql, Date on, std::size_t limit) const;
    std::unique_ptr<sqlite3, int (*)(sqlite3*)> database_;
};

} // namespace almirah::bench
