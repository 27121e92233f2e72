#include "exchange/audit_pages.hpp"

#include "almirah/form.hpp"
#include "base/ssh.hpp"
#include "exchange/html.hpp"
#include "exchange/layout.hpp"

#include <algorithm>

namespace almirah::exchange {

namespace {

constexpr const char* style = R"(<style>
@page { size: A4 landscape; margin: 12mm; }
body { font: 10pt/1.4 "Noto Sans", "Noto Sans Devanagari", "Lohit Devanagari", sans-serif; margin: 1cm; }
h1 { font-size: 15pt; }
h2 { font-size: 12pt; margin-top: 0.8cm; }
table { border-collapse: collapse; }
th, td { border: 1px solid #444; padding: 2pt 5pt; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.none { font-weight: bold; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
</style>
)";

constexpr std::string_view index_html = R"(<body>
<h1>{{title}}</h1>
<table><tbody>
{{#facts}}<tr><th>{{what}}</th><td>{{is}}</td></tr>
{{/facts}}</tbody></table>
<h2>{{by_clause}}</h2>
<table>
<thead><tr><th>{{clause_is}}</th><th>{{asks_is}}</th><th>{{section_is}}</th><th>{{evidence_is}}</th></tr></thead>
<tbody>
{{#points}}<tr><td>{{clause}}</td><td>{{asks}}</td><td><a href="{{page}}">{{section}}</a></td><td class="{{class}}">{{evidence}}</td></tr>
{{/points}}</tbody>
</table>
<h2>{{by_section}}</h2>
<table>
<thead><tr><th>{{section_is}}</th><th>{{evidence_is}}</th><th>CSV</th></tr></thead>
<tbody>
{{#sections}}<tr><td><a href="{{page}}">{{section}}</a></td><td class="{{class}}">{{evidence}}</td><td><a href="{{csv}}">{{csv}}</a></td></tr>
{{/sections}}</tbody>
</table>
<p>{{other_files}}</p>
<h2>{{how}}</h2>
{{#commands}}<p>{{what}}:</p>
<pre>{{command}}</pre>
{{/commands}}{{#notes}}<p>{{note}}.</p>
{{/notes}}</body>
</html>
)";

constexpr std::string_view index_text = R"({{title}}

{{#facts}}{{what}}: {{is}}
{{/facts}}
{{by_clause}}

{{points:drawn}}
{{by_section}}

{{sections:drawn}}
{{other_files}}

{{how}}

{{#commands}}{{what}}:
    {{command}}
{{/commands}}{{#notes}}{{note}}.
{{/notes}})";

std::string page_head(const Wording& say, const std::string& title) {
    return "<!DOCTYPE html>\n<html" +
           (say.language().empty() ? "" : " lang=\"" + html_text(say.language()) + "\"") +
           ">\n<head>\n<meta charset=\"utf-8\">\n<title>" + html_text(title) + "</title>\n" + style +
           "</head>\n";
}

std::string page_of(const std::string& section) {
    return section + ".html";
}
std::string csv_of(const std::string& section) {
    return section + ".csv";
}

/// What there is, or that there is nothing.
std::string evidence(const Wording& say, std::uint64_t rows) {
    return rows == 0 ? say("page.none") : say("page.rows") + ": " + std::to_string(rows);
}

/// "20260406053000Z", as ssh-keygen takes a time.
std::string signing_time(Instant at) {
    std::string text = to_string(at);
    std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == 'T'; });
    return text;
}

FilledForm::Table facts_table(const Wording& say, const PackFacts& facts) {
    const AuditPackReport& report = facts.report;
    const Checkpoint& checkpoint = report.checkpoint;
    FilledForm::Table table{"facts", {}, {"what", "is"}, {}};
    const auto add = [&](const char* what, const std::string& is) { table.rows.push_back({say(what), is}); };
    add("page.office", say.text(facts.office.name) + " (" + facts.office.code + ")");
    add("page.period", to_string(facts.plan.from) + " – " + to_string(facts.plan.until));
    add("page.made", to_string(facts.at));
    add("page.made_by", facts.by);
    add("page.checkpoint",
        std::to_string(checkpoint.entries) + ", " + checkpoint.head + ", " + checkpoint.root);
    add("page.verification",
        say(report.sound ? "page.sound" : "page.unsound") + (facts.plan.fast ? "; " + say("page.fast") : ""));
    add("page.signature",
        report.signed_by.empty() ? say("page.not_signed") : facts.signer + ", " + report.signed_by);
    if (report.withheld > 0) add("page.withheld", std::to_string(report.withheld));
    return table;
}

FilledForm::Table sections_table(const Wording& say, const PackFacts& facts) {
    FilledForm::Table table{"sections",
                            {say("page.section"), say("page.evidence"), "CSV"},
                            {"section", "evidence", "csv", "page", "class"},
                            {}};
    for (const auto& [name, rows] : facts.report.sections)
        table.rows.push_back({say("section." + name), evidence(say, rows), csv_of(name), page_of(name),
                              rows == 0 ? "none" : "some"});
    return table;
}

/// A row for each section of each point, which names the point once.
FilledForm::Table points_table(const Wording& say, const Checklist& checklist, const PackFacts& facts) {
    FilledForm::Table table{"points",
                            {say("page.clause"), say("page.asks"), say("page.section"), say("page.evidence")},
                            {"clause", "asks", "section", "evidence", "page", "class"},
                            {}};
    for (const auto& point : checklist.points)
        for (std::size_t i = 0; i < point.sections.size(); ++i) {
            const std::string& name = point.sections[i];
            const auto section =
                std::find_if(facts.report.sections.begin(), facts.report.sections.end(),
                             [&](const AuditSection& counted) { return counted.name == name; });
            table.rows.push_back({i == 0 ? point.clause : "", i == 0 ? say.text(point.title) : "",
                                  say("section." + name), evidence(say, section->rows), page_of(name),
                                  section->rows == 0 ? "none" : "some"});
        }
    return table;
}

FilledForm::Table commands_table(const Wording& say, const PackFacts& facts) {
    FilledForm::Table table{"commands", {}, {"what", "command"}, {}};
    table.rows.push_back({say("page.how_files"), "sha256sum -c manifest-sha256.txt"});
    if (facts.report.signed_by.empty()) return table;
    table.rows.push_back({say("page.how_signature") + " " + facts.report.signed_by,
                          "ssh-keygen -Y verify -f allowed_signers -I " + facts.signer + " -n " +
                              base::audit_pack_namespace + " -Overify-time=" + signing_time(facts.at) +
                              " -s manifest-sha256.txt.sig < manifest-sha256.txt"});
    return table;
}

/// What no command can tell.
FilledForm::Table notes_table(const Wording& say, const PackFacts& facts) {
    FilledForm::Table table{"notes", {}, {"note"}, {}};
    if (!facts.report.signed_by.empty()) table.rows.push_back({say("page.how_key")});
    return table;
}

FilledForm index_form(const Wording& say, const Checklist& checklist, const PackFacts& facts) {
    FilledForm form;
    form.form = checklist.code;
    form.fields["title"] = say.text(checklist.title);
    form.fields["by_clause"] = say("page.by_clause");
    form.fields["by_section"] = say("page.by_section");
    form.fields["other_files"] = say("page.other_files");
    form.fields["how"] = say("page.how");
    form.fields["clause_is"] = say("page.clause");
    form.fields["asks_is"] = say("page.asks");
    form.fields["section_is"] = say("page.section");
    form.fields["evidence_is"] = say("page.evidence");
    form.tables = {facts_table(say, facts), points_table(say, checklist, facts), sections_table(say, facts),
                   commands_table(say, facts), notes_table(say, facts)};
    return form;
}

} // namespace

std::string section_head(const Wording& say, const AuditTable& table) {
    const std::string title = say(std::string("section.") + table.name);
    std::vector<std::string> heads;
    for (const auto& column : table.columns)
        heads.push_back(say("column." + column));
    return page_head(say, title) + "<body>\n<p><a href=\"index.html\">" + html_text(say("page.back")) +
           "</a></p>\n<h1>" + html_text(title) + "</h1>\n<table>\n" + html_head(heads) + "<tbody>\n";
}

std::string section_row(const Wording& say, const AuditTable& table, const std::vector<std::string>& cells) {
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < cells.size(); ++i)
        shown.push_back(say.cell(table.columns[i], cells[i]));
    return html_row(shown);
}

std::string section_foot(const Wording& say, std::uint64_t rows) {
    std::string note;
    if (rows == 0) note = "<p class=\"none\">" + html_text(say("page.none")) + "</p>\n";
    if (rows > rows_on_a_page)
        note = "<p class=\"none\">" + html_text(say("page.more")) + ": " + std::to_string(rows_on_a_page) +
               " / " + std::to_string(rows) + "</p>\n";
    return "</tbody>\n</table>\n" + note + "</body>\n</html>\n";
}

std::string pack_index_html(const Wording& say, const Checklist& checklist, const PackFacts& facts) {
    return page_head(say, say.text(checklist.title)) +
           laid_out(index_html, index_form(say, checklist, facts), Medium::html);
}

std::string pack_index_text(const Wording& say, const Checklist& checklist, const PackFacts& facts) {
    return laid_out(index_text, index_form(say, checklist, facts), Medium::text);
}

} // namespace almirah::exchange
