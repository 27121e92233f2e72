// The master list: every document, in every language, and its issue in force on a date (R04).
#include "exchange/layout.hpp"
#include "model/document.hpp"
#include "store/document_types.hpp"

#include <algorithm>

namespace almirah {

namespace {

using model::language_of;

constexpr const char* page = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Master list of documents</title>
<style>
@page { size: A4 landscape; margin: 15mm; }
body { font-family: "Noto Sans", "Noto Sans Devanagari", "Lohit Devanagari", sans-serif; font-size: 10pt; }
h1 { font-size: 14pt; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #333; padding: 3pt 5pt; text-align: left; vertical-align: top; }
thead { display: table-header-group; }
</style>
</head>
<body>
<h1>Master list of documents</h1>
<p>{{office}} ({{office_code}}), as on {{on}}</p>
{{documents:drawn}}
<p>Printed on {{today}}. A copy on paper is in force only while the current list says so.</p>
</body>
</html>
)";

const Revision* open_revision(const Document& document, const std::string& language, Date on) {
    for (const auto& revision : document.revisions) {
        const RevisionState state = state_on(document, revision.number, on);
        const bool open = state == RevisionState::draft || state == RevisionState::in_review ||
                          state == RevisionState::approved;
        if (open && language_of(document, revision) == language) return &revision;
    }
    return nullptr;
}

MasterLine master_line(const Document& document, const std::string& language, Date on) {
    MasterLine line;
    line.number = document.number;
    line.title = document.title.edition(language);
    line.type = document.type;
    line.language = language;
    line.owner = document.owner;
    if (const auto effective = effective_revision(document, language, on)) {
        line.revision = *effective;
        line.effective_on = model::issue_of(document, *effective)->effective_on;
    }
    if (const Revision* open = open_revision(document, language, on)) {
        line.open_revision = open->number;
        line.open_state = format::name_of(state_on(document, open->number, on));
    }
    line.behind = model::is_behind(document, language, on);
    return line;
}

bool is_in(const MasterLine& line, const std::string& state, Date on) {
    if (state.empty()) return true;
    if (state == "in force") return line.revision > 0;
    if (state == "none in force") return line.revision == 0;
    if (state == "behind") return line.behind;
    if (state == "review due") return line.review_on && *line.review_on <= on;
    return line.open_state == state;
}

void require_state(const std::string& state) {
    const char* const states[] = {"",          "in force", "none in force", "draft",
                                  "in review", "approved", "behind",        "review due"};
    if (std::find(std::begin(states), std::end(states), state) == std::end(states))
        throw Error(Code::invalid_argument,
                    "'" + state +
                        "' is no state of the master list; expected in force, none in "
                        "force, draft, in review, approved, behind or review due");
}

std::vector<MasterLine> lines_of(const Document& document, const std::vector<DocumentType>& types, Date on) {
    auto languages = model::languages_of(document);
    for (const auto& type : types)
        for (const auto& language : type.languages)
            if (type.code == document.type &&
                std::find(languages.begin(), languages.end(), language) == languages.end())
                languages.push_back(language);
    std::vector<MasterLine> lines;
    for (const auto& language : languages)
        lines.push_back(master_line(document, language, on));
    lines.front().review_on = review_due(document, review_interval(document, types), on);
    return lines;
}

/// What is in force is in force for nearly all: such a list is read page by page.
bool is_paged(const std::string& state) {
    return state.empty() || state == "in force";
}

/// Those that may have a line in the state; few of many, where the index can tell.
std::vector<std::string> numbers_of(Engine& engine, const index::DocumentQuery& wanted,
                                    const std::string& state, const std::vector<DocumentType>& types,
                                    Date on) {
    return engine.ask([&](const index::Index& index) {
        if (is_paged(state)) return index.document_numbers(wanted);
        if (state == "review due") return index.document_numbers(wanted, reviews_by(types, on, on));
        for (const auto open : {RevisionState::draft, RevisionState::in_review, RevisionState::approved})
            if (state == format::name_of(open)) return index.document_numbers(wanted, open, on);
        index::LanguagesOn lacking{on, state == "behind", {}};
        for (const DocumentType& type : types)
            if (!type.languages.empty()) lacking.types.push_back(type.code);
        return index.document_numbers(wanted, lacking);
    });
}

std::optional<std::set<std::string>> documents_of_desk(Engine& engine, const std::string& code) {
    if (code.empty()) return std::nullopt;
    const auto desk =
        engine.require<Desk>(format::desk_path(code), "desk " + code, "see almirah desk list for the codes");
    return engine.ask([&](const index::Index& index) { return index.documents_of(desk); });
}

/// What of a document belongs to the list that is asked for.
void add_lines(std::vector<MasterLine>& lines, const Document& document, const MasterQuery& query,
               const std::vector<DocumentType>& types, Date on) {
    for (const auto& [name, value] : query.properties) {
        const auto property = document.properties.find(name);
        if (property == document.properties.end() || property->second != value) return;
    }
    for (auto& line : lines_of(document, types, on))
        if ((query.language.empty() || line.language == query.language) && is_in(line, query.state, on))
            lines.push_back(std::move(line));
}

std::string number_or_none(int number) {
    return number > 0 ? std::to_string(number) : "none";
}

std::string text_of(const std::optional<Date>& date) {
    return date ? to_string(*date) : "";
}

FilledForm as_form(Engine& engine, const std::vector<MasterLine>& lines, Date on) {
    const Office office = engine.office();
    FilledForm form;
    form.form = "master list";
    form.fields = {{"office", office.name.text},
                   {"office_code", office.code},
                   {"on", to_string(on)},
                   {"today", to_string(engine.today())}};
    const std::vector<std::string> heads{"Number", "Title",         "Type", "Language", "Owner",
                                         "Issue",  "In force from", "Open", "Edition",  "Review by"};
    FilledForm::Table& table = form.tables.emplace_back(FilledForm::Table{"documents", heads, heads, {}});
    for (const auto& line : lines)
        table.rows.push_back(
            {line.number, line.title, line.type, line.language, line.owner, number_or_none(line.revision),
             text_of(line.effective_on),
             line.open_revision > 0 ? std::to_string(line.open_revision) + " " + line.open_state : "",
             line.behind ? "behind" : "", text_of(line.review_on)});
    return form;
}

} // namespace

std::vector<MasterLine> master_list(Engine& engine, const MasterQuery& query) {
    require_state(query.state);
    const Date on = query.on.value_or(engine.today());
    const auto kinds = engine.all<DocumentType>("document-types");
    const auto of_desk = documents_of_desk(engine, query.desk);
    const std::size_t page = is_paged(query.state) ? 200 : 0;
    index::DocumentQuery wanted{query.type, query.owner, query.after, page};
    std::vector<MasterLine> lines;
    std::size_t documents = 0;
    for (bool more = true; more;) {
        const auto numbers = numbers_of(engine, wanted, query.state, kinds, on);
        more = page > 0 && numbers.size() == page;
        for (const auto& number : numbers) {
            if (query.limit > 0 && documents == query.limit) return lines;
            wanted.after = number;
            if (of_desk && !of_desk->contains(number)) continue;
            const std::size_t seen = lines.size();
            add_lines(lines, engine.document(number), query, kinds, on);
            documents += lines.size() > seen;
        }
    }
    return lines;
}

std::vector<MasterLine> Documents::list(const MasterQuery& query) const {
    return master_list(*engine_, query);
}

std::string Documents::print(const MasterQuery& query, const std::string& medium) const {
    const Date on = query.on.value_or(engine_->today());
    const FilledForm form = as_form(*engine_, list(query), on);
    if (medium == "csv") return exchange::table_csv(form.tables.front());
    if (medium == "html") return exchange::laid_out(page, form, exchange::Medium::html);
    throw Error(Code::invalid_argument,
                "'" + medium + "' is no medium of the master list; expected csv or html");
}

} // namespace almirah
