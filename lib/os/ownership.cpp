// Whose a file is, and on what kind of file system it lies.
#include "os/files.hpp"

#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>

namespace almirah::os {

namespace {

bool in_our_groups(::gid_t group) {
    if (group == ::getegid()) return true;
    std::vector<::gid_t> groups(std::size_t(std::max(0, ::getgroups(0, nullptr))));
    const int count = ::getgroups(int(groups.size()), groups.data());
    groups.resize(std::size_t(std::max(0, count)));
    return std::find(groups.begin(), groups.end(), group) != groups.end();
}

} // namespace

Ownership ownership(const std::string& path) {
    struct ::stat status;
    if (::lstat(path.c_str(), &status) != 0) throw_errno(errno, "reading", path);
    const bool ours = ::geteuid() == 0 || status.st_uid == ::geteuid() || status.st_uid == 0 ||
                      in_our_groups(status.st_gid);
    return {S_ISLNK(status.st_mode), ours, (status.st_mode & S_IWOTH) != 0};
}

bool others_may_read(const std::string& path) {
    struct ::stat status;
    if (::stat(path.c_str(), &status) != 0) throw_errno(errno, "reading", path);
    return (status.st_mode & (S_IRGRP | S_IROTH)) != 0;
}

bool on_network(const std::string& path) {
    constexpr std::uint64_t cifs = 0xFF534D42, smb2 = 0xFE534D42, ceph = 0x00C36400, lustre = 0x0BD00BD0,
                            gpfs = 0x47504653, fuse = 0x65735546, nine_p = 0x01021997;
    static const std::set<std::uint64_t> remote{NFS_SUPER_MAGIC,
                                                SMB_SUPER_MAGIC,
                                                CODA_SUPER_MAGIC,
                                                AFS_SUPER_MAGIC,
                                                cifs,
                                                smb2,
                                                ceph,
                                                lustre,
                                                gpfs,
                                                fuse,
                                                nine_p};
    struct ::statfs status;
    if (::statfs(path.c_str(), &status) != 0) throw_errno(errno, "reading", path);
    return remote.contains(std::uint64_t(status.f_type) & 0xFFFFFFFF);
}

} // namespace almirah::os
