#include "exchange/json_table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace almirah::exchange {

namespace {

using Json = nlohmann::ordered_json;

std::size_t column_of(Csv& table, const std::string& name) {
    const auto found = std::find(table.heads.begin(), table.heads.end(), name);
    if (found == table.heads.end()) table.heads.push_back(name);
    return static_cast<std::size_t>(std::find(table.heads.begin(), table.heads.end(), name) -
                                    table.heads.begin());
}

void add_object(Csv& table, const std::string& file, const Json& object) {
    CsvRow row;
    row.line = table.rows.size() + 1;
    if (!object.is_object()) {
        table.problems.push_back({file, row.line, "", "", "expected an object with a field for each column"});
        return;
    }
    for (const auto& [name, value] : object.items()) {
        if (value.is_structured()) {
            table.problems.push_back({file, row.line, name, "", "expected a text, a number, true or false"});
            continue;
        }
        const std::size_t column = column_of(table, name);
        row.cells.resize(std::max(row.cells.size(), column + 1));
        if (!value.is_null()) row.cells[column] = value.is_string() ? value.get<std::string>() : value.dump();
    }
    table.rows.push_back(std::move(row));
}

void add_lines(Csv& table, const std::string& file, std::string_view bytes) {
    for (std::size_t begin = 0, line = 1; begin < bytes.size(); ++line) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        const std::string_view text = bytes.substr(begin, end - begin);
        begin = end + 1;
        if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        const Json object = Json::parse(text.begin(), text.end(), nullptr, false);
        if (object.is_discarded())
            table.problems.push_back({file, line, "", "", "no JSON; expected one object a line, or a list"});
        else
            add_object(table, file, object);
    }
}

} // namespace

bool looks_like_json(std::string_view bytes) {
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (bytes[first] == '[' || bytes[first] == '{');
}

Csv parse_json_table(const std::string& file, std::string_view bytes) {
    Csv table;
    const Json list = Json::parse(bytes.begin(), bytes.end(), nullptr, false);
    if (list.is_array())
        for (const Json& object : list)
            add_object(table, file, object);
    else
        add_lines(table, file, bytes);
    for (CsvRow& row : table.rows)
        row.cells.resize(table.heads.size());
    return table;
}

} // namespace almirah::exchange
