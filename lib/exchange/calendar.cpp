#include "exchange/calendar.hpp"

#include "almirah/shown.hpp"

#include <algorithm>

namespace almirah::exchange {

namespace {

constexpr std::size_t longest_line = 75; // octets, without the line's end

/// RFC 5545, 3.3.11. Control characters may not stand in a text.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : shown_lines(text)) {
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (c != '\r')
            out += c == '\t' ? ' ' : c;
    }
    return out;
}

bool begins_character(char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

/// RFC 5545, 3.1: what goes on begins with a space.
void add_line(std::string& out, std::string_view line) {
    std::size_t room = longest_line;
    while (line.size() > room) {
        std::size_t cut = room;
        while (cut > 0 && !begins_character(line[cut]))
            --cut;
        out += std::string(line.substr(0, cut)) + "\r\n ";
        line.remove_prefix(cut);
        room = longest_line - 1;
    }
    out += std::string(line) + "\r\n";
}

/// 20260504
std::string basic_form(Date date) {
    std::string text = to_string(date);
    std::erase(text, '-');
    return text;
}

/// 20260504T101500Z
std::string basic_form(Instant instant) {
    std::string text = to_string(instant);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

} // namespace

std::string calendar_text(const std::string& name, const std::vector<CalendarDay>& days, Instant stamp) {
    std::string out;
    add_line(out, "BEGIN:VCALENDAR");
    add_line(out, "VERSION:2.0");
    add_line(out, "PRODID:-//Almirah//Almirah//EN");
    add_line(out, "X-WR-CALNAME:" + escaped(name));
    for (const auto& day : days) {
        add_line(out, "BEGIN:VEVENT");
        add_line(out, "UID:" + escaped(day.uid));
        add_line(out, "DTSTAMP:" + basic_form(stamp));
        add_line(out, "DTSTART;VALUE=DATE:" + basic_form(day.on));
        add_line(out, "SUMMARY:" + escaped(day.summary));
        add_line(out, "TRANSP:TRANSPARENT");
        add_line(out, "END:VEVENT");
    }
    add_line(out, "END:VCALENDAR");
    return out;
}

} // namespace almirah::exchange
