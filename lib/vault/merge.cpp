// Small packs become few: docs/durability.md, "Merging packs".
#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/pack_copy.hpp"
#include "vault/state.hpp"

#include <algorithm>

namespace almirah::vault {

namespace {

/// Below this many, looking things up costs nothing worth a merge.
constexpr std::size_t few_packs = 24;
constexpr std::uint64_t factor = 2;

/// Packs that may be merged, the smallest first.
Objects::Packs candidates(const Repository::State& state) {
    Objects::Packs packs = state.objects.packs();
    std::erase_if(packs, [&](const auto& pack) {
        return pack->size_bytes() > state.limits.pack / 2 || !pack->index_on_disk();
    });
    std::sort(packs.begin(), packs.end(),
              [](const auto& a, const auto& b) { return a->size_bytes() < b->size_bytes(); });
    return packs;
}

/// How many of the smallest to merge so that each pack is at least twice as large as all below it together
/// (as `git repack --geometric=2`).
std::size_t unbalanced(const Objects::Packs& packs) {
    std::size_t split = packs.size() - 1;
    while (split > 0 && packs[split]->size_bytes() >= factor * packs[split - 1]->size_bytes())
        --split;
    if (split == 0) return 0;
    ++split;
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < split; ++i)
        below += packs[i]->size_bytes();
    for (; split < packs.size() && packs[split]->size_bytes() < factor * below; ++split)
        below += packs[split]->size_bytes();
    return split;
}

/// Returns whether the pack was copied; a damaged one is left as it is, for verify to tell.
bool copy_all(const Pack& pack, NewPacks& merged) {
    const auto mark = merged.mark();
    try {
        copy_objects(
            pack, [](const ObjectId&) { return true; }, merged);
        return true;
    } catch (const Error& error) {
        if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
        merged.cut(mark);
        return false;
    }
}

} // namespace

void Repository::merge_packs() {
    Objects& objects = state_->objects;
    if (objects.packs().size() <= few_packs) return;
    Objects::Packs packs = candidates(*state_);
    if (packs.size() <= few_packs) return;
    packs.resize(unbalanced(packs));
    NewPacks merged(objects.pack_folder(), state_->limits.pack);
    std::erase_if(packs, [&](const auto& pack) {
        return os::exists(pack->stem() + ".keep") || !copy_all(*pack, merged);
    });
    if (packs.size() < 2) return;
    merged.install(objects);
    os::remove_file(objects.pack_folder() + "/multi-pack-index");
    for (const auto& pack : packs) {
        if (merged.made(pack->stem())) continue;
        objects.forget(pack->stem());
        remove_pack(pack->stem());
    }
}

} // namespace almirah::vault
