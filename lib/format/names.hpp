// The permanent names of the enumerations, one table each.
#pragma once

#include <cstring>
#include <optional>
#include <string_view>

namespace almirah::format {

template <class Enum>
struct Name {
    Enum value;
    const char* name;
};

/// The table of an enumeration; specialised in names.cpp's header part below.
template <class Enum>
struct Names;

template <class Enum>
const char* lookup_name(Enum value) {
    for (const auto& entry : Names<Enum>::table)
        if (entry.value == value) return entry.name;
    return "?";
}

template <class Enum>
std::optional<Enum> lookup_value(std::string_view name) {
    for (const auto& entry : Names<Enum>::table)
        if (name == entry.name) return entry.value;
    return std::nullopt;
}

} // namespace almirah::format
