#include "os/source_file.hpp"

#include <boost/filesystem/operations.hpp>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace almirah::os {

std::string absolute(const std::string& path) {
    auto whole = boost::filesystem::absolute(path).lexically_normal();
    if (whole.filename_is_dot()) whole.remove_filename(); // "scans/" and "scans/." are "scans"
    std::string text = whole.string();
    while (text.size() > 1 && text.back() == '/')
        text.pop_back();
    return text;
}

bool lies_in(const std::string& folder, const std::string& path) {
    boost::system::error_code error;
    const std::string below = boost::filesystem::canonical(folder.empty() ? "." : folder, error).string();
    if (error) return false;
    const std::string real = boost::filesystem::canonical(path, error).string();
    return !error && (below == "/" || real.starts_with(below + "/"));
}

std::string fault_of_file(const std::string& path, std::uint64_t& size_bytes) {
    struct stat status;
    if (::stat(path.c_str(), &status) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return "no such file; check the name, or the folder of files";
        if (errno == EACCES) return "a folder on the way may not be entered; ask for the right to read it";
        return std::string("cannot be read: ") + std::strerror(errno);
    }
    if (S_ISDIR(status.st_mode)) return "is a folder; name the files in it";
    if (!S_ISREG(status.st_mode)) return "is not a regular file";
    if (::access(path.c_str(), R_OK) != 0) return "may not be read; ask for the right to read it";
    size_bytes += static_cast<std::uint64_t>(status.st_size);
    return "";
}

bool leads_out(const std::string& folder, const std::string& path) {
    std::uint64_t size_bytes = 0;
    return fault_of_file(path, size_bytes).empty() && !lies_in(folder, path);
}

} // namespace almirah::os
