// A filled form for programs: CSV of a table, JSON of everything.
#include "exchange/csv.hpp"
#include "exchange/layout.hpp"

#include <nlohmann/json.hpp>

namespace almirah::exchange {

std::string table_csv(const FilledForm::Table& table) {
    std::string out;
    const auto put = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            out += (i ? "," : "") + csv_cell(cells[i]);
        out += "\r\n";
    };
    put(table.columns);
    for (const auto& row : table.rows)
        put(row);
    return out;
}

std::string form_json(const FilledForm& form) {
    nlohmann::ordered_json json{{"id", form.form}, {"fields", form.fields}};
    for (const auto& table : form.tables) {
        auto& rows = json["tables"][table.name] = nlohmann::ordered_json::array();
        for (const auto& cells : table.rows) {
            nlohmann::ordered_json row = nlohmann::ordered_json::object();
            for (std::size_t i = 0; i < cells.size(); ++i)
                row[table.fields[i]] = cells[i];
            rows.push_back(std::move(row));
        }
    }
    return json.dump() + "\n";
}

} // namespace almirah::exchange
