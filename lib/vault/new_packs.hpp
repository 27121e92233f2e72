// The packs of one transaction: one, as a rule; several when it is over 1 GiB.
#pragma once

#include "vault/deflate.hpp"
#include "vault/object.hpp"
#include "vault/objects.hpp"
#include "vault/pack_writer.hpp"

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace almirah::vault {

/// A pack is closed when its next object would make it larger.
inline constexpr std::uint64_t largest_pack = std::uint64_t{1} << 30;

/// Objects on their way into the store. One thread.
class NewPacks {
public:
    explicit NewPacks(std::string folder, std::uint64_t pack_limit_bytes = largest_pack);

    bool empty() const { return where_.empty(); }
    std::uint64_t size_bytes() const;
    bool contains(const ObjectId& id) const { return where_.contains(id); }
    void append(const ObjectId& id, std::string_view entry, std::uint32_t crc32);
    /// Compresses and appends.
    void append(const ObjectId& id, ObjectKind kind, std::string_view bytes);
    /// An object that was appended. Throws io when it cannot be read back.
    Object read(const ObjectId& id);

    /// How much there is, so that what follows can be taken back.
    struct Mark {
        std::size_t packs = 0;
        std::size_t objects_in_last = 0;
    };
    Mark mark() const;
    void cut(const Mark& mark);

    /// Completes, syncs, names, syncs the folder; then `objects` knows them. Nothing stays behind when it
    /// throws.
    void install(Objects& objects);
    /// Of what was installed.
    const std::vector<std::string>& stems() const { return stems_; }
    bool made(const std::string& stem) const;
    /// Takes an installation back.
    void uninstall(Objects& objects) noexcept;

private:
    struct Where {
        std::size_t pack = 0;
        std::size_t n = 0;
    };
    std::string folder_;
    std::uint64_t pack_limit_bytes_;
    std::vector<std::unique_ptr<PackWriter>> packs_;
    std::vector<std::string> stems_;
    std::unordered_map<ObjectId, Where, ObjectIdHash> where_;
    Deflater deflater_;
    std::string scratch_;
};

} // namespace almirah::vault
