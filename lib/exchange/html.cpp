#include "exchange/html.hpp"

#include "almirah/shown.hpp"

namespace almirah::exchange {

std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : shown_lines(text)) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

std::string html_head(const std::vector<std::string>& titles) {
    std::string out = "<thead><tr>";
    for (const auto& title : titles)
        out += "<th>" + html_text(title) + "</th>";
    return out + "</tr></thead>\n";
}

std::string html_row(const std::vector<std::string>& cells) {
    std::string out = "<tr>";
    for (const auto& cell : cells)
        out += "<td>" + html_text(cell) + "</td>";
    return out + "</tr>\n";
}

} // namespace almirah::exchange
