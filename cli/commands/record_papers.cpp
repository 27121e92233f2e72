// almirah record flyleaf
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/csv.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct FlyleafOptions {
    std::string id, from, reason;
    TableForm table;
};

void show_flyleaf(Session& session, const Record& record) {
    if (session.json) return print_line(session, json_line(record, {}));
    Table table({">serial", "class", "date", "pages", "files", "state", "~title"});
    for (const Paper& paper : record.papers)
        table.add({std::to_string(paper.serial), paper.paper_class, text_of(paper.on), paper.pages,
                   joined(paper.files),
                   !paper.weeded.empty() ? "weeded: " + paper.weeded
                   : paper.superfluous   ? "superfluous"
                                         : "",
                   paper.title});
    if (table.empty()) return session.note(record.id + " has no fly-leaf.");
    show(session, table);
}

std::vector<std::string> names_of(const std::string& cell) {
    std::vector<std::string> names;
    for (std::size_t start = 0; start < cell.size();) {
        const std::size_t end = std::min(cell.find(';', start), cell.size());
        if (end > start) names.push_back(cell.substr(start, end - start));
        start = end + 1;
    }
    return names;
}

std::optional<Date> date_of_paper(const std::string& text, DateOrder order) {
    if (text.empty()) return std::nullopt;
    const ReadDate read = read_date(text, order);
    if (!read.date) throw Error(Code::invalid_argument, "date: '" + text + "': " + read.fault);
    return read.date;
}

Paper paper_of(const CsvLine& line, DateOrder order) {
    Paper paper;
    paper.serial = number_of_option("serial", line["serial"]);
    paper.paper_class = line["class"];
    paper.title = line["title"];
    paper.on = date_of_paper(line["date"], order);
    paper.pages = line["pages"];
    paper.files = names_of(line["files"]);
    const std::string superfluous = line["superfluous"];
    if (superfluous != "" && superfluous != "yes" && superfluous != "no")
        throw Error(Code::invalid_argument, "superfluous: '" + superfluous + "': expected yes or no");
    paper.superfluous = superfluous == "yes";
    return paper;
}

void set_flyleaf(Session& session, const FlyleafOptions& options) {
    const CsvFile file = read_csv(options.from, {"serial", "class"},
                                  {"title", "date", "pages", "files", "superfluous"}, options.table);
    session.list(file.problems);
    if (!file.problems.empty())
        throw Error(Code::invalid_argument,
                    counted(file.problems.size(), "problem") + ", listed above; nothing was changed");
    std::vector<Paper> papers;
    for (const CsvLine& line : file.lines)
        papers.push_back(paper_of(line, options.table.dates));
    Records records = session.writing().records();
    records.set_papers(options.id, papers, options.reason);
    const Record record = records.get(options.id);
    if (!session.json)
        print_line(session, "Set the fly-leaf of " + options.id + ": " +
                                counted(record.papers.size(), "paper") +
                                (record.also_in.empty() ? "" : "; also in " + joined(record.also_in)));
    if (session.json) show_flyleaf(session, record);
}

} // namespace

void add_record_papers(CLI::App& record, Session& session) {
    auto options = std::make_shared<FlyleafOptions>();
    CLI::App& verb = add_verb(
        record, "flyleaf",
        "Shows the papers inside a file, by serial and class, or sets them; the file is kept by the rule of "
        "its "
        "highest class, too.",
        {"almirah record flyleaf LR/2026/000001", "almirah record flyleaf LR/2026/000001 --from papers.csv"});
    verb.add_option("RECORD", options->id)->required();
    verb.add_option("--from", options->from,
                    "CSV of papers to be added or described anew: serial, class, title, date, pages, files "
                    "(by ';'), superfluous (yes or no)")
        ->type_name("FILE");
    add_encoding(verb, options->table);
    add_dates(verb, options->table);
    verb.add_option("--reason", options->reason, "Why");
    verb.callback([&session, options] {
        if (options->from.empty())
            show_flyleaf(session, session.reading().records().get(options->id));
        else
            set_flyleaf(session, *options);
    });
}

} // namespace almirah::cli
