#include "os/staged_folder.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"

#include <boost/filesystem/operations.hpp>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <sys/stat.h>

namespace almirah::os {

namespace fs = boost::filesystem;

namespace {

std::string without_slashes(std::string path) {
    while (path.size() > 1 && path.back() == '/')
        path.pop_back();
    return path;
}

std::string parent_of(const std::string& path) {
    const std::string parent = fs::path(path).parent_path().string();
    return parent.empty() ? "." : parent;
}

} // namespace

bool is_within_repository(const std::string& path) {
    boost::system::error_code unresolved;
    const fs::path named = fs::absolute(path), meant = fs::weakly_canonical(named, unresolved);
    for (fs::path at = unresolved ? named : meant; at.has_relative_path(); at = at.parent_path())
        if (is_folder((at / "objects").string()) && is_folder((at / "refs").string()) &&
            exists((at / "HEAD").string()))
            return true;
    return false;
}

void StagedFolder::require_free(const std::string& target) {
    if (exists(target) && (!is_folder(target) || !list(target).empty()))
        throw Error(Code::already_exists,
                    quoted(target) + " exists and is not an empty folder; choose another name");
    if (is_within_repository(target))
        throw Error(Code::invalid_argument,
                    quoted(target) +
                        " lies within a store, which such files would damage; choose a place beside it");
}

StagedFolder::StagedFolder(const std::string& target)
    : target_(without_slashes(target)), path_(target_ + ".new-XXXXXX") {
    make_folders(parent_of(target_));
    if (::mkdtemp(path_.data()) == nullptr) throw_errno(errno, "making the folder", target_);
    if (::chmod(path_.c_str(), 0750) != 0) throw_errno(errno, "setting the mode of", path_);
}

StagedFolder::~StagedFolder() {
    if (path_.empty()) return;
    try {
        boost::system::error_code ignored;
        fs::remove_all(path_, ignored);
    } catch (const std::bad_alloc&) {
        // It stays, as after a crash.
    }
}

void StagedFolder::publish() {
    sync_folder(path_);
    if (std::rename(path_.c_str(), target_.c_str()) != 0) {
        if (errno == ENOTEMPTY || errno == EEXIST)
            throw Error(Code::already_exists,
                        target_ + " exists and is not an empty folder; choose another name");
        throw_errno(errno, "renaming the new folder to", target_);
    }
    path_.clear();
    try {
        sync_folder(parent_of(target_));
    } catch (const Error& error) {
        throw Error(Code::in_doubt, target_ + " is made, but the disk does not confirm it (" + error.what() +
                                        "); look whether it is there");
    }
}

} // namespace almirah::os
