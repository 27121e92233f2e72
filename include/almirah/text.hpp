// A title in one language or several.
#pragma once

#include <map>
#include <string>

namespace almirah {

/// A text as the office writes it, with editions in other languages where there are any.
struct Text {
    std::string text;                      ///< As written; UTF-8.
    std::map<std::string, std::string> in; ///< By language tag: {"hi", "नामांतरण वाद"}.

    Text() = default;
    Text(std::string plain) : text(std::move(plain)) {} // NOLINT: a plain string is a text
    Text(const char* plain) : text(plain) {}            // NOLINT

    bool operator==(const Text&) const = default;

    /// The edition in `language`, or the text as written.
    const std::string& edition(const std::string& language) const {
        const auto found = in.find(language);
        return found == in.end() ? text : found->second;
    }
};

} // namespace almirah
