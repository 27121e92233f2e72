#include "base/name.hpp"

#include "base/fold.hpp"
#include "format/paths.hpp"
#include "fuzz/target.hpp"

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
        hold(!part.empty() && part != "." && part != ".." && !base::fold(part).starts_with(".git"),
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
        hold(format::record_path(text).find("..") == std::string::npos, "an id leads into the register");
    }
    if (const auto id = base::parse_serial_id(text))
        hold(base::to_string(*id) == text, "an id has one spelling");
    if (format::fault_of_name(text).empty()) check_path(text);
    return 0;
}
