#include "vault/pack_copy.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"

#include <zlib.h>

namespace almirah::vault {

using namespace std::string_view_literals;

namespace {

/// Neighbouring entries are read together, up to this.
constexpr std::uint64_t window_bytes = 1 << 20;

/// Serves entries front to back from one read.
class Window {
public:
    explicit Window(const Pack& pack) : pack_(pack), extents_(pack.extents()) {}

    const std::vector<Pack::Extent>& extents() const { return extents_; }
    std::string_view entry(std::size_t i) {
        const Pack::Extent& extent = extents_[i];
        if (extent.offset < start_ || extent.offset + extent.size_bytes > start_ + bytes_.size()) load(i);
        return std::string_view(bytes_).substr(extent.offset - start_, extent.size_bytes);
    }

private:
    void load(std::size_t i) {
        start_ = extents_[i].offset;
        std::uint64_t size = extents_[i].size_bytes;
        while (++i < extents_.size() && size + extents_[i].size_bytes <= window_bytes)
            size += extents_[i].size_bytes;
        bytes_ = pack_.bytes_at(start_, size);
    }

    const Pack& pack_;
    std::vector<Pack::Extent> extents_;
    std::string bytes_;
    std::uint64_t start_ = 0;
};

} // namespace

void copy_objects(const Pack& from, const Taker& taker) {
    Window window(from);
    for (std::size_t i = 0; i < window.extents().size(); ++i) {
        const std::size_t n = window.extents()[i].n;
        const ObjectId id = from.index().id(n);
        NewPacks* to = taker(n, id);
        if (!to || to->contains(id)) continue;
        const auto entry = window.entry(i);
        const auto crc =
            std::uint32_t(::crc32_z(0, reinterpret_cast<const Bytef*>(entry.data()), entry.size()));
        const auto head = parse_entry_head(entry);
        if (crc != from.index().crc32(n) || !head)
            throw Error(Code::corrupt,
                        "object " + id.hex() + " in " + from.file_name() + " is damaged; run verify");
        if (head->kind) {
            to->append(id, entry, crc);
        } else {
            const Object object = from.read(n);
            to->append(id, object.kind, object.bytes);
        }
    }
}

void remove_pack(const std::string& stem) {
    for (const std::string_view suffix :
         {keep_suffix, ".pack"sv, ".idx"sv, ".rev"sv, ".bitmap"sv, ".mtimes"sv, ".promisor"sv})
        os::remove_file(stem + std::string(suffix));
}

void remove_derived(const std::string& objects) {
    for (const auto& name : os::list(objects + "/pack"))
        if (name.starts_with("multi-pack-index") || name.ends_with(".bitmap"))
            os::remove_file(objects + "/pack/" + name);
    for (const char* name : {"/info/commit-graph", "/info/packs"})
        os::remove_file(objects + name);
    const std::string graphs = objects + "/info/commit-graphs";
    if (os::is_folder(graphs))
        for (const auto& name : os::list(graphs))
            os::remove_file(graphs + "/" + name);
}

} // namespace almirah::vault
