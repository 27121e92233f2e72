#include "exchange/certificate_page.hpp"

#include "exchange/words.hpp"

#include <algorithm>
#include <utility>

namespace almirah::exchange {

namespace {

constexpr std::string_view certificate_text_layout = R"({{office}}
{{heading}}
================================================================

{{code_is:36}} {{code}}
{{standard_is:36}} {{standard}}
{{scope_is:36}} {{scope}}
{{offices_are:36}} {{offices}}
{{state_is:36}} {{state}}
{{#terms}}
{{term_is}} {{term}}   {{from}} - {{until}}   {{term_state}}
    {{number}}, {{body}}{{record}}
    {{visits_are}}: {{visits}}
{{/terms}}{{^terms}}
{{no_term}}
{{/terms}})";

constexpr std::string_view certificate_html_layout = R"(<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>{{code}}, {{standard}}</title>
<style>
body { font: 11pt/1.4 "Noto Sans", "Noto Sans Devanagari", sans-serif; max-width: 26cm; margin: 1cm auto; }
h1 { font-size: 16pt; margin: 0; }
h2 { font-size: 13pt; margin: 0 0 0.4cm; letter-spacing: 0.05em; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1cm 0.6cm; }
dt { color: #444; }
dd { margin: 0; font-weight: bold; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #000; padding: 0.1cm 0.25cm; text-align: left; vertical-align: top; }
tr { break-inside: avoid; }
@page { size: A4 landscape; margin: 1cm; }
</style>
</head>
<body>
<h1>{{office}}</h1>
<h2>{{heading}}</h2>
<dl>
<dt>{{code_is}}</dt><dd>{{code}}</dd>
<dt>{{standard_is}}</dt><dd>{{standard}}</dd>
<dt>{{scope_is}}</dt><dd>{{scope}}</dd>
<dt>{{offices_are}}</dt><dd>{{offices}}</dd>
<dt>{{state_is}}</dt><dd>{{state}}</dd>
</dl>
<table>
<thead><tr><th>{{term_is}}</th><th>{{from_is}}</th><th>{{until_is}}</th><th>{{number_is}}</th><th>{{body_is}}</th>
<th>{{visits_are}}</th><th>{{term_state_is}}</th></tr></thead>
<tbody>
{{#terms}}<tr><td>{{term}}</td><td>{{from}}</td><td>{{until}}</td><td>{{number}}{{record}}</td><td>{{body}}</td>
<td>{{visits}}</td><td>{{term_state}}</td></tr>
{{/terms}}{{^terms}}<tr><td colspan="7">{{no_term}}</td></tr>
{{/terms}}</tbody>
</table>
</body>
</html>
)";

/// The words of the layouts and of what they are filled with, by name.
const std::map<std::string, Text>& certificate_words() {
    static const std::map<std::string, Text> all{
        {"heading", both("REGISTER OF CERTIFICATES", "प्रमाणपत्र पंजी")},
        {"code_is", both("Certificate", "प्रमाणपत्र")},
        {"standard_is", both("Standard", "मानक")},
        {"scope_is", both("Scope", "कार्यक्षेत्र")},
        {"offices_are", both("Offices in scope", "सम्मिलित कार्यालय")},
        {"state_is", both("As of", "स्थिति दिनांक")},
        {"term_is", both("Term", "अवधि")},
        {"from_is", both("From", "प्रारम्भ")},
        {"until_is", both("Until", "समाप्ति")},
        {"number_is", both("Number", "संख्या")},
        {"body_is", both("Certified by", "प्रमाणन निकाय")},
        {"visits_are", both("Surveillance", "निगरानी")},
        {"term_state_is", both("State", "स्थिति")},
        {"no_term", both("No term is on record.", "कोई अवधि अभिलिखित नहीं है।")},
        {"record_is", both("record", "अभिलेख")},
        {"valid", both("valid", "मान्य")},
        {"not valid", both("NOT VALID", "मान्य नहीं")},
        {"expired", both("expired", "अवधि समाप्त")},
        {"ended", both("ended", "समय से पूर्व समाप्त")},
        {"to come", both("to come", "आगामी")},
        {"held", both("held", "हुआ")},
        {"due", both("due", "देय")},
        {"overdue", both("OVERDUE", "अतिदेय")},
        {"not held", both("not held", "नहीं हुआ")},
        {"none", both("none", "कोई नहीं")},
    };
    return all;
}

/// Fills the layouts in a language.
class Filling {
public:
    Filling(const CertificatePage& page, const std::string& language)
        : page_(page), certificate_(page.certificate), language_(language) {}

    FilledForm form() const {
        FilledForm form;
        form.form = "certificate-page";
        for (const auto& [name, word] : certificate_words())
            form.fields[name] = in_language(word, language_);
        auto& fields = form.fields;
        fields["office"] = in_language(page_.office, language_);
        fields["code"] = certificate_.code;
        fields["standard"] = certificate_.standard;
        fields["scope"] = in_language(certificate_.scope, language_);
        for (const auto& office : certificate_.offices)
            fields["offices"] += (fields["offices"].empty() ? "" : ", ") + office;
        fields["state"] = to_string(page_.on) + ": " + validity();
        form.tables.push_back(terms());
        return form;
    }

private:
    std::string word(const char* name) const { return in_language(certificate_words().at(name), language_); }

    std::string validity() const {
        const auto* term = certificate_.term_on(page_.on);
        if (!term) return word("not valid");
        const std::string until = to_string(term->until);
        return in_language(both(("valid until " + until).c_str(), (until + " तक मान्य").c_str()), language_);
    }

    std::string state_of(const CertificateTerm& term) const {
        if (term.ended_on && *term.ended_on <= page_.on)
            return word("ended") + " " + to_string(*term.ended_on) +
                   (term.end_reason.empty() ? "" : ": " + term.end_reason);
        if (page_.on < term.from) return word("to come");
        return word(term.valid_on(page_.on) ? "valid" : "expired");
    }

    std::string visit_in_words(const CertificateTerm& term, const Surveillance& visit) const {
        const std::string due = to_string(visit.due_on) + " ";
        if (visit.held_on)
            return due + word("held") + " " + to_string(*visit.held_on) +
                   (visit.audit.empty() ? "" : " (" + visit.audit + ")");
        const bool over =
            term.until < page_.on || (term.ended_on && *term.ended_on <= std::max(page_.on, visit.due_on));
        return due + word(over ? "not held" : visit.due_on < page_.on ? "overdue" : "due");
    }

    FilledForm::Table terms() const {
        std::vector<CertificateTerm> by_day = certificate_.terms;
        std::stable_sort(by_day.begin(), by_day.end(),
                         [](const auto& a, const auto& b) { return a.from < b.from; });
        const std::vector<std::string> fields{"term", "from",   "until",  "number",
                                              "body", "record", "visits", "term_state"};
        FilledForm::Table table{"terms", fields, fields, {}};
        for (const auto& term : by_day) {
            std::string visits;
            for (const auto& visit : term.surveillance)
                visits += (visits.empty() ? "" : "; ") + visit_in_words(term, visit);
            table.rows.push_back({std::to_string(term.number), to_string(term.from), to_string(term.until),
                                  term.certificate_no, term.body,
                                  term.record.empty() ? "" : ", " + word("record_is") + " " + term.record,
                                  visits.empty() ? word("none") : visits, state_of(term)});
        }
        return table;
    }

    const CertificatePage& page_;
    const Certificate& certificate_;
    const std::string& language_;
};

} // namespace

std::string certificate_page(const CertificatePage& page, Medium medium, const std::string& language) {
    return laid_out(medium == Medium::html ? certificate_html_layout : certificate_text_layout,
                    Filling(page, language).form(), medium);
}

} // namespace almirah::exchange
