// Names of files in a bag: which are refused, and how ours are made fit for every file system.
#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "exchange/bag_text.hpp"
#include "exchange/columns.hpp"

#include <algorithm>
#include <array>

namespace almirah::exchange {

namespace {

constexpr std::size_t longest_part_bytes = 255;

/// The parts between '/' and '\\', since some systems take both for a separator.
template <class Each>
void parts_of(std::string_view path, Each each) {
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find_first_of("/\\", start), path.size());
        each(path.substr(start, end - start));
        start = end + 1;
    }
}

/// Names that Windows keeps for devices, with any ending: "nul", "COM1.txt".
bool is_device(std::string_view part) {
    std::string stem = lower(std::string(part.substr(0, part.find('.'))));
    while (!stem.empty() && stem.back() == ' ')
        stem.pop_back();
    constexpr std::array<std::string_view, 4> devices{"con", "prn", "aux", "nul"};
    if (std::find(devices.begin(), devices.end(), stem) != devices.end()) return true;
    return stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) && stem[3] >= '0' &&
           stem[3] <= '9';
}

bool is_drive(std::string_view path) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return path.size() >= 2 && letter(path[0]) && path[1] == ':';
}

} // namespace

std::string fault_of_bag_path(std::string_view path) {
    if (path.empty()) return "the name is empty";
    if (!base::is_utf8(path)) return "the name is not UTF-8";
    if (path.find('\0') != std::string_view::npos) return "the name has a NUL byte";
    if (path[0] == '/' || path[0] == '\\') return "the name is absolute";
    if (path[0] == '~') return "the name begins with '~', which some programs take for a home folder";
    std::string fault;
    parts_of(path, [&](std::string_view part) {
        if (part == "..") fault = "the name leads out of the bag by '..'";
        if (part.empty() || part == ".") fault = "a part of the name is empty or '.'";
        if (is_drive(part)) fault = "the name has a drive letter";
        if (is_device(part)) fault = "a part of the name is that of a device (CON, NUL, COM1, …)";
        if (part.size() > longest_part_bytes) fault = "a part of the name is over 255 bytes long";
    });
    return fault;
}

std::string portable_name(std::string_view name) {
    std::string safe;
    for (const char c : name) {
        const bool refused = static_cast<unsigned char>(c) < 0x20 || c == 0x7f ||
                             std::string_view("\\:*?\"<>|").find(c) != std::string_view::npos;
        safe += refused ? '_' : c;
    }
    if (!safe.empty() && (safe.back() == '.' || safe.back() == ' ')) safe.back() = '_';
    if (!safe.empty() && safe.front() == '~') safe.front() = '_';
    if (is_device(safe)) safe.insert(std::min(safe.find('.'), safe.size()), "_");
    return safe;
}

} // namespace almirah::exchange
