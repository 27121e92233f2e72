// What is about to be removed is written down first, so that the next writer can finish it.
#include "vault/purge_journal.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"

#include <algorithm>

namespace almirah::vault {

PurgeJournal::PurgeJournal(const std::string& directory)
    : folder_(directory + "/almirah"), path_(folder_ + "/purge") {}

bool PurgeJournal::exists() const {
    return os::exists(path_);
}

std::set<ObjectId> PurgeJournal::read() const {
    std::set<ObjectId> ids;
    const std::string bytes = exists() ? os::read_file(path_) : std::string();
    for (std::size_t at = 0; at < bytes.size(); at += 41)
        if (const auto id = ObjectId::parse(std::string_view(bytes).substr(at, 40))) ids.insert(*id);
    return ids;
}

void PurgeJournal::write(const std::set<ObjectId>& ids) const {
    std::string bytes;
    for (const auto& id : ids)
        bytes += id.hex() + "\n";
    os::make_folders(folder_);
    os::write_file(path_, bytes);
}

void PurgeJournal::clear() const {
    if (os::remove_file(path_)) os::sync_folder(folder_);
}

} // namespace almirah::vault
