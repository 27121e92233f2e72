#include "exchange/copy_stamp.hpp"

#include "exchange/words.hpp"

#include <utility>

namespace almirah::exchange {

namespace {

constexpr std::string_view stamp_text_layout = R"({{office}}
{{controlled_copy}}
================================================================

{{number_is:36}} {{number}}
{{title_is:36}} {{title}}
{{revision_is:36}} {{revision}}
{{language_is:36}} {{language}}
{{copy_is:36}} {{copy}}
{{to_is:36}} {{to}}
{{issued_is:36}} {{issued}}
{{from_is:36}} {{from}}
{{#until}}{{until_is:36}} {{day}}
{{/until}}{{#review}}{{review_is:36}} {{day}}
{{/review}}
{{approvals_are}}
{{approvals:drawn}}
{{code_is:36}} {{code}}

{{how_to_check}}
)";

constexpr std::string_view stamp_html_layout = R"(<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>{{number}}/{{revision}}, {{copy_is}} {{copy}}</title>
<style>
body { font: 12pt/1.5 "Noto Sans", "Noto Sans Devanagari", sans-serif; max-width: 17cm; margin: 1.5cm auto; }
.stamp { border: 3px double #000; padding: 0.6cm 0.8cm; }
h1 { font-size: 17pt; margin: 0; }
h2 { font-size: 14pt; margin: 0 0 0.4cm; letter-spacing: 0.05em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1cm 0.6cm; }
dt { color: #444; }
dd { margin: 0; font-weight: bold; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #000; padding: 0.1cm 0.3cm; text-align: left; }
.code { font: bold 20pt monospace; letter-spacing: 0.1em; }
@page { size: A4; margin: 1.5cm; }
</style>
</head>
<body>
<div class="stamp">
<h1>{{office}}</h1>
<h2>{{controlled_copy}}</h2>
<dl>
<dt>{{number_is}}</dt><dd>{{number}}</dd>
<dt>{{title_is}}</dt><dd>{{title}}</dd>
<dt>{{revision_is}}</dt><dd>{{revision}}</dd>
<dt>{{language_is}}</dt><dd>{{language}}</dd>
<dt>{{copy_is}}</dt><dd>{{copy}}</dd>
<dt>{{to_is}}</dt><dd>{{to}}</dd>
<dt>{{issued_is}}</dt><dd>{{issued}}</dd>
<dt>{{from_is}}</dt><dd>{{from}}</dd>
{{#until}}<dt>{{until_is}}</dt><dd>{{day}}</dd>
{{/until}}{{#review}}<dt>{{review_is}}</dt><dd>{{day}}</dd>
{{/review}}</dl>
<p>{{approvals_are}}</p>
{{approvals:drawn}}<p>{{code_is}}: <span class="code">{{code}}</span></p>
<p>{{how_to_check}}</p>
</div>
</body>
</html>
)";

/// The words of the layouts, by name.
const std::vector<std::pair<const char*, Text>>& stamp_words() {
    static const std::vector<std::pair<const char*, Text>> all{
        {"controlled_copy", both("CONTROLLED COPY", "नियंत्रित प्रति")},
        {"number_is", both("Document", "दस्तावेज़")},
        {"title_is", both("Title", "शीर्षक")},
        {"revision_is", both("Revision", "संशोधन")},
        {"language_is", both("Language", "भाषा")},
        {"copy_is", both("Copy number", "प्रति संख्या")},
        {"to_is", both("Issued to", "किसे जारी")},
        {"issued_is", both("Issued on", "जारी दिनांक")},
        {"from_is", both("In force from", "प्रभावी दिनांक")},
        {"until_is", both("NO LONGER IN FORCE since", "अब प्रभावी नहीं, दिनांक से")},
        {"review_is", both("To be reviewed by", "पुनरीक्षण दिनांक")},
        {"approvals_are", both("Approved by", "अनुमोदनकर्ता")},
        {"name_is", both("Name", "नाम")},
        {"day_is", both("Date", "दिनांक")},
        {"code_is", both("Code", "कूट")},
        {"how_to_check", both("Is it still in force? Ask the office, or: almirah document check CODE",
                              "क्या यह अब भी प्रभावी है? कार्यालय से पूछें, या: almirah document check CODE")},
    };
    return all;
}

/// A table of one column with one row, or with none.
FilledForm::Table day_if(const std::string& name, const std::optional<Date>& day) {
    FilledForm::Table table{name, {name}, {"day"}, {}};
    if (day) table.rows.push_back({to_string(*day)});
    return table;
}

FilledForm filled(const CopyStamp& stamp, const std::string& language) {
    FilledForm form;
    form.form = "copy-stamp";
    for (const auto& [name, word] : stamp_words())
        form.fields[name] = in_language(word, language);
    auto& fields = form.fields;
    fields["office"] = in_language(stamp.office, language);
    fields["number"] = stamp.document.number;
    fields["title"] = in_language(stamp.document.title, language);
    fields["revision"] = std::to_string(stamp.revision.number);
    fields["language"] = stamp.revision.language.empty() ? stamp.document.language : stamp.revision.language;
    fields["copy"] = std::to_string(stamp.copy.number);
    fields["to"] = to_string(stamp.copy.to);
    fields["issued"] = to_string(stamp.issued_on);
    const auto& from = stamp.revision.effective_on;
    fields["from"] = from ? to_string(*from) : "";
    fields["code"] = stamp.copy.code;
    const auto& every = stamp.document.review_every;
    form.tables.push_back(day_if("until", stamp.outdated_since));
    form.tables.push_back(day_if("review", from && every ? std::optional(add(*from, *every)) : std::nullopt));
    FilledForm::Table approvals{"approvals", {fields["name_is"], fields["day_is"]}, {"name", "day"}, {}};
    for (const auto& approved : stamp.approvals)
        approvals.rows.push_back({approved.by, to_string(approved.on)});
    form.tables.push_back(std::move(approvals));
    return form;
}

} // namespace

std::string copy_stamp(const CopyStamp& stamp, Medium medium, const std::string& language) {
    return laid_out(medium == Medium::html ? stamp_html_layout : stamp_text_layout, filled(stamp, language),
                    medium);
}

} // namespace almirah::exchange
