// Answers of commands: words for people, JSON for programs.
#pragma once

#include "cli/output/json.hpp"
#include "cli/output/table.hpp"
#include "cli/session.hpp"
#include "cli/values.hpp"

#include <string>

namespace almirah::cli {

/// One answer on stdout: `line` for people, `fields` with --json.
void answer(const Session& session, const std::string& line, const Fields& fields);
/// The common case: "Filed LR/2026/000001" and {"id": "LR/2026/000001"}. The id is the last word.
void answer_with_id(const Session& session, const std::string& done, const std::string& id);

/// A table on stdout, with the terminal's width and colour.
void show(const Session& session, const Table& table);

/// NDJSON with --json, else a table; `what` ("records") is named on stderr when there are none.
template <class Items, class Row>
void show_list(const Session& session, const Items& items, const std::vector<std::string>& heads, Row row,
               const std::string& what);

void print_line(const Session& session, const std::string& line);

/// A whole text on stdout, or in the new file that is named.
void hand_out(const Session& session, const std::string& text, const std::string& new_file);

/// "Filed 3 records (2 KiB); 1 record was there already", of an import of any kind.
template <class Report>
std::string filed_in_words(const Report& report, bool dry_run) {
    std::string line =
        dry_run ? "Would file " + counted(report.to_file, "record")
                : "Filed " + counted(report.filed, "record") + " (" + size_text(report.bytes) + ")";
    if (report.already_there > 0)
        line += "; " + counted(report.already_there, "record") +
                (report.already_there == 1 ? " was" : " were") + " there already";
    return line;
}

template <class Items, class Row>
void show_list(const Session& session, const Items& items, const std::vector<std::string>& heads, Row row,
               const std::string& what) {
    if (session.json) {
        for (const auto& item : items)
            print_line(session, json_line(item));
        return;
    }
    Table table(heads);
    for (const auto& item : items)
        table.add(row(item));
    if (!table.empty())
        show(session, table);
    else
        session.note("No " + what + ".");
}

} // namespace almirah::cli
