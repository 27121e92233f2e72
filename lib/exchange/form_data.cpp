// A filled form for programs: CSV of a table, JSON of everything.
#include "exchange/csv.hpp"
#include "exchange/layout.hpp"
#include "format/json_text.hpp"

namespace almirah::exchange {

using format::JsonObject;

std::string table_csv(const FilledForm::Table& table) {
    std::string out;
    const auto put = [&](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            out += (i ? "," : "") + shown_csv_cell(cells[i]);
        out += "\r\n";
    };
    put(table.columns);
    for (const auto& row : table.rows)
        put(row);
    return out;
}

std::string form_json(const FilledForm& form) {
    const auto put_fields = [](JsonObject& out, const auto& fields) {
        for (const auto& [name, value] : fields)
            out.put(name, value);
    };
    const auto put_tables = [&](JsonObject& out) {
        for (const auto& table : form.tables)
            out.list(table.name, table.rows, [&](JsonObject& row, const std::vector<std::string>& cells) {
                for (std::size_t i = 0; i < cells.size(); ++i)
                    row.put(table.fields[i], cells[i]);
            });
    };
    return format::compact(JsonObject::text([&](JsonObject& out) {
        out.put("id", form.form);
        out.object("fields", [&](JsonObject& fields) { put_fields(fields, form.fields); });
        if (!form.tables.empty()) out.object("tables", put_tables);
    }));
}

} // namespace almirah::exchange
