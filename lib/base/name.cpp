// Names of things and numbered ids.
#include "base/name.hpp"

#include <algorithm>

namespace almirah::base {

namespace {

constexpr std::size_t longest_code = 40;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_joint(char c) {
    return c == '.' || c == '-';
}

std::string padded(unsigned number, std::size_t width) {
    std::string text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

/// A number of up to nine digits; nothing for other text.
std::optional<unsigned> number_of(std::string_view text) {
    if (text.empty() || text.size() > 9 || !std::all_of(text.begin(), text.end(), is_digit))
        return std::nullopt;
    unsigned value = 0;
    for (char c : text)
        value = value * 10 + static_cast<unsigned>(c - '0');
    return value;
}

} // namespace

bool is_code(std::string_view text) {
    if (text.empty() || text.size() > longest_code || is_joint(text.front())) return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_capital(c) || is_digit(c) || is_joint(c); });
}

bool is_login(std::string_view text) {
    if (text.empty() || text.size() > longest_code || !is_small(text.front())) return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_small(c) || is_digit(c) || is_joint(c); });
}

bool is_place_code(std::string_view text) {
    for (std::size_t slash = text.find('/'); slash != std::string_view::npos; slash = text.find('/')) {
        if (!is_code(text.substr(0, slash))) return false;
        text.remove_prefix(slash + 1);
    }
    return is_code(text);
}

std::optional<RecordId> parse_record_id(std::string_view id) {
    const std::size_t first = id.find('/');
    const std::size_t second = first == std::string_view::npos ? first : id.find('/', first + 1);
    if (second == std::string_view::npos || second != first + 5) return std::nullopt;
    const auto year = number_of(id.substr(first + 1, 4));
    const auto number = number_of(id.substr(second + 1));
    if (!is_code(id.substr(0, first)) || !year || !number) return std::nullopt;
    RecordId parsed{std::string(id.substr(0, first)), static_cast<int>(*year), *number};
    return to_string(parsed) == id ? std::optional{parsed} : std::nullopt;
}

std::string to_string(const RecordId& id) {
    return id.series + "/" + padded(static_cast<unsigned>(id.year), 4) + "/" + padded(id.number, 6);
}

std::optional<SerialId> parse_serial_id(std::string_view id) {
    if (id.size() < 11 || id[1] != '-' || id[6] != '-') return std::nullopt;
    const auto year = number_of(id.substr(2, 4));
    const auto number = number_of(id.substr(7));
    if (std::string_view("ADFGHU").find(id[0]) == std::string_view::npos || !year || !number)
        return std::nullopt;
    const SerialId parsed{id[0], static_cast<int>(*year), *number};
    return to_string(parsed) == id ? std::optional{parsed} : std::nullopt;
}

std::string to_string(const SerialId& id) {
    return std::string(1, id.kind) + "-" + padded(static_cast<unsigned>(id.year), 4) + "-" +
           padded(id.number, 4);
}

} // namespace almirah::base
