// A problem in one line.
#include "almirah/problem.hpp"

namespace almirah {

namespace {

constexpr std::size_t shown_value_bytes = 80;

/// A value as it may stand in one line: control characters as spaces, long ones cut between characters.
std::string shown(const std::string& value) {
    std::size_t size = value.size();
    if (size > shown_value_bytes) {
        size = shown_value_bytes;
        while (size > 0 && (static_cast<unsigned char>(value[size]) & 0xC0) == 0x80)
            --size;
    }
    std::string line = value.substr(0, size);
    for (char& c : line) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    }
    return size < value.size() ? line + "…" : line;
}

} // namespace

std::string to_string(const Problem& problem) {
    std::string text = problem.file;
    if (problem.line > 0) text += (text.empty() ? "line " : ":") + std::to_string(problem.line);
    if (!text.empty()) text += ": ";
    if (!problem.column.empty()) text += "column " + shown(problem.column) + ": ";
    if (!problem.value.empty()) text += "'" + shown(problem.value) + "': ";
    return text + problem.message;
}

} // namespace almirah
