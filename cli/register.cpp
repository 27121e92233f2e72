#include "cli/register.hpp"

#include "cli/values.hpp"

#include <map>

namespace almirah::cli {

Text title_of(const CsvLine& line) {
    const std::string prefix = "title_";
    Text title = line["title"];
    for (const auto& [heading, cell] : line.cells)
        if (heading.compare(0, prefix.size(), prefix) == 0 && !cell.empty())
            title.in[heading.substr(prefix.size())] = cell;
    return title;
}

std::optional<int> number_in(CsvFile& file, const std::string& path, const CsvLine& line,
                             const std::string& column) {
    const std::string text = line[column];
    if (text.empty()) return std::nullopt;
    try {
        return number_of_option(column, text);
    } catch (const Error&) {
        file.problems.push_back({path, line.number, column, text, "expected a whole number"});
        return std::nullopt;
    }
}

void check_codes(CsvFile& file, const std::string& path, const std::string& column) {
    std::map<std::string, std::size_t> lines;
    for (const CsvLine& line : file.lines) {
        const std::string code = line[column];
        const auto [first, fresh] = lines.emplace(code, line.number);
        if (code.empty())
            file.problems.push_back({path, line.number, column, "", "expected a code"});
        else if (!fresh)
            file.problems.push_back({path, line.number, column, code,
                                     "stands in line " + std::to_string(first->second) + " already"});
    }
}

void refuse_problems(const Session& session, const CsvFile& file) {
    if (file.problems.empty()) return;
    session.list(file.problems);
    throw Error(Code::invalid_argument,
                counted(file.problems.size(), "problem") +
                    ", listed above; nothing was added; correct the file and import it again");
}

} // namespace almirah::cli
