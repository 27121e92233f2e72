#include "cli/sources.hpp"

#include <algorithm>
#include <filesystem>

namespace almirah::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_read(const fs::path& path, const std::error_code& error) {
    if (error == std::errc::permission_denied)
        throw Error(Code::permission, path.string() + ": may not be read; ask for the right to read it");
    throw Error(Code::io, path.string() + ": cannot be read: " + error.message());
}

Source source_of(const std::string& name, const fs::path& path) {
    return {.name = name, .path = path.string(), .bytes = {}};
}

/// Whether a link leads from the file out of the folder that was named: whoever may write to the folder must
/// not have any file of the machine filed by who names it.
bool leads_out(const fs::path& folder, const fs::path& file) {
    std::error_code error;
    const fs::path below = fs::canonical(folder, error), real = fs::canonical(file, error);
    return error || std::mismatch(below.begin(), below.end(), real.begin(), real.end()).first != below.end();
}

/// Links to folders are not followed: they may lead in circles or out of the folder.
void add_folder(const fs::path& folder, const Session& session, std::vector<Source>& sources) {
    std::vector<fs::path> found;
    fs::path at = folder;
    std::error_code error;
    fs::recursive_directory_iterator walk(folder, error);
    for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
        const fs::directory_entry& entry = *walk;
        at = entry.path();
        std::error_code dangling;
        if (entry.is_directory(dangling) && !entry.is_symlink()) continue;
        if (entry.is_regular_file(dangling) && entry.is_symlink() && leads_out(folder, entry.path()))
            throw Error(Code::invalid_argument,
                        entry.path().string() +
                            ": a link leads out of the folder; copy the file into it, or name it itself");
        if (entry.is_regular_file(dangling))
            found.push_back(entry.path());
        else
            session.note(entry.path().string() + ": passed over; neither a file nor a link to one");
    }
    if (error) refuse_read(at, error);
    std::sort(found.begin(), found.end());
    for (const fs::path& path : found)
        sources.push_back(source_of(path.lexically_relative(folder).generic_string(), path));
}

void add_path(const std::string& path, const Session& session, std::vector<Source>& sources) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found)
        throw Error(Code::not_found, path + ": no such file; check the name");
    if (error) refuse_read(path, error);
    if (fs::is_directory(status))
        add_folder(path, session, sources);
    else if (fs::is_regular_file(status))
        sources.push_back(source_of(fs::path(path).filename().string(), path));
    else
        throw Error(Code::invalid_argument, path + ": neither a file nor a folder");
}

void refuse_doubles(const std::vector<Source>& sources) {
    std::vector<std::string> names;
    for (const Source& source : sources)
        names.push_back(source.name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end())
        throw Error(Code::invalid_argument, "two files would be named " + *twice +
                                                "; rename one, or put them in a folder and name that");
}

} // namespace

std::vector<Source> sources_from(const std::vector<std::string>& paths, const Session& session) {
    std::vector<Source> sources;
    for (const std::string& path : paths)
        add_path(path, session, sources);
    refuse_doubles(sources);
    return sources;
}

} // namespace almirah::cli
