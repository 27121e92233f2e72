#include "cli/extract.hpp"

#include "cli/output/json.hpp"
#include "cli/output/report.hpp"
#include "cli/text_file.hpp"
#include "cli/values.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <ostream>
#include <system_error>

namespace almirah::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_write(const fs::path& path, int error) {
    const bool full = error == ENOSPC || error == EDQUOT;
    throw Error(full ? Code::no_space : Code::io,
                path.string() + ": cannot be written: " + std::generic_category().message(error) +
                    (full ? "; make room and repeat" : "; choose another folder"));
}

/// Where `name` goes. Every part of the way must be a plain folder or not be there yet: a name may hold "..",
/// and a folder may have been planted as a link (P6).
fs::path target_of(const fs::path& folder, const std::string& name) {
    fs::path target = folder;
    const fs::path relative = fs::u8path(name);
    if (name.empty() || relative.is_absolute())
        throw Error(Code::invalid_argument, "'" + name + "': this name cannot be written below a folder");
    for (const fs::path& part : relative) {
        if (part.empty() || part == "." || part == "..")
            throw Error(Code::invalid_argument, "'" + name + "': this name leads out of " + folder.string());
        if (target != folder && fs::is_symlink(target))
            throw Error(Code::invalid_argument,
                        target.string() + ": a link is in the way; remove it or choose another folder");
        target /= part;
    }
    return target;
}

/// A file under a temporary name, which takes its real one only when all of it has been written.
class NewFile {
public:
    explicit NewFile(const fs::path& target) : target_(target) {
        constexpr int most = 1000;
        for (int i = 1; !file_ && i <= most; ++i) {
            temporary_ = target.string() + ".part" + std::to_string(i);
            file_ = std::fopen(temporary_.c_str(), "wbx");
            if (!file_ && errno != EEXIST) refuse_write(temporary_, errno);
        }
        if (!file_) refuse_write(temporary_, EEXIST);
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile() {
        if (file_) std::fclose(file_);
        std::error_code gone;
        fs::remove(temporary_, gone);
    }

    void write(const char* data, std::size_t size_bytes) {
        if (std::fwrite(data, 1, size_bytes, file_) != size_bytes) refuse_write(target_, errno);
    }
    void keep() {
        const int closed = std::fclose(file_);
        file_ = nullptr;
        if (closed != 0) refuse_write(target_, errno);
        fs::rename(temporary_, target_);
    }

private:
    fs::path target_;
    fs::path temporary_;
    std::FILE* file_ = nullptr;
};

void extract_to_folder(const Session& session, const std::vector<std::string>& names,
                       const Extraction& extraction, const Read& read) {
    std::vector<fs::path> targets;
    for (const std::string& name : names) {
        targets.push_back(target_of(extraction.folder, name));
        if (!extraction.force && fs::exists(fs::symlink_status(targets.back())))
            throw Error(Code::already_exists,
                        targets.back().string() +
                            ": is there already; choose another folder, or give --force to replace it");
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::error_code error;
        fs::create_directories(targets[i].parent_path(), error);
        if (error) refuse_write(targets[i], error.value());
        NewFile file(targets[i]);
        read(names[i], [&file](const char* data, std::size_t size_bytes) { file.write(data, size_bytes); });
        file.keep();
        answer(session, targets[i].string(), {{"name", names[i]}, {"path", targets[i].string()}});
    }
}

} // namespace

void extract(const Session& session, const std::vector<std::string>& names, const Extraction& extraction,
             const Read& read) {
    if (!extraction.folder.empty()) {
        require_beside_store(extraction.folder);
        return extract_to_folder(session, names, extraction, read);
    }
    if (names.empty()) throw Error(Code::not_found, "there is no content");
    if (names.size() > 1)
        throw Error(Code::invalid_argument, "there are " + counted(names.size(), "file") + ": " +
                                                joined(names) +
                                                "; name one with --name, or give --out DIR for all");
    read(names.front(), [&session](const char* data, std::size_t size_bytes) {
        session.out().write(data, static_cast<std::streamsize>(size_bytes));
    });
}

} // namespace almirah::cli
