// Rules, triggers and periods in words.
#include "model/phrases.hpp"
#include "model/timeline.hpp"

#include <map>

namespace almirah::model {

namespace {

using Parts = std::vector<std::string>;

/// A word in both languages.
struct Word {
    const char *english, *hindi;
    const char* in(Language language) const { return language == Language::hindi ? hindi : english; }
};

void append_part(Parts& parts, int count, Word one, Word many, Language language) {
    if (count != 0) parts.push_back(std::to_string(count) + " " + (count == 1 ? one : many).in(language));
}

std::string joined(const Parts& parts, Language language) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? Word{" and ", " और "}.in(language) : ", ";
        text += parts[i];
    }
    return text;
}

/// "the later of a and b"; of one, that one.
std::string combined_in_words(const Parts& parts, Combine combine, Language language) {
    if (parts.size() < 2) return joined(parts, language);
    return say(language, combine == Combine::later_of ? Phrase::later_of : Phrase::earlier_of,
               {{"parts", joined(parts, language)}});
}

std::string step_in_words(const Step& step, const Rule& rule, bool first, Language language) {
    if (step.action == Action::keep)
        return say(language, first ? Phrase::keep_permanently : Phrase::then_keep);
    Phrase phrase = step.after.empty() ? Phrase::on_trigger : Phrase::after_trigger;
    if (!first) phrase = step.after.empty() ? Phrase::later_step_at_once : Phrase::later_step;
    return say(language, phrase,
               {{"verb", verb_of(step.action)},
                {"noun", noun_of(step.action, language)},
                {"period", in_words(step.after, language)},
                {"trigger", first ? triggers_in_words(rule, language) : ""}});
}

std::string bound_in_words(Phrase phrase, const std::optional<Bound>& bound, Language language) {
    if (!bound) return {};
    return say(language, phrase,
               {{"period", in_words(bound->after, language)}, {"trigger", in_words(bound->from, language)}});
}

std::string name_in_words(const Trigger& trigger, Language language) {
    switch (trigger.kind) {
    case TriggerKind::created:
        return Word{"creation", "सृजन"}.in(language);
    case TriggerKind::filed:
        return Word{"filing", "दाखिले"}.in(language);
    case TriggerKind::opened:
        return Word{"opening", "आरंभ"}.in(language);
    case TriggerKind::closed:
        return Word{"closing", "समापन"}.in(language);
    case TriggerKind::cut_off:
        return Word{"cut-off", "कट-ऑफ"}.in(language);
    case TriggerKind::last_action:
        return Word{"the last action", "अंतिम कार्यवाही"}.in(language);
    case TriggerKind::superseded:
        return Word{"supersession", "अधिक्रमण"}.in(language);
    case TriggerKind::obsolete:
        return Word{"obsolescence", "अप्रचलन"}.in(language);
    case TriggerKind::event:
        return say(language, Phrase::event_named, {{"name", trigger.name}});
    case TriggerKind::date_property:
        return say(language, Phrase::date_named, {{"name", trigger.name}});
    case TriggerKind::next_inspection:
        return Word{"the next inspection", "अगले निरीक्षण"}.in(language);
    }
    return "";
}

} // namespace

const char* verb_of(Action action) {
    switch (action) {
    case Action::keep:
        return "keep";
    case Action::review:
        return "review";
    case Action::transfer:
        return "transfer";
    case Action::destroy:
        return "destroy";
    }
    return "";
}

const char* noun_of(Action action, Language language) {
    switch (action) {
    case Action::keep:
        return Word{"keeping", "स्थायी रखना"}.in(language);
    case Action::review:
        return Word{"review", "पुनरीक्षण"}.in(language);
    case Action::transfer:
        return Word{"transfer", "अंतरण"}.in(language);
    case Action::destroy:
        return Word{"destruction", "विनष्टीकरण"}.in(language);
    }
    return "";
}

std::string cutoff_in_words(const Rule& rule, Language language) {
    switch (rule.cutoff) {
    case Cutoff::none:
        return Word{"day", "दिन"}.in(language);
    case Cutoff::month:
        return Word{"month", "माह"}.in(language);
    case Cutoff::quarter:
        return Word{"quarter", "तिमाही"}.in(language);
    case Cutoff::calendar_year:
        return Word{"calendar year", "कैलेंडर वर्ष"}.in(language);
    case Cutoff::financial_year:
        break;
    }
    if (!rule.year_start_month) return Word{"financial year", "वित्तीय वर्ष"}.in(language);
    return say(language, Phrase::year_from, {{"month", month_in_words(*rule.year_start_month, language)}});
}

const char* month_in_words(int month, Language language) {
    static constexpr Word names[] = {{"January", "जनवरी"}, {"February", "फ़रवरी"}, {"March", "मार्च"},
                                     {"April", "अप्रैल"},    {"May", "मई"},         {"June", "जून"},
                                     {"July", "जुलाई"},     {"August", "अगस्त"},    {"September", "सितंबर"},
                                     {"October", "अक्तूबर"}, {"November", "नवंबर"},  {"December", "दिसंबर"}};
    return month >= 1 && month <= 12 ? names[month - 1].in(language) : "";
}

std::string in_words(Period period, Language language) {
    Parts parts;
    append_part(parts, period.years, {"year", "वर्ष"}, {"years", "वर्ष"}, language);
    append_part(parts, period.months, {"month", "माह"}, {"months", "माह"}, language);
    append_part(parts, period.days, {"day", "दिन"}, {"days", "दिन"}, language);
    return parts.empty() ? Word{"no time", "शून्य समय"}.in(language) : joined(parts, language);
}

std::string in_words(const Trigger& trigger, Language language) {
    const std::string name = name_in_words(trigger, language);
    if (trigger.offset.empty()) return name;
    return say(language, Phrase::offset_from,
               {{"period", in_words(trigger.offset, language)}, {"trigger", name}});
}

std::string triggers_in_words(const Rule& rule, Language language) {
    const Combine inner = rule.combine == Combine::later_of ? Combine::earlier_of : Combine::later_of;
    Parts parts;
    std::map<int, Parts> groups;
    for (const Trigger& trigger : rule.triggers)
        (trigger.group == 0 ? parts : groups[trigger.group]).push_back(in_words(trigger, language));
    for (const auto& [group, members] : groups)
        parts.push_back(combined_in_words(members, inner, language));
    return combined_in_words(parts, rule.combine, language);
}

std::string describe(const Rule& rule, Language language) {
    switch (rule.state) {
    case RuleState::permanent:
        return say(language, Phrase::keep_permanently);
    case RuleState::descriptive:
        return rule.why.empty() ? say(language, Phrase::no_period)
                                : say(language, Phrase::no_period_because, {{"why", rule.why}});
    case RuleState::retired:
        return say(language, Phrase::withdrawn);
    case RuleState::computable:
        break;
    }
    std::string text;
    for (const Step& step : rule.steps)
        text += step_in_words(step, rule, text.empty(), language);
    if (rule.cutoff != Cutoff::none)
        text += say(language, Phrase::cutoff_end, {{"unit", cutoff_in_words(rule, language)}});
    text += bound_in_words(Phrase::at_least, rule.minimum, language);
    text += bound_in_words(Phrase::at_most, rule.maximum, language);
    if (rule.window_month)
        text += say(language, Phrase::window_only, {{"month", month_in_words(*rule.window_month, language)}});
    if (rule.destroys_open.value_or(false)) text += say(language, Phrase::open_too);
    return text;
}

} // namespace almirah::model
