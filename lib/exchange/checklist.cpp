#include "exchange/checklist.hpp"

#include "almirah/error.hpp"
#include "exchange/audit_tables.hpp"
#include "exchange/shipped_checklists.hpp"
#include "exchange/words.hpp"
#include "format/json.hpp"

#include <set>
#include <string_view>

namespace almirah::exchange {

namespace {

[[noreturn]] void unusable(const Checklist& checklist, const std::string& why) {
    throw Error(Code::invalid_argument, "the checklist " + checklist.code + " cannot be used: " + why);
}

/// Columns that hold names out of a fixed list, which are said in words.
const std::set<std::string_view> named{"action",   "active", "behind",  "check",      "closed",
                                       "external", "grade",  "kind",    "open_state", "outcome",
                                       "overdue",  "result", "routes",  "severity",   "signature",
                                       "standing", "state",  "verdict", "vote"};

} // namespace

const std::vector<Checklist>& shipped_checklists() {
    static const std::vector<Checklist> shipped = [] {
        std::vector<Checklist> checklists;
        for (const char* text : shipped_checklist_texts)
            checklists.push_back(format::read_checklist(text, "a checklist of the library"));
        return checklists;
    }();
    return shipped;
}

void check_checklist(const Checklist& checklist) {
    if (checklist.title.text.empty()) unusable(checklist, "it has no title");
    if (checklist.points.empty()) unusable(checklist, "it has no points");
    for (const auto& point : checklist.points) {
        if (point.clause.empty()) unusable(checklist, "a point has no clause");
        if (point.sections.empty()) unusable(checklist, "the point " + point.clause + " names no section");
        for (const auto& section : point.sections)
            if (!audit_table(section))
                unusable(checklist, "the point " + point.clause + " names the section '" + section +
                                        "', and no pack has one; expected one of " + audit_table_names());
    }
}

const Text* Wording::find(const std::string& name) const {
    if (const auto own = checklist_.words.find(name); own != checklist_.words.end()) return &own->second;
    const auto& words = shipped_checklists().front().words;
    const auto shipped = words.find(name);
    return shipped == words.end() ? nullptr : &shipped->second;
}

std::string Wording::operator()(const std::string& name) const {
    const Text* text = find(name);
    return text ? in_language(*text, language_) : name;
}

std::string Wording::text(const Text& text) const {
    return in_language(text, language_);
}

std::string Wording::cell(const std::string& column, const std::string& text) const {
    if (text != withheld && !named.contains(column)) return text;
    const Text* word = find("value." + text);
    return word ? in_language(*word, language_) : text;
}

} // namespace almirah::exchange
