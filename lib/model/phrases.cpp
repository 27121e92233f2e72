#include "model/phrases.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace almirah::model {

namespace {

struct Line {
    Phrase phrase;
    const char *english, *hindi;
};

// One line each, so that a translator sees both side by side.
// clang-format off
constexpr std::array<Line, static_cast<std::size_t>(Phrase::count_)> lines{{
    {Phrase::rule, "Rule {rule}: {words}", "नियम {rule}: {words}"},
    {Phrase::several_series, "It is in the series {series}; all their rules must allow it, and the longest decides: that of {decides}", "यह {series} श्रृंखलाओं में है; सभी के नियम पूरे होने चाहिए, और सबसे लंबा निर्णायक है: {decides} का"},
    {Phrase::inherited, "The rule is that of series {series}", "यह नियम श्रृंखला {series} का है"},
    {Phrase::authority, "Authority: {authority}", "प्राधिकार: {authority}"},
    {Phrase::enforced, "The rule is enforced: it may be lengthened, never shortened", "नियम बाध्यकारी है: अवधि बढ़ाई जा सकती है, घटाई नहीं"},
    {Phrase::destroyed, "The record was destroyed; only its entry is kept", "अभिलेख विनष्ट हो चुका है; केवल उसकी प्रविष्टि शेष है"},
    {Phrase::transferred, "The record was transferred", "अभिलेख अंतरित हो चुका है"},
    {Phrase::finished, "Every step of its rule was carried out", "नियम का प्रत्येक चरण पूरा हो चुका है"},
    {Phrase::unscheduled, "Series {series} has no retention rule and inherits none", "श्रृंखला {series} का अपना कोई प्रतिधारण नियम नहीं है और ऊपर से भी कोई नहीं मिलता"},
    {Phrase::permanent, "Rule {rule} keeps it permanently", "नियम {rule} इसे स्थायी रूप से रखता है"},
    {Phrase::retired, "Rule {rule} was withdrawn from the schedule", "नियम {rule} अनुसूची से हटाया जा चुका है"},
    {Phrase::descriptive, "Rule {rule} states no period that can be computed{why}", "नियम {rule} में गणना योग्य अवधि नहीं है{why}"},
    {Phrase::contradictory, "The maximum of rule {rule} ends on {maximum}, before its minimum on {minimum}; the schedule must say which counts", "नियम {rule} की अधिकतम सीमा {maximum} को, न्यूनतम सीमा {minimum} से पहले समाप्त होती है; अनुसूची को बताना होगा कि कौन-सी मान्य है"},
    {Phrase::awaiting_close, "The record is not closed; its period counts from {trigger}", "अभिलेख बंद नहीं हुआ है; उसकी अवधि {trigger} से गिनी जाती है"},
    {Phrase::awaiting_event, "{Trigger} is not recorded; its period counts from it", "{trigger} दर्ज नहीं है; अवधि उसी से गिनी जाती है"},
    {Phrase::date_missing, "{Trigger} is not recorded; its period counts from it", "{trigger} दर्ज नहीं है; अवधि उसी से गिनी जाती है"},
    {Phrase::if_closed, "Closed on {on}, it would be due from {date}", "{on} को बंद हो तो यह {date} से देय होगा"},
    {Phrase::if_event, "With what is missing recorded on {on}, it would be due from {date}", "जो दर्ज नहीं है वह {on} को दर्ज हो तो यह {date} से देय होगा"},
    {Phrase::trigger, "{Trigger}: {date}", "{trigger}: {date}"},
    {Phrase::clock_started, "The clock started on {date} ({trigger})", "अवधि {date} से गिनी गई ({trigger})"},
    {Phrase::clock_started_cutoff, "The clock started on {date} (end of the {unit} of {trigger}, {from})", "अवधि {date} से गिनी गई ({trigger}, {from}, के {unit} का अंत)"},
    {Phrase::minimum, "Not before {date}, which is {period} after {trigger}", "{date} से पहले नहीं, जो {trigger} के {period} बाद है"},
    {Phrase::maximum, "Not after {date}, which is {period} after {trigger}", "{date} के बाद नहीं, जो {trigger} के {period} बाद है"},
    {Phrase::step_done, "{Noun} was carried out on {date}", "{noun} {date} को पूरा हुआ"},
    {Phrase::step_done_by, "{Noun} was carried out on {date} by {disposal}", "{noun} {date} को {disposal} से पूरा हुआ"},
    {Phrase::due, "{Noun} is allowed from {date}", "{noun} {date} से हो सकता है"},
    {Phrase::due_in_window, "{Noun} is allowed from {date}, in {month} of each year", "{noun} {date} से, प्रत्येक वर्ष {month} में, हो सकता है"},
    {Phrase::not_yet_due, "{Noun} is not due before {date}", "{noun} {date} से पहले देय नहीं है"},
    {Phrase::outside_window, "{Noun} takes place in {month} only; the window opens on {date}", "{noun} केवल {month} में होता है; अगला अवसर {date} से है"},
    {Phrase::appraised, "Appraisal {appraisal} allows destruction", "मूल्यांकन {appraisal} विनष्टीकरण की अनुमति देता है"},
    {Phrase::age_unknown, "No date of creation or opening is recorded; a record that may be over {years} years old needs an appraisal reference", "सृजन या खुलने की तिथि दर्ज नहीं है; जो अभिलेख {years} वर्ष से पुराना हो सकता है उसके लिए मूल्यांकन संदर्भ चाहिए"},
    {Phrase::appraisal_needed, "It dates from {date} and is over {years} years old: destruction needs an appraisal reference", "यह {date} का है और {years} वर्ष से पुराना है: विनष्टीकरण के लिए मूल्यांकन संदर्भ चाहिए"},
    {Phrase::clearance_needed, "Destruction needs the event \"{event}\", which is not recorded{why}", "विनष्टीकरण के लिए \"{event}\" की प्रविष्टि चाहिए, जो दर्ज नहीं है{why}"},
    {Phrase::held, "Hold {hold} stands since {date}{why}", "रोक {hold} {date} से लगी है{why}"},
    {Phrase::overridden, "Override {number} sets {date} instead of {rule_date}: {why}; approved by {approval}", "अधिभावी तिथि {number}: {rule_date} के स्थान पर {date}: {why}; {approval} से अनुमोदित"},
    {Phrase::override_waits, "Override {number} would set {date} instead of {rule_date}: {why}; it awaits {approval}", "अधिभावी तिथि {number}: {rule_date} के स्थान पर {date} प्रस्तावित: {why}; {approval} का अनुमोदन शेष"},
    {Phrase::override_void, "Override {number} to {date} does not count: the rule gives another date than the {rule_date} that was set aside", "अधिभावी तिथि {number} ({date}) मान्य नहीं: नियम अब {rule_date} नहीं देता, जिसके स्थान पर वह थी"},
    {Phrase::override_enforced, "Override {number} to {date} does not count: an enforced rule is not shortened", "अधिभावी तिथि {number} ({date}) मान्य नहीं: बाध्यकारी नियम की अवधि घटाई नहीं जाती"},
    {Phrase::open, "The record is open; its period does not wait for closing", "अभिलेख खुला है; उसकी अवधि बंद होने की प्रतीक्षा नहीं करती"},
    {Phrase::open_record, "Its rule destroys closed records only; close it first", "नियम केवल बंद अभिलेखों के विनष्टीकरण की अनुमति देता है; पहले इसे बंद करें"},
    {Phrase::vital_review, "It is a vital record, to be looked at again by {date}", "यह महत्वपूर्ण अभिलेख है; अगला अवलोकन {date} तक"},
    {Phrase::vital_overdue, "It is a vital record, and was to be looked at again by {date}", "यह महत्वपूर्ण अभिलेख है; इसका अवलोकन {date} तक होना था"},
    {Phrase::after_trigger, "{verb} {period} after {trigger}", "{trigger} के {period} बाद {noun}"},
    {Phrase::on_trigger, "{verb} on {trigger}", "{trigger} पर {noun}"},
    {Phrase::later_step, ", then {verb} {period} later", ", फिर {period} बाद {noun}"},
    {Phrase::later_step_at_once, ", then {verb} at once", ", फिर तुरंत {noun}"},
    {Phrase::keep_permanently, "keep permanently", "स्थायी रूप से रखें"},
    {Phrase::then_keep, ", then keep permanently", ", फिर स्थायी रूप से रखें"},
    {Phrase::cutoff_end, ", counted from the end of the {unit}", ", {unit} के अंत से गिनकर"},
    {Phrase::at_least, ", at least {period} after {trigger}", ", {trigger} के कम से कम {period} बाद"},
    {Phrase::at_most, ", at most {period} after {trigger}", ", {trigger} के अधिक से अधिक {period} बाद"},
    {Phrase::window_only, ", in {month} only", ", केवल {month} में"},
    {Phrase::open_too, ", open ones too", ", खुले अभिलेखों सहित"},
    {Phrase::no_period, "no computable period", "गणना योग्य अवधि नहीं"},
    {Phrase::no_period_because, "no computable period ({why})", "गणना योग्य अवधि नहीं ({why})"},
    {Phrase::withdrawn, "withdrawn from the schedule", "अनुसूची से हटाया गया"},
    {Phrase::later_of, "the later of {parts}", "({parts} में से बाद की तिथि)"},
    {Phrase::earlier_of, "the earlier of {parts}", "({parts} में से पहले की तिथि)"},
    {Phrase::offset_from, "{period} after {trigger}", "{trigger} के {period} बाद"},
    {Phrase::event_named, "event '{name}'", "घटना '{name}'"},
    {Phrase::date_named, "date '{name}'", "तिथि '{name}'"},
    {Phrase::date_of, "the date of {trigger}", "{trigger} की तिथि"},
    {Phrase::year_from, "year that begins in {month}", "{month} से आरंभ होने वाले वर्ष"},
}};
// clang-format on

constexpr bool in_order() {
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].phrase != static_cast<Phrase>(i)) return false;
    return true;
}
static_assert(in_order());

constexpr bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

void append_capitalised(std::string& text, const std::string& value) {
    const std::size_t at = text.size();
    text += value;
    if (at < text.size() && text[at] >= 'a' && text[at] <= 'z') text[at] = static_cast<char>(text[at] - 32);
}

} // namespace

std::string say(Language language, Phrase phrase,
                std::initializer_list<std::pair<const char*, std::string>> gaps) {
    const Line& line = lines[static_cast<std::size_t>(phrase)];
    const std::string_view form = language == Language::hindi ? line.hindi : line.english;
    std::string text;
    for (std::size_t at = 0; at < form.size();) {
        const std::size_t open = std::min(form.find('{', at), form.size());
        text += form.substr(at, open - at);
        if (open == form.size()) break;
        const std::size_t close = form.find('}', open);
        std::string name(form.substr(open + 1, close - open - 1));
        const bool capital = is_capital(name[0]);
        if (capital) name[0] = static_cast<char>(name[0] + 32);
        for (const auto& [key, value] : gaps)
            if (name == key) capital ? append_capitalised(text, value) : void(text += value);
        at = close + 1;
    }
    return text;
}

} // namespace almirah::model
