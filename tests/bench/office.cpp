#include "bench/office.hpp"

#include <algorithm>
#include <memory>

namespace almirah::bench {

namespace {

/// Records are filed in entries of this many, from the first year to today.
constexpr std::size_t batch = 10000;
constexpr int first_year = 1992;
/// One record of so many is held.
constexpr std::size_t held_of = 1000;

struct Plan {
    const char* code;
    const char* title;
    const char* hindi;
    const char* rule;
    std::size_t hundredths; ///< Of all records.
};

constexpr Plan plans[] = {
    {largest_series, "Mutation case", common_word, "MUT", 20},
    {"LR-KHT", "Khatauni of the village", "खतौनी", "PERM", 8},
    {"LR-APL", "Revenue appeal", "राजस्व अपील", "C-12", 12},
    {"GEN-COR", "Correspondence", "पत्राचार", "C-3", 16},
    {"GEN-CIR", "Circular", "परिपत्र", "C-5", 6},
    {"EST-LV", "Leave case", "अवकाश प्रकरण", "C-5", 10},
    {"EST-PEN", "Pension case", "पेंशन प्रकरण", "C-10", 6},
    {"ACC-CB", "Cash book", "रोकड़ बही", "C-10", 4},
    {"ACC-VCH", "Voucher", "प्रमाणक", "C-3", 10},
    {"LIC-ARM", "Licence", "अनुज्ञप्ति", "VAL", 3},
    {"ELE", "Election papers", "निर्वाचन", "C-1", 3},
    {"MISC", "Papers of no series", "विविध", "", 2},
};

constexpr const char* syllables[] = {"बेल", "राम", "सोन", "कुसुम", "नया", "पुरा", "डोंगर", "खैर",  "महु",   "आम",
                                     "केव", "लोह", "धन",  "चिर", "बड़",  "तुरी", "सर",   "कोट", "पत्थल", "जोक"};
constexpr const char* endings[] = {"पारा", "गांव", "पुर", "डीह", "टोली", "बहार", "नगर", "खुर्द", "कला", "सरा"};
constexpr const char* words[] = {"record",  "note",   "order", "letter",  "village", "revenue", "survey",
                                 "receipt", "report", "map",   "अभिलेख",   "पत्रावली", "आदेश",     "ग्राम",
                                 "तहसील",   "आवेदन",   "दिनांक", "प्रतिवेदन", "नकल",     "सूचना"};

/// Numbers that look drawn at random and are the same on every machine (splitmix64).
class Draw {
public:
    explicit Draw(std::size_t seed) : state_(seed * 0x9E3779B97F4A7C15u) {}
    std::size_t below(std::size_t bound) {
        std::uint64_t x = state_ += 0x9E3779B97F4A7C15u;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
        return std::size_t((x ^ (x >> 31)) % bound);
    }

private:
    std::uint64_t state_;
};

const Plan& plan_of(std::size_t hundredth) {
    const Plan* plan = plans;
    for (; hundredth >= plan->hundredths; ++plan)
        hundredth -= plan->hundredths;
    return *plan;
}

std::string village(Draw& draw) {
    return std::string(syllables[draw.below(std::size(syllables))]) + endings[draw.below(std::size(endings))];
}

Date day_of(int year, Draw& draw) {
    return Date{std::chrono::year{year}, std::chrono::month{unsigned(1 + draw.below(12))},
                std::chrono::day{unsigned(1 + draw.below(28))}};
}

std::string text(std::size_t n, Draw& draw) {
    std::string text = "No. " + std::to_string(n) + ", " + village(draw) + ":";
    for (std::size_t words_left = 20 + draw.below(60); words_left > 0; --words_left)
        text += std::string(" ") + words[draw.below(std::size(words))];
    return text + " " + std::to_string(draw.below(1000000)) + "\n";
}

Rule rule(const char* code, const char* title, TriggerKind trigger, int years, Action action, Cutoff cutoff) {
    Rule made;
    made.code = code;
    made.title = title;
    made.triggers = {{trigger, trigger == TriggerKind::date_property ? "valid-until" : ""}};
    made.cutoff = cutoff;
    made.steps = {{{years, 0, 0}, action}};
    return made;
}

Instant morning_of(Date date) {
    return std::chrono::sys_days{date} + std::chrono::hours{6};
}

/// The year in which the n-th of `all` records is filed.
int year_of(std::size_t n, std::size_t all) {
    const auto years = std::size_t(int(today.year()) - first_year + 1);
    return first_year + int(n * years / std::max<std::size_t>(all, 1));
}

Store found(const std::string& directory, const StoreOptions& options) {
    Founding founding;
    founding.office.code = "BENCH";
    founding.office.name = "Collectorate of the measurements";
    founding.office.policy.quiet_days = 0; // years pass from one batch to the next
    founding.administrator = {
        "asha", "Asha Verma", "asha@example.org", {"administrator", "records-officer"}, true};
    Store store = Store::create(directory, founding, options);
    store.office().add_person({"ravi", "Ravi Shankar", "ravi@example.org", {"approver"}, true});
    store.retention().load(schedule(12));
    return store;
}

} // namespace

StoreOptions options(const std::string& actor) {
    return {.actor = actor, .clock = [] { return morning_of(today); }};
}

ScheduleReading schedule(int mutation_years) {
    using enum TriggerKind;
    ScheduleReading made;
    made.schedule.id = "GEN";
    made.schedule.title = "Retention schedule";
    made.schedule.source = "schedule.csv";
    made.schedule.sha256 = std::string(64, '5');
    auto& rules = made.schedule.rules;
    rules = {
        rule("MUT", "Mutation cases", closed, mutation_years, Action::destroy, Cutoff::calendar_year),
        rule("C-1", "One year", closed, 1, Action::destroy, Cutoff::none),
        rule("C-3", "Three financial years", closed, 3, Action::destroy, Cutoff::financial_year),
        rule("C-5", "Five years, then review", closed, 5, Action::review, Cutoff::calendar_year),
        rule("C-10", "Ten years, then transfer", closed, 10, Action::transfer, Cutoff::calendar_year),
        rule("C-12", "The January after twelve years", closed, 12, Action::destroy, Cutoff::calendar_year),
        rule("VAL", "Two years after validity", date_property, 2, Action::destroy, Cutoff::none),
        rule("PERM", "Kept for ever", closed, 0, Action::keep, Cutoff::none)};
    rules[5].window_month = 1;
    rules[7].state = RuleState::permanent;
    rules[7].triggers.clear();
    rules[7].steps.clear();
    for (const auto& plan : plans) {
        Series series;
        series.code = plan.code;
        series.title = plan.title;
        series.title.in["hi"] = plan.hindi;
        series.rule = plan.rule;
        made.series.push_back(std::move(series));
    }
    made.rows = made.computable = rules.size();
    return made;
}

namespace {

Filing filing_of(std::size_t n, int year) {
    Draw draw(n + 1);
    const Plan& plan = plan_of(n % 100);
    Filing made;
    Record& record = made.record;
    const std::string number = std::to_string(n + 1) + "/" + std::to_string(year);
    const std::string where = village(draw);
    record.series = plan.code;
    record.title = draw.below(2) == 0
                       ? std::string(plan.hindi) + " " + number + ", ग्राम " + where
                       : std::string(plan.title) + " " + number + ", " + plan.hindi + " " + where;
    record.file_no = std::string(plan.code) + "/" + number;
    record.language = draw.below(4) == 0 ? "en" : "hi";
    record.medium = "digital";
    record.opened = day_of(year - 1 - int(draw.below(3)), draw);
    if (draw.below(8) != 0) record.closed = day_of(year - 1, draw);
    if (record.closed && *record.closed < *record.opened) record.closed = record.opened;
    record.parties = {"श्री " + where.substr(0, where.size() / 2 / 3 * 3)};
    if (std::string(plan.rule) == "VAL")
        record.dates["valid-until"] = day_of(year + int(draw.below(10)), draw);
    if (draw.below(20) == 0) record.events.push_back({"decision", *record.opened, ""});
    made.content.push_back({.name = "note.txt", .bytes = text(n, draw)});
    return made;
}

} // namespace

Filing filing(std::size_t n) {
    return filing_of(n, int(today.year()));
}

Store make_office(const std::string& directory, std::size_t records,
                  const std::function<void(std::size_t filed)>& told) {
    const auto now = std::make_shared<Instant>(
        morning_of(Date{std::chrono::year{first_year}, today.month(), today.day()}));
    Store store = found(directory, {.actor = "asha", .clock = [now] { return *now; }});
    Hold hold{.reason = "Suit 12/2024 is pending", .reference = "HC 88/2024", .ordered_by = "High Court"};
    for (std::size_t n = 0; n < records;) {
        const int year = year_of(n, records);
        *now = morning_of(Date{std::chrono::year{year}, today.month(), today.day()});
        std::vector<Filing> filings;
        for (; n < records && filings.size() < batch && year_of(n, records) == year; ++n)
            filings.push_back(filing_of(n, year));
        const auto ids = store.records().file(filings);
        for (std::size_t i = n - ids.size(); i < n; ++i)
            if (i % held_of == 0) hold.records.push_back(ids[i + ids.size() - n]);
        if (told) told(n);
    }
    *now = morning_of(today);
    store.holds().place(hold);
    return store;
}

} // namespace almirah::bench
