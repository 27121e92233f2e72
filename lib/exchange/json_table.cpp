#include "exchange/json_table.hpp"

#include "exchange/columns.hpp"
#include "format/json_parse.hpp"

#include <algorithm>
#include <set>

namespace almirah::exchange {

namespace {

using Json = simdjson::dom::element;

bool begins_with(std::string_view bytes, char mark) {
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == mark;
}

std::size_t column_of(Csv& table, const std::string& name) {
    const auto found = std::find(table.heads.begin(), table.heads.end(), name);
    if (found == table.heads.end()) table.heads.push_back(name);
    return static_cast<std::size_t>(std::find(table.heads.begin(), table.heads.end(), name) -
                                    table.heads.begin());
}

bool has_nul(std::string_view text) {
    return text.find('\0') != std::string_view::npos;
}

/// Why the field can be no cell; null when it can.
const char* fault_of_cell(std::string_view name, Json value) {
    if (name.empty()) return "a field has no name; give it that of its column, or take it out";
    if (value.is_object() || value.is_array()) return "expected a text, a number, true or false";
    std::string_view text;
    const bool whole = value.get(text) != simdjson::SUCCESS || !has_nul(text);
    return whole && !has_nul(name) ? nullptr : "a NUL byte in a text";
}

void add_object(Csv& table, const std::string& file, Json json) {
    CsvRow row;
    row.line = table.rows.size() + 1;
    simdjson::dom::object object;
    if (json.get(object) != simdjson::SUCCESS) {
        table.problems.push_back({file, row.line, "", "", "expected an object with a field for each column"});
        return;
    }
    std::set<std::string_view> given;
    for (const auto [key, value] : object) {
        const char* const fault =
            given.insert(key).second ? fault_of_cell(key, value) : "the field stands twice";
        if (fault) {
            table.problems.push_back({file, row.line, one_line(key), "", fault});
            continue;
        }
        const std::size_t column = column_of(table, std::string(key));
        row.cells.resize(std::max(row.cells.size(), column + 1));
        std::string_view text;
        if (value.get(text) == simdjson::SUCCESS)
            row.cells[column] = text;
        else if (!value.is_null())
            row.cells[column] = simdjson::minify(value);
    }
    table.rows.push_back(std::move(row));
}

void add_lines(Csv& table, const std::string& file, std::string_view bytes) {
    for (std::size_t begin = 0, line = 1; begin < bytes.size(); ++line) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        const std::string_view text = bytes.substr(begin, end - begin);
        begin = end + 1;
        if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const format::ParsedJson object(text);
        if (object.fault().empty())
            add_object(table, file, object.root());
        else
            table.problems.push_back({file, line, "", "", "no JSON; expected one object a line, or a list"});
    }
}

} // namespace

bool looks_like_json(std::string_view bytes) {
    return begins_with(bytes, '[') || begins_with(bytes, '{');
}

Csv parse_json_table(const std::string& file, std::string_view bytes) {
    Csv table;
    const format::ParsedJson whole(bytes);
    simdjson::dom::array list;
    if (whole.fault().empty() && whole.root().get(list) == simdjson::SUCCESS)
        for (const Json object : list)
            add_object(table, file, object);
    else if (begins_with(bytes, '['))
        table.problems.push_back({file, 0, "", "", "no JSON: " + whole.fault()});
    else
        add_lines(table, file, bytes);
    for (CsvRow& row : table.rows)
        row.cells.resize(table.heads.size());
    return table;
}

} // namespace almirah::exchange
