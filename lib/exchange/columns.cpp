#include "exchange/columns.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

namespace almirah::exchange {

namespace {

constexpr std::size_t longest_compared = 64;

/// Levenshtein's distance of the beginnings; headings are short, and hostile ones need no exact answer.
std::size_t distance(std::string_view a, std::string_view b) {
    a = a.substr(0, longest_compared);
    b = b.substr(0, longest_compared);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row[b.size()];
}

std::string compared_head(const std::string& head) {
    const std::size_t colon = std::min(head.find(':'), head.size());
    std::string text = lower(one_line(head.substr(0, colon)));
    std::replace(text.begin(), text.end(), ' ', '_');
    return text + (colon < head.size() ? ":" + one_line(head.substr(colon + 1)) : "");
}

bool is_known(const std::string& head, const ColumnSet& set) {
    if (std::find(set.names.begin(), set.names.end(), head) != set.names.end()) return true;
    return std::any_of(set.prefixes.begin(), set.prefixes.end(), [&](const std::string& prefix) {
        return head.size() > prefix.size() && head.compare(0, prefix.size(), prefix) == 0;
    });
}

std::vector<std::string> all_names(const ColumnSet& set) {
    std::vector<std::string> all = set.names;
    for (const std::string& prefix : set.prefixes)
        all.push_back(prefix + (prefix.back() == ':' ? "NAME" : "XX"));
    return all;
}

} // namespace

std::string one_line(std::string_view text) {
    std::string line;
    for (char c : text) {
        const bool space = static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
        if (!space) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        std::string part = one_line(text.substr(begin, end - begin));
        if (!part.empty()) parts.push_back(std::move(part));
        begin = end + 1;
    }
    return parts;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

std::string nearest(const std::string& name, const std::vector<std::string>& candidates) {
    const std::size_t slips = (name.size() + 2) / 3;
    std::size_t least = slips + 1;
    std::string near;
    for (const std::string& candidate : candidates) {
        const std::size_t far = distance(lower(name), lower(candidate));
        if (far >= least) continue;
        least = far;
        near = candidate;
    }
    return near.empty() ? "" : "; the nearest is '" + near + "'";
}

bool is_known_head(const std::string& cell, const ColumnSet& set) {
    return !cell.empty() && is_known(compared_head(cell), set);
}

void require_heads(const std::vector<std::string>& heads, const Csv& csv, const std::string& file,
                   const std::vector<std::string>& required, std::vector<Problem>& problems) {
    if (heads.empty() && !csv.heads.empty()) return;
    for (const std::string& name : required)
        if (std::find(heads.begin(), heads.end(), name) == heads.end())
            problems.push_back(
                {file, csv.heads_line, name, "", "the column is missing; expected it in the headings"});
}

std::vector<std::string> known_heads(const Csv& csv, const std::string& file, const ColumnSet& set,
                                     std::vector<Problem>& problems) {
    std::vector<std::string> heads;
    std::set<std::string> seen;
    const bool of_something_else =
        csv.heads.size() > 1 && std::none_of(csv.heads.begin(), csv.heads.end(), [&](const auto& head) {
            return is_known_head(head, set) || !nearest(compared_head(head), all_names(set)).empty();
        });
    if (of_something_else) {
        problems.push_back({file, csv.heads_line, "", csv.heads.front(),
                            "no heading is known, so it is a table of something else; expected headings "
                            "such as " +
                                set.names.front() + (set.names.size() > 1 ? ", " + set.names[1] : "")});
        return heads;
    }
    for (const std::string& head : csv.heads) {
        heads.push_back(compared_head(head));
        if (head.empty()) continue; // reported by parse_csv
        if (!is_known(heads.back(), set)) {
            problems.push_back(
                {file, csv.heads_line, head, "", "no such column" + nearest(heads.back(), all_names(set))});
        } else if (!seen.insert(heads.back()).second &&
                   std::count(csv.heads.begin(), csv.heads.end(), head) == 1) {
            problems.push_back({file, csv.heads_line, head, "", "the column stands twice"});
        }
    }
    return heads;
}

} // namespace almirah::exchange
