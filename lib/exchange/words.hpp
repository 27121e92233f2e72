// Words of papers, in one language or in all.
#pragma once

#include "almirah/text.hpp"

#include <string>

namespace almirah::exchange {

/// English, and Hindi beside it.
inline Text both(const char* english, const char* hindi) {
    Text text(english);
    text.in["hi"] = hindi;
    return text;
}

/// In one language, or (empty) in all that it has: "Place / स्थान".
inline std::string in_language(const Text& text, const std::string& language) {
    if (!language.empty()) return text.edition(language);
    std::string all = text.text;
    for (const auto& [tag, edition] : text.in)
        if (edition != text.text) all += (all.empty() ? "" : " / ") + edition;
    return all;
}

} // namespace almirah::exchange
