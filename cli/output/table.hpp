// Tables that line up, in any script.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace almirah::cli {

/// How a table is to look.
struct Look {
    bool color = false;
    int columns = 0; ///< Width of the terminal; 0: no limit.
};

class Table {
public:
    /// A head that starts with '>' makes its column flush right; one that starts with '~' may be shortened
    /// where the terminal is narrow. Without heads the first row decides the number of columns.
    explicit Table(const std::vector<std::string>& heads = {});

    void add(const std::vector<std::string>& cells);
    bool empty() const { return rows_.empty(); }
    void print(std::ostream& out, const Look& look) const;

private:
    std::vector<std::size_t> widths(const Look& look) const;
    void print_row(std::ostream& out, const std::vector<std::string>& cells,
                   const std::vector<std::size_t>& widths) const;

    std::vector<std::string> heads_;
    std::vector<char> kinds_; ///< '>', '~' or ' '
    std::vector<std::vector<std::string>> rows_;
};

} // namespace almirah::cli
