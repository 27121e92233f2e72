#include "format/entry.hpp"

#include "format/lines.hpp"

#include <charconv>
#include <functional>

namespace almirah::format {

namespace {

void add_trailer(std::string& message, const char* name, const std::string& value) {
    if (!value.empty()) message += std::string(name) + ": " + one_line(value) + "\n";
}

std::string_view last_paragraph(std::string_view message) {
    while (message.ends_with('\n'))
        message.remove_suffix(1);
    const std::size_t gap = message.rfind("\n\n");
    return gap == std::string_view::npos ? std::string_view() : message.substr(gap + 2);
}

using EachTrailer = std::function<void(std::string_view name, std::string_view value)>;

void each_trailer(std::string_view message, const EachTrailer& each) {
    std::string_view rest = last_paragraph(message);
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos) each(line.substr(0, colon), line.substr(colon + 2));
    }
}

} // namespace

std::string encode_message(const Entry& entry, const Marks& marks) {
    std::string message = one_line(entry.summary) + "\n\n";
    add_trailer(message, "Reason", entry.reason);
    add_trailer(message, "Operation", entry.operation);
    add_trailer(message, "By", entry.by);
    for (const auto& subject : entry.subjects)
        add_trailer(message, "Subject", subject);
    if (marks.rows > 0) add_trailer(message, "Rows", std::to_string(marks.rows));
    if (marks.refused > 0)
        add_trailer(message, "Refused", std::to_string(marks.refused) + " " + marks.refused_head);
    return message;
}

Marks marks_of(std::string_view message) {
    Marks marks;
    const auto number = [](std::string_view text, auto& value) {
        return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc();
    };
    each_trailer(message, [&](std::string_view name, std::string_view value) {
        if (name == "Rows") (void)number(value, marks.rows);
        if (name != "Refused") return;
        const std::size_t blank = value.find(' ');
        if (blank == std::string_view::npos || !number(value.substr(0, blank), marks.refused)) return;
        marks.refused_head = value.substr(blank + 1);
    });
    return marks;
}

Entry decode_message(std::string_view message) {
    Entry entry;
    entry.operation = "foreign";
    entry.summary = message.substr(0, message.find('\n'));
    each_trailer(message, [&](std::string_view name, std::string_view value) {
        if (name == "Reason") entry.reason = value;
        if (name == "Operation") entry.operation = value;
        if (name == "By") entry.by = value;
        if (name == "Subject") entry.subjects.emplace_back(value);
    });
    return entry;
}

std::string trailer(std::string_view message, std::string_view wanted) {
    std::string found;
    each_trailer(message, [&](std::string_view name, std::string_view value) {
        if (name == wanted) found = value;
    });
    return found;
}

} // namespace almirah::format
