#include "format/paths.hpp"

#include "almirah/error.hpp"
#include "base/fold.hpp"
#include "base/name.hpp"

#include <cctype>

namespace almirah::format {

namespace {

/// "000123" -> "00/01/23"; an odd number of digits gets a leading zero.
std::string fan_out(unsigned number, std::size_t digits) {
    std::string text = std::to_string(number);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    if (text.size() % 2 != 0) text.insert(0, 1, '0');
    std::string path = text.substr(0, 2);
    for (std::size_t at = 2; at < text.size(); at += 2)
        path += "/" + text.substr(at, 2);
    return path;
}

[[noreturn]] void bad_id(const std::string& id, const char* expected) {
    throw Error(Code::invalid_argument, "'" + id + "' is not an id; expected the form " + expected);
}

std::string record_stem(const std::string& id) {
    const auto parts = base::parse_record_id(id);
    if (!parts) bad_id(id, "SERIES/YEAR/NUMBER, such as LR/2024/000123");
    return "records/" + parts->series + "/" + std::to_string(parts->year) + "/" + fan_out(parts->number, 6);
}

std::string serial_path(const char* folder, char kind, const std::string& id) {
    const auto parts = base::parse_serial_id(id);
    if (!parts || parts->kind != kind) bad_id(id, (std::string(1, kind) + "-YEAR-NUMBER").c_str());
    return std::string(folder) + "/" + std::to_string(parts->year) + "/" + fan_out(parts->number, 4) +
           ".json";
}

/// Code points that some file systems ignore in names, and that git therefore looks through (U+200C and
/// others).
bool ignorable(std::string_view text, std::size_t at, std::size_t& length) {
    for (const char* point : {"\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d",
                              "\u202e", "\u206a", "\u206b", "\u206c", "\u206d", "\u206e", "\u206f", "\ufeff"})
        if (text.compare(at, 3, point) == 0) {
            length = 3;
            return true;
        }
    return false;
}

/// Lower-case ASCII without ignorable code points: how git compares with ".git".
std::string as_git_compares(std::string_view part) {
    std::string plain;
    for (std::size_t at = 0; at < part.size();) {
        std::size_t length = 1;
        if (!ignorable(part, at, length)) plain += char(std::tolower(static_cast<unsigned char>(part[at])));
        at += length;
    }
    return plain;
}

/// How many bytes at the start make git treat a part specially (".git…", "git~1", "gi7eba~1"): its first
/// character.
std::size_t special_start(std::string_view part) {
    const std::string plain = as_git_compares(part);
    std::size_t length = 1;
    (void)ignorable(part, 0, length);
    const bool special =
        plain.starts_with(".git") || (plain.starts_with("gi") && plain.find('~') != std::string::npos);
    return special ? length : 0;
}

/// One path component with '%', '\', what git treats specially and the dot of a last ".parts" (which is how
/// content in parts ends) as %XX.
std::string escaped(std::string_view part) {
    constexpr std::string_view parts = ".parts";
    const std::size_t special = special_start(part);
    const std::size_t dot = part.ends_with(parts) ? part.size() - parts.size() : part.size();
    std::string safe;
    for (std::size_t at = 0; at < part.size(); ++at) {
        const auto byte = static_cast<unsigned char>(part[at]);
        if (byte == '%' || byte == '\\' || at < special || at == dot) {
            constexpr const char* digits = "0123456789ABCDEF";
            safe += {'%', digits[byte >> 4], digits[byte & 15]};
        } else {
            safe += part[at];
        }
    }
    return safe;
}

/// Calls `each` for every component of a path.
template <class Each>
void split(std::string_view name, Each each) {
    for (std::size_t start = 0; start <= name.size();) {
        const std::size_t end = std::min(name.find('/', start), name.size());
        each(name.substr(start, end - start));
        start = end + 1;
    }
}

std::string escaped_path(std::string_view name) {
    std::string path;
    split(name, [&](std::string_view part) { path += (path.empty() ? "" : "/") + escaped(part); });
    return path;
}

} // namespace

std::string person_path(const std::string& login) {
    return "people/" + login + ".json";
}
std::string key_path(const std::string& login, int number) {
    return "keys/" + login + "/" + std::to_string(number) + ".json";
}
std::string role_path(const std::string& code) {
    return "roles/" + code + ".json";
}
std::string route_path(const std::string& code) {
    return "routes/" + code + ".json";
}
std::string desk_path(const std::string& code) {
    return "desks/" + code + ".json";
}
std::string place_path(const std::string& code) {
    return "places/" + code + ".json";
}
std::string form_path(const std::string& code) {
    return "forms/" + code + ".json";
}

std::string checklist_path(const std::string& code) {
    return "checklists/" + code + ".json";
}
std::string document_type_path(const std::string& code) {
    return "document-types/" + code + ".json";
}

std::string series_path(const std::string& code) {
    return "series/" + code + ".json";
}
std::string schedule_path(const std::string& id, int version) {
    return "schedules/" + id + "/" + std::to_string(version) + ".json";
}
std::string record_path(const std::string& id) {
    return record_stem(id) + ".json";
}
std::string document_path(const std::string& number) {
    return "documents/" + number + ".json";
}
std::string hold_path(const std::string& id) {
    return serial_path("holds", 'H', id);
}
std::string disposal_path(const std::string& id) {
    return serial_path("disposals", 'D', id);
}
std::string approval_path(const std::string& id) {
    return serial_path("approvals", 'A', id);
}
std::string delegation_path(const std::string& id) {
    return serial_path("delegations", 'G', id);
}
std::string certificate_path(const std::string& code) {
    return "certificates/" + code + ".json";
}
std::string audit_path(const std::string& id) {
    return serial_path("audits", 'U', id);
}
std::string finding_path(const std::string& id) {
    return serial_path("findings", 'F', id);
}

std::string distribution_path(const std::string& document) {
    return "distribution/" + document + ".json";
}
std::string copies_folder(const std::string& document) {
    return "copies/" + document;
}
std::string copy_path(const std::string& document, int number) {
    return copies_folder(document) + "/" + fan_out(unsigned(number), 4) + ".json";
}
std::string acknowledgement_path(const std::string& document, int revision, const std::string& person) {
    return "acknowledgements/" + document + "/" + std::to_string(revision) + "/" + person + ".json";
}

std::string_view kind_of(std::string_view path) {
    const std::size_t slash = path.find('/');
    if (slash != std::string_view::npos) return path.substr(0, slash);
    return path.ends_with(".json") ? path.substr(0, path.size() - 5) : path;
}

std::string record_folder(const std::string& id) {
    return record_stem(id);
}

std::string record_content_path(const std::string& id, int version, const std::string& name) {
    return record_stem(id) + "/" + std::to_string(version) + "/" + escaped_path(name);
}

std::string document_content_path(const std::string& number, int revision, const std::string& name) {
    return "documents/" + number + "/" + std::to_string(revision) + "/" + escaped_path(name);
}

std::string fault_of_name(std::string_view name) {
    // Room for the suffix ".parts" within the 255 bytes that file systems allow.
    constexpr std::size_t longest_part = 249;
    std::string fault;
    if (name.empty()) return "the name is empty";
    if (!base::is_utf8(name)) return "the name is not UTF-8; rename the file";
    if (name.find('\0') != std::string_view::npos) return "the name has a NUL byte";
    split(name, [&](std::string_view part) {
        if (part.empty() || part == "." || part == "..") fault = "a part of the name is empty, '.' or '..'";
        if (escaped(part).size() > longest_part) fault = "a part of the name is over 249 bytes long";
    });
    return fault;
}

} // namespace almirah::format
