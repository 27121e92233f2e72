// Objects that stock git stored as deltas; the one place that asks libgit2.
#pragma once

#include "vault/object.hpp"

#include <memory>
#include <string>

struct git_odb;

namespace almirah::vault {

/// Before anything of libgit2 is called, in each thread. It counts its users, and is left on for the life of
/// the process, so that a host that uses it too is not disturbed. Throws std::bad_alloc. Any thread.
void start_libgit2();

/// Reads deltas of one pack. libgit2 sees nothing but this pack and its idx, which must have been checked: it
/// crashes on a damaged one. Any thread.
class DeltaReader {
public:
    /// Throws corrupt when libgit2 cannot open the pack.
    explicit DeltaReader(const std::string& idx_path);
    /// Throws corrupt.
    Object read(const ObjectId& id) const;
    /// Kind and size, without the bytes. Throws corrupt.
    std::pair<ObjectKind, std::uint64_t> head(const ObjectId& id) const;

private:
    struct Free {
        void operator()(git_odb* odb) const;
    };
    std::unique_ptr<git_odb, Free> odb_;
    std::string idx_path_;
};

} // namespace almirah::vault
