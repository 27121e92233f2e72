// Small packs become few, and what they hold is laid down by years: docs/durability.md, "Merging packs".
#include "os/files.hpp"
#include "os/tree.hpp"
#include "vault/pack_copy.hpp"
#include "vault/shelves.hpp"
#include "vault/state.hpp"

#include <algorithm>

namespace almirah::vault {

namespace {

/// Below this many, looking things up costs nothing worth a merge.
constexpr std::size_t few_packs = 24;
constexpr std::uint64_t factor = 2;
/// A store has about so many packs that are laid down, until they are as large as is of use.
constexpr std::uint64_t many_shelves = 64;

std::uint64_t bytes_of(const Objects::Packs& packs) {
    std::uint64_t bytes = 0;
    for (const auto& pack : packs)
        bytes += pack->size_bytes();
    return bytes;
}

/// Packs that are to be merged or laid down, the smallest first.
Objects::Packs not_laid(const Repository::State& state) {
    Objects::Packs packs = state.objects.packs();
    std::erase_if(packs, [&](const auto& pack) {
        return pack->size_bytes() > state.limits.pack || !pack->index_on_disk() ||
               os::is_link(pack->stem() + ".pack") || // its bytes would stay where it leads
               os::exists(pack->stem() + std::string(keep_suffix));
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

/// The largest that together are no larger than a pack: others wait meanwhile.
Objects::Packs largest(const Objects::Packs& packs, std::uint64_t limit_bytes) {
    Objects::Packs taken;
    std::uint64_t bytes = 0;
    for (auto pack = packs.rbegin(); pack != packs.rend(); ++pack) {
        if (bytes + (*pack)->size_bytes() > limit_bytes) continue;
        bytes += (*pack)->size_bytes();
        taken.push_back(*pack);
    }
    return taken;
}

void replace(Repository::State& state, Objects::Packs packs, const Shelves& by) {
    os::remove_file(state.objects.pack_folder() + "/multi-pack-index");
    for (const auto& pack : packs) {
        if (by.made(pack->stem())) continue;
        state.objects.forget(pack->stem());
        remove_pack(pack->stem());
    }
}

void merge(Repository::State& state, const Objects::Packs& packs) {
    const DueYears none(packs);
    Shelves merged(state, packs, none, 0);
    Objects::Packs sound;
    for (std::size_t i = 0; i < packs.size(); ++i)
        if (merged.take(i)) sound.push_back(packs[i]);
    if (sound.size() < 2) return;
    merged.install(state.objects);
    replace(state, sound, merged);
}

void lay(Repository::State& state, const Objects::Packs& packs, const ContentYears& contents) {
    const std::uint64_t shelf_bytes = std::clamp(bytes_of(state.objects.packs()) / many_shelves,
                                                 state.limits.laid / 32, state.limits.laid / 2);
    const DueYears years(state, packs, contents);
    Shelves shelves(state, packs, years, shelf_bytes);
    Objects::Packs sound;
    for (std::size_t i = 0; i < packs.size(); ++i)
        if (packs[i]->size_bytes() >= shelf_bytes && years.is_of_one(i))
            shelves.keep_as_it_is(i);
        else if (shelves.take(i))
            sound.push_back(packs[i]);
    if (sound.empty()) return;
    shelves.install(state.objects);
    // What is smaller comes up once more, and must be less than what makes it come up.
    shelves.keep(shelf_bytes / 2);
    replace(state, sound, shelves);
}

} // namespace

void Repository::merge_packs(const ContentYears& contents) {
    const auto& all = state_->objects.packs();
    if (all.size() <= few_packs && bytes_of(all) < state_->limits.laid) return;
    Objects::Packs packs = not_laid(*state_);
    if (bytes_of(packs) >= state_->limits.laid) {
        lay(*state_, largest(packs, state_->limits.pack), contents);
    } else if (packs.size() > few_packs) {
        packs.resize(unbalanced(packs));
        merge(*state_, packs);
    }
}

} // namespace almirah::vault
