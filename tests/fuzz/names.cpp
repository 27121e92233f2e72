#include "base/name.hpp"

#include "base/fold.hpp"
#include "format/paths.hpp"
#include "fuzz/target.hpp"

#include <cctype>

using namespace almirah;
using test::hold;

namespace {

std::string without_escapes(const std::string& path) {
    std::string name;
    for (std::size_t at = 0; at < path.size(); ++at)
        if (path[at] == '%' && at + 2 < path.size()) {
            name += char(std::stoi(path.substr(at + 1, 2), nullptr, 16));
            at += 2;
        } else {
            name += path[at];
        }
    return name;
}

/// Without the code points that git, for the sake of HFS+, does not see: U+200C to F, U+202A to E, U+206A to
/// F, U+FEFF; and in lower case.
std::string as_git_sees(const std::string& part) {
    std::string seen;
    for (std::size_t at = 0; at < part.size(); ++at) {
        const auto byte = [&](std::size_t ahead) {
            return at + ahead < part.size() ? static_cast<unsigned char>(part[at + ahead]) : 0;
        };
        const bool general = byte(0) == 0xe2 && byte(1) == 0x80 &&
                             ((byte(2) >= 0x8c && byte(2) <= 0x8f) || (byte(2) >= 0xaa && byte(2) <= 0xae));
        const bool deprecated = byte(0) == 0xe2 && byte(1) == 0x81 && byte(2) >= 0xaa && byte(2) <= 0xaf;
        const bool mark = byte(0) == 0xef && byte(1) == 0xbb && byte(2) == 0xbf;
        if (general || deprecated || mark)
            at += 2;
        else
            seen += char(std::tolower(byte(0)));
    }
    return seen;
}

void check_path(const std::string& name) {
    const std::string path = format::record_content_path("LR/2024/000001", 1, name);
    const std::string folder = "records/LR/2024/00/00/01/1/";
    hold(path.starts_with(folder), "content stands in its record's folder");
    const std::string rest = path.substr(folder.size());
    hold(without_escapes(rest) == name, "a path tells its name");
    hold(base::is_utf8(rest), "a path is UTF-8");
    for (std::size_t start = 0; start <= rest.size();) {
        const std::size_t end = std::min(rest.find('/', start), rest.size());
        const std::string part = rest.substr(start, end - start);
        hold(!part.empty() && part != "." && part != ".." && !as_git_sees(part).starts_with(".git"),
             "no part of a path is special");
        start = end + 1;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(test::text_of(data, size));
    if (base::is_code(text))
        hold(text.find('/') == std::string::npos && text.front() != '.', "a code is no path");
    (void)base::is_login(text);
    (void)base::is_place_code(text);
    if (const auto id = base::parse_record_id(text)) {
        hold(base::to_string(*id) == text, "an id has one spelling");
        hold(format::record_path(text).find("/../") == std::string::npos, "an id leads into the register");
    }
    if (const auto id = base::parse_serial_id(text))
        hold(base::to_string(*id) == text, "an id has one spelling");
    if (format::fault_of_name(text).empty()) check_path(text);
    return 0;
}
