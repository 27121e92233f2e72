// almirah desk add|list|import
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/register.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct AddOptions {
    std::string code, holder, limit_days;
    TextOptions title;
};

void add_desk_of(Session& session, const AddOptions& options) {
    Desk desk;
    desk.code = options.code;
    desk.title = text_of(options.title);
    desk.holder = options.holder;
    if (!options.limit_days.empty())
        desk.service_limit_days = number_of_option("--limit-days", options.limit_days);
    session.writing().office().add_desk(desk);
    answer_with_id(session, "Added desk", options.code);
}

void list_desks(Session& session) {
    show_list(
        session, session.reading().office().desks(), {"desk", "holder", ">limit (days)", "~title"},
        [](const Desk& desk) {
            return std::vector<std::string>{
                desk.code, desk.holder,
                desk.service_limit_days ? std::to_string(*desk.service_limit_days) : "", desk.title.text};
        },
        "desks");
}

std::vector<Desk> desks_in(CsvFile& file, const std::string& path) {
    std::vector<Desk> desks;
    for (const CsvLine& line : file.lines) {
        Desk desk;
        desk.code = line["code"];
        desk.title = title_of(line);
        desk.holder = line["holder"];
        desk.service_limit_days = number_in(file, path, line, "service_limit_days");
        desks.push_back(std::move(desk));
    }
    return desks;
}

struct DeskList {
    std::string path;
    TableForm table;
};

/// Desks that are there already are left, so that a longer list can be imported again.
void import_desks(Session& session, const DeskList& options) {
    const std::string& path = options.path;
    CsvFile file = read_csv(path, {"code", "title"}, {"holder", "service_limit_days"}, options.table);
    check_codes(file, path, "code");
    const std::vector<Desk> desks = desks_in(file, path);
    refuse_problems(session, file);
    const std::size_t added = session.writing().office().add_desks(desks);
    answer(session, "Added " + counted(added, "desk") + " of " + std::to_string(desks.size()),
           {{"added", static_cast<std::int64_t>(added)}, {"rows", static_cast<std::int64_t>(desks.size())}});
}

} // namespace

void add_desk(CLI::App& root, Session& session) {
    CLI::App& desk = add_noun(root, "desk", "Desks: seats with their own work.", group::administration);
    auto options = std::make_shared<AddOptions>();
    CLI::App& add = add_verb(
        desk, "add", "Adds a desk.",
        {"almirah desk add D07 --title \"Mutation\" --title-hi \"नामांतरण\" --holder asha --limit-days 45"});
    add.add_option("CODE", options->code)->required();
    add_text(add, "--title", options->title, "What is done there")->required();
    add.add_option("--holder", options->holder, "Login of who sits there");
    add.add_option("--limit-days", options->limit_days, "Time limit of its service")->type_name("DAYS");
    add.callback([&session, options] { add_desk_of(session, *options); });
    CLI::App& list = add_verb(desk, "list", "Lists desks.", {"almirah desk list"});
    list.callback([&session] { list_desks(session); });
    auto from = std::make_shared<DeskList>();
    CLI::App& verb = add_verb(desk, "import",
                              "Adds desks from CSV. The columns are code, title, and as wanted title_hi "
                              "(any language), holder, service_limit_days.",
                              {"almirah desk import desks.csv"});
    verb.add_option("FILE", from->path)->required();
    add_encoding(verb, from->table);
    verb.callback([&session, from] { import_desks(session, *from); });
}

} // namespace almirah::cli
