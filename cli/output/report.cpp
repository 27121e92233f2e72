#include "cli/output/report.hpp"

#include "cli/output/plain.hpp"
#include "cli/text_file.hpp"

#include "almirah/shown.hpp"

#include <ostream>

namespace almirah::cli {

void answer(const Session& session, const std::string& line, const Fields& fields) {
    print_line(session, session.json ? json_line(fields) : plain(line));
}

void answer_with_id(const Session& session, const std::string& done, const std::string& id) {
    answer(session, done + " " + id, {{"id", id}});
}

void show(const Session& session, const Table& table) {
    table.print(session.out(), {.color = session.out_in_color(), .columns = session.columns()});
}

void print_line(const Session& session, const std::string& line) {
    // In JSON as well: what is shown of a character is how JSON writes it.
    session.out() << shown_lines(line) << '\n';
}

void hand_out(const Session& session, const std::string& text, const std::string& new_file) {
    if (new_file.empty()) {
        session.out() << shown_lines(text);
        return;
    }
    write_new_text(new_file, text);
    session.note("Wrote " + new_file);
}

} // namespace almirah::cli
