// The list of objects that a purge is removing: `almirah/purge`, one id a line. It is there from before the
// first removal until after the last.
#pragma once

#include "vault/object.hpp"

#include <set>
#include <string>

namespace almirah::vault {

class PurgeJournal {
public:
    /// `directory`: of the store.
    explicit PurgeJournal(const std::string& directory);
    bool exists() const;
    std::set<ObjectId> read() const;
    /// Synced when it returns.
    void write(const std::set<ObjectId>& ids) const;
    void clear() const;

private:
    std::string folder_;
    std::string path_;
};

} // namespace almirah::vault
