// Which new pack takes which object when packs are merged or laid down: docs/durability.md, "Merging packs".
#pragma once

#include "vault/new_packs.hpp"
#include "vault/objects.hpp"
#include "vault/repository.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace almirah::vault {

/// The year in which each object of some packs falls due, numbered as in their idx.
class DueYears {
public:
    static constexpr int no_content = 0;      ///< What the register consists of.
    static constexpr int no_year = 1'000'000; ///< Content that is not due yet; comes after all years.

    /// Nothing is content.
    explicit DueYears(const Objects::Packs& packs);
    /// Asks `contents`; stops where nothing of these packs has come up for long.
    DueYears(Repository::State& state, const Objects::Packs& packs, const ContentYears& contents);

    int of(std::size_t pack, std::size_t n) const { return years_[pack][n]; }
    /// Whether a pack is nothing but content of one year, as are those of a file of gigabytes.
    bool is_of_one(std::size_t pack) const;

private:
    bool note(const ObjectId& id, int year);

    const Objects::Packs& packs_;
    std::vector<std::vector<int>> years_;
};

/// Cuts years, with the bytes of each, into runs of at least so many bytes: the number of the run of each.
/// What is no content is a run of its own, the first.
std::map<int, std::size_t> runs_of(const std::map<int, std::uint64_t>& bytes_by_year,
                                   std::uint64_t run_bytes);

/// New packs under way, one or more for each run of years.
class Shelves {
public:
    Shelves(const Repository::State& state, const Objects::Packs& packs, const DueYears& years,
            std::uint64_t run_bytes);

    /// Copies a pack. A damaged one is left as it is, for verify to tell: false.
    bool take(std::size_t pack);
    /// Marks a pack that is as it should be already.
    void keep_as_it_is(std::size_t pack) const;
    /// Installs all of them, or throws and leaves nothing.
    void install(Objects& objects);
    /// Marks those of at least so many bytes to be merged no more.
    void keep(std::uint64_t least_bytes) const;
    /// Whether a pack of this stem was installed.
    bool made(const std::string& stem) const;

private:
    const Objects::Packs& packs_;
    const DueYears& years_;
    std::map<int, std::size_t> run_of_;
    struct Shelf {
        NewPacks packs;
        int first_year, last_year;
    };
    std::vector<Shelf> shelves_;
};

} // namespace almirah::vault
