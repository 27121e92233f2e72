#include "exchange/table.hpp"

#include "almirah/error.hpp"
#include "base/charset.hpp"
#include "base/fold.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>

namespace almirah::exchange {

namespace {

struct Unseen {
    std::string_view bytes;
    const char* name;
    bool spells; ///< Part of the spelling of some words; only at the ends of a cell it is none.
};

/// Unicode, general categories Zs and Cf, as word processors leave them in cells.
constexpr std::array<Unseen, 8> unseen_characters{{{"\xC2\xA0", "U+00A0 NO-BREAK SPACE", false},
                                                   {"\xE2\x80\x8B", "U+200B ZERO WIDTH SPACE", false},
                                                   {"\xE2\x80\x8C", "U+200C ZERO WIDTH NON-JOINER", true},
                                                   {"\xE2\x80\x8D", "U+200D ZERO WIDTH JOINER", true},
                                                   {"\xE2\x80\x8E", "U+200E LEFT-TO-RIGHT MARK", false},
                                                   {"\xE2\x80\x8F", "U+200F RIGHT-TO-LEFT MARK", false},
                                                   {"\xE2\x81\xA0", "U+2060 WORD JOINER", false},
                                                   {"\xEF\xBB\xBF", "U+FEFF BYTE ORDER MARK", false}}};

std::string_view without_unseen_ends(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        for (const Unseen& each : unseen_characters) {
            if (text.starts_with(each.bytes)) text.remove_prefix(each.bytes.size()), again = true;
            if (text.ends_with(each.bytes)) text.remove_suffix(each.bytes.size()), again = true;
        }
        while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
            text.remove_prefix(1), again = true;
        while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
            text.remove_suffix(1), again = true;
    }
    return text;
}

/// What kind of file it is, where its first bytes tell that it is no table; else "".
std::string other_kind_of(std::string_view bytes) {
    if (bytes.starts_with("%PDF")) return "the file is a PDF; ask for the list as CSV";
    if (bytes.starts_with("PK\x03\x04"))
        return "the file is a spreadsheet or an archive; save the sheet as CSV UTF-8";
    if (bytes.starts_with("\xD0\xCF\x11\xE0")) return "the file is an old spreadsheet; save it as CSV UTF-8";
    return {};
}

/// The first byte that begins no character of UTF-8, with its line.
std::string not_utf8(std::string_view bytes) {
    std::size_t line = 1;
    for (const unsigned char *at = base::begin_of(bytes), *end = base::end_of(bytes); at != end;) {
        const std::size_t size = base::sequence_length(at, end);
        if (size == 0) {
            constexpr const char* digits = "0123456789ABCDEF";
            return "line " + std::to_string(line) + " has the byte " + digits[*at >> 4] + digits[*at & 15] +
                   ", which is not UTF-8; say how the file is written, such as --encoding windows-1252";
        }
        line += *at == '\n';
        at += size;
    }
    return {};
}

/// The file as UTF-8, or why it is none in `fault`.
std::string text_of(std::string_view bytes, const std::string& encoding, std::string& fault) {
    if (fault = other_kind_of(bytes); !fault.empty()) return {};
    const bool little = bytes.starts_with("\xFF\xFE");
    const bool big = bytes.starts_with("\xFE\xFF");
    try {
        if (little || big) return base::to_utf8(bytes.substr(2), little ? "UTF-16LE" : "UTF-16BE");
        if (!encoding.empty()) return base::to_utf8(bytes, encoding);
    } catch (const Error& error) {
        fault = error.what();
        return {};
    }
    fault = bytes.find('\0') == std::string_view::npos ? not_utf8(bytes) : "";
    return std::string(bytes);
}

/// The delimiter that a first line `sep=;` names.
std::optional<char> named_delimiter(std::string_view text) {
    if (!text.starts_with("sep=") || text.size() < 6 || (text[5] != '\r' && text[5] != '\n'))
        return std::nullopt;
    return text[4];
}

struct Layout {
    CsvLayout csv;
    std::size_t known = 0; ///< Cells of the heading that are known.
    std::size_t cells = 0;
};

/// Where the headings stand if the delimiter is this: the first row of which at least half is known.
Layout layout_with(char delimiter, std::size_t passed_over, std::string_view text, const KnownIn& known) {
    constexpr std::size_t rows_looked_at = 30;
    const auto rows = first_csv_rows(text, delimiter, rows_looked_at);
    Layout layout{{delimiter, passed_over}, 0, 0};
    for (std::size_t i = passed_over; i < rows.size(); ++i) {
        const auto& cells = rows[i];
        const auto filled = static_cast<std::size_t>(
            std::count_if(cells.begin(), cells.end(), [](const auto& cell) { return !cell.empty(); }));
        if (i == passed_over) layout.cells = filled;
        const std::size_t found = known(cells);
        if (found == 0 || found * 2 < filled) continue;
        return {{delimiter, i}, found, filled};
    }
    return layout;
}

CsvLayout layout_of(std::string_view text, const KnownIn& known) {
    if (const auto named = named_delimiter(text)) return layout_with(*named, 1, text, known).csv;
    Layout best = layout_with(',', 0, text, known);
    for (const char delimiter : {';', '\t'}) {
        const Layout other = layout_with(delimiter, 0, text, known);
        if (std::pair(other.known, other.cells) > std::pair(best.known, best.cells)) best = other;
    }
    return best.csv;
}

} // namespace

KnownIn known_of(const ColumnSet& set) {
    return [set](const std::vector<std::string>& cells) {
        return static_cast<std::size_t>(
            std::count_if(cells.begin(), cells.end(), [&](const std::string& cell) {
                return is_known_head(std::string(without_unseen_ends(cell)), set);
            }));
    };
}

Csv read_table(const std::string& file, std::string_view bytes, const std::string& encoding,
               const KnownIn& known) {
    std::string fault;
    const std::string whole = text_of(bytes, encoding, fault);
    if (!fault.empty()) return {{}, {}, {{file, 0, "", "", fault}}};
    const std::string_view text = base::without_marks(whole);
    Csv csv = parse_csv(file, text, layout_of(text, known));
    for (std::string& head : csv.heads)
        head = without_unseen_ends(head);
    for (CsvRow& row : csv.rows)
        for (std::string& cell : row.cells)
            cell = without_unseen_ends(cell);
    return csv;
}

std::string unseen_in(std::string_view text) {
    for (const Unseen& each : unseen_characters)
        if (!each.spells && text.find(each.bytes) != std::string_view::npos) return each.name;
    return {};
}

} // namespace almirah::exchange
