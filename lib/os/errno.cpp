// How the system's errors become ours, and how a path is shown.
#include "almirah/error.hpp"
#include "os/files.hpp"

#include <cerrno>
#include <system_error>

namespace almirah::os {

namespace {

Code code_of(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return Code::not_found;
    case EACCES:
    case EPERM:
    case EROFS:
        return Code::permission;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return Code::no_space;
    case EEXIST:
    case ENOTEMPTY:
        return Code::already_exists;
    case EISDIR:
    case ENAMETOOLONG:
    case ELOOP:
    case ENXIO:
        return Code::invalid_argument;
    default:
        return Code::io;
    }
}

/// What the system says, and what to do about it where that is plain.
std::string in_words(int error) {
    const std::string words = std::generic_category().message(error);
    switch (code_of(error)) {
    case Code::not_found:
        return words + "; check the name";
    case Code::permission:
        return words + "; ask for the right to do this";
    case Code::no_space:
        return words + "; make room and repeat";
    default:
        return words;
    }
}

/// Length of the well-formed UTF-8 sequence at the start of `bytes`; 0 when there is none.
std::size_t sequence(std::string_view bytes) {
    const auto at = [&](std::size_t i) {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
    };
    const unsigned lead = at(0);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : (lead & 0xF0) == 0xE0       ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((at(i) & 0xC0) != 0x80) return 0;
    const bool overlong = (lead == 0xE0 && at(1) < 0xA0) || (lead == 0xF0 && at(1) < 0x90);
    const bool beyond = (lead == 0xED && at(1) >= 0xA0) || (lead == 0xF4 && at(1) >= 0x90);
    return overlong || beyond ? 0 : length;
}

} // namespace

std::string quoted(std::string_view path) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text = "'";
    while (!path.empty()) {
        const auto byte = static_cast<unsigned char>(path[0]);
        const std::size_t length = byte < 0x20 || byte == 0x7F ? 0 : sequence(path);
        if (length == 0) text += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        text += path.substr(0, length);
        path.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return text + "'";
}

void throw_errno(int error, const std::string& doing, const std::string& path) {
    throw Error(code_of(error), doing + " " + quoted(path) + ": " + in_words(error));
}

} // namespace almirah::os
