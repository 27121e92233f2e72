#include "exchange/pattern.hpp"

#include "almirah/error.hpp"
#include "exchange/columns.hpp"

#include <algorithm>

namespace almirah::exchange {

Braced::Braced(const std::string& text) {
    std::size_t at = 0;
    while (true) {
        const std::size_t open = text.find('{', at);
        literals.push_back(text.substr(at, open == std::string::npos ? open : open - at));
        if (literals.back().find('}') != std::string::npos)
            throw Error(Code::invalid_argument, "'" + text + "': a '}' closes nothing; expected {NAME}");
        if (open == std::string::npos) return;
        const std::size_t close = text.find('}', open);
        if (close == std::string::npos)
            throw Error(Code::invalid_argument, "'" + text + "': a '{' is not closed; expected {NAME}");
        names.push_back(text.substr(open + 1, close - open - 1));
        at = close + 1;
    }
}

namespace {

/// White space as one_line() has it, but kept at both ends, where a gap begins.
std::string compared(const std::string& literal) {
    std::string text = one_line("|" + literal + "|");
    return lower(text.substr(1, text.size() - 2));
}

} // namespace

Pattern::Pattern(const std::string& text) : parts_(one_line(text)) {
    for (std::string& literal : parts_.literals)
        literal = compared(literal);
}

std::vector<std::string> Pattern::names() const {
    std::vector<std::string> names;
    std::copy_if(parts_.names.begin(), parts_.names.end(), std::back_inserter(names),
                 [](const std::string& name) { return name != "any"; });
    return names;
}

bool Pattern::matches(std::string_view text, const ValueOf& value) const {
    // Fixed runs between the gaps: what stands before the first, between, and after the last {any}.
    std::vector<std::string> runs{parts_.literals[0]};
    for (std::size_t i = 0; i < parts_.names.size(); ++i) {
        if (parts_.names[i] == "any") {
            runs.push_back(parts_.literals[i + 1]);
            continue;
        }
        const std::string own = lower(one_line(value(parts_.names[i])));
        if (own.empty()) return false;
        runs.back() += own + parts_.literals[i + 1];
    }
    if (runs.size() == 1) return text == runs[0];
    if (text.substr(0, runs[0].size()) != runs[0]) return false;
    text.remove_prefix(runs[0].size());
    // The leftmost place is always good enough for a run that another gap follows.
    for (std::size_t i = 1; i + 1 < runs.size(); ++i) {
        const std::size_t found = text.find(runs[i]);
        if (found == std::string_view::npos) return false;
        text.remove_prefix(found + runs[i].size());
    }
    const std::string& last = runs.back();
    return text.size() >= last.size() && text.substr(text.size() - last.size()) == last;
}

std::string Template::fill(const ValueOf& value) const {
    std::string text = parts_.literals[0];
    for (std::size_t i = 0; i < parts_.names.size(); ++i) {
        const std::string own = one_line(value(parts_.names[i]));
        if (own.empty()) return {};
        text += own + parts_.literals[i + 1];
    }
    return text;
}

} // namespace almirah::exchange
