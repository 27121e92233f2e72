// Patterns and templates of mapping profiles (docs/schedules.md).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::exchange {

/// Gives a named value of the row: a column, or what the profile says of it.
using ValueOf = std::function<std::string(const std::string& name)>;

/// A text with names between braces, taken apart. Throws invalid_argument on braces that do not pair.
struct Braced {
    explicit Braced(const std::string& text);
    std::vector<std::string> literals; ///< One more than names.
    std::vector<std::string> names;
};

/// A text with gaps: "{any}" is any text; "{years}" and other names are the row's own value of that name,
/// which must not be empty. Letters compare without case, runs of white space as one space.
class Pattern {
public:
    explicit Pattern(const std::string& text);
    /// The names in it, without "any".
    std::vector<std::string> names() const;
    /// `text`: as one_line() and lower() make it. Takes time in proportion to both lengths.
    bool matches(std::string_view text, const ValueOf& value) const;

private:
    Braced parts_;
};

/// "VA-{schedule_id}-{series_id}": a text with the row's values in it.
class Template {
public:
    explicit Template(const std::string& text) : parts_(text) {}
    const std::vector<std::string>& names() const { return parts_.names; }
    /// The filled text; "" when one of its values is empty.
    std::string fill(const ValueOf& value) const;

private:
    Braced parts_;
};

} // namespace almirah::exchange
