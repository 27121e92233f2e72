#include "store/audit_folder.hpp"

#include "almirah/error.hpp"
#include "exchange/bag_text.hpp"
#include "os/files.hpp"
#include "os/tree.hpp"

#include <algorithm>

namespace almirah {

namespace {

const std::string& free_pack_target(const std::string& target) {
    if (target.empty())
        throw Error(Code::invalid_argument, "no folder is named for the audit pack; give one");
    os::StagedFolder::require_free(target);
    return target;
}

} // namespace

AuditFolder::AuditFolder(const std::string& target) : folder_(free_pack_target(target)) {}

std::string AuditFolder::place(const std::string& path) const {
    return folder_.path() + "/" + path;
}

DigestedFile AuditFolder::open(const std::string& path) const {
    const std::string at = place(path);
    os::make_folders(at.substr(0, at.rfind('/')));
    return DigestedFile(at);
}

void AuditFolder::close(const std::string& path, DigestedFile file) {
    file.finish();
    ++files_;
    bytes_ += file.size_bytes();
    digests_.emplace_back(path, file.sha256());
}

void AuditFolder::file(const std::string& path, const std::string& text) {
    DigestedFile file = open(path);
    file.add(text);
    close(path, std::move(file));
}

std::string AuditFolder::write_manifest() {
    std::sort(digests_.begin(), digests_.end());
    std::string manifest;
    for (const auto& [path, sha256] : digests_)
        manifest += exchange::manifest_line(sha256, path);
    unlisted("manifest-sha256.txt", manifest);
    return manifest;
}

void AuditFolder::unlisted(const std::string& path, const std::string& text) {
    DigestedFile file = open(path);
    file.add(text);
    file.finish();
    ++files_;
    bytes_ += file.size_bytes();
}

void AuditFolder::publish() {
    os::sync_file_system(folder_.path());
    folder_.publish();
}

} // namespace almirah
