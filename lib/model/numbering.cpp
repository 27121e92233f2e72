// Numbers of documents by a pattern.
#include "almirah/error.hpp"
#include "model/document.hpp"

#include <algorithm>
#include <charconv>

namespace almirah::model {

namespace {

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    return text;
}

[[noreturn]] void bad(const std::string& pattern, const std::string& what) {
    throw Error(Code::invalid_argument, "'" + pattern + "' is no pattern of numbers: " + what);
}

std::size_t width_of(const std::string& pattern, std::string_view gap) {
    if (gap == "serial") return 1;
    std::size_t width = 0;
    const auto digits = gap.substr(7); // after "serial:"
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), width);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || width < 1 || width > 9)
        bad(pattern, "the width of {serial:N} is 1 to 9");
    return width;
}

} // namespace

std::string Numbering::number(unsigned serial) const {
    std::string digits = std::to_string(serial);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return before + digits + after;
}

std::optional<unsigned> Numbering::serial(const std::string& number) const {
    if (number.size() <= before.size() + after.size() || !number.starts_with(before) ||
        !number.ends_with(after))
        return std::nullopt;
    unsigned serial = 0;
    const char* const first = number.data() + before.size();
    const char* const last = number.data() + number.size() - after.size();
    const auto read = std::from_chars(first, last, serial);
    const bool made_so = read.ec == std::errc() && read.ptr == last && this->number(serial) == number;
    return made_so && serial > 0 ? std::optional(serial) : std::nullopt;
}

Numbering numbering(const std::string& pattern, const std::string& owner, int year) {
    Numbering made;
    bool serial = false;
    for (std::size_t at = 0; at < pattern.size();) {
        std::string& part = serial ? made.after : made.before;
        if (pattern[at] != '{') {
            part += pattern[at++];
            continue;
        }
        const std::size_t close = pattern.find('}', at);
        if (close == std::string::npos) bad(pattern, "a { has no }");
        const std::string gap = pattern.substr(at + 1, close - at - 1);
        at = close + 1;
        if (gap == "owner") {
            part += upper(owner);
        } else if (gap == "year") {
            part += std::to_string(year);
        } else if (gap == "serial" || gap.starts_with("serial:")) {
            if (serial) bad(pattern, "it has {serial} twice");
            made.width = width_of(pattern, gap);
            serial = true;
        } else {
            bad(pattern, "{" + gap + "} is not known; there are {serial}, {serial:N}, {owner}, {year}");
        }
    }
    if (!serial) bad(pattern, "it has no {serial}");
    return made;
}

} // namespace almirah::model
