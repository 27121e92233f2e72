#include "vault/shelves.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/pack_copy.hpp"
#include "vault/state.hpp"

#include <algorithm>

namespace almirah::vault {

namespace {

/// What is being merged came last. After so many in a row that are not in it, the rest is not asked for.
constexpr std::size_t enough_misses = 100'000;

std::map<int, std::uint64_t> bytes_by_year(const Objects::Packs& packs, const DueYears& years) {
    std::map<int, std::uint64_t> bytes;
    for (std::size_t pack = 0; pack < packs.size(); ++pack)
        for (const auto& extent : packs[pack]->extents())
            bytes[years.of(pack, extent.n)] += extent.size_bytes;
    return bytes;
}

std::string words_of(int first, int last) {
    const auto words = [](int year) {
        return year == DueYears::no_year ? "without a year" : std::to_string(year);
    };
    if (first == DueYears::no_content) return "Almirah: the register\n";
    return "Almirah: content due " + words(first) + (first == last ? "" : " to " + words(last)) + "\n";
}

} // namespace

DueYears::DueYears(const Objects::Packs& packs) : packs_(packs) {
    for (const auto& pack : packs)
        years_.emplace_back(pack->index().count(), no_content);
}

DueYears::DueYears(Repository::State& state, const Objects::Packs& packs, const ContentYears& contents)
    : DueYears(packs) {
    std::size_t misses = 0;
    contents([&](const ObjectId& content, std::uint64_t size_bytes, std::optional<int> due) {
        const int year = due.value_or(no_year);
        if (!note(content, year)) {
            if (++misses < enough_misses) return true;
            misses = 0;
            return false;
        }
        misses = 0;
        const auto head = size_bytes > state.limits.whole_up_to ? state.objects.head(content) : std::nullopt;
        if (head && head->first == ObjectKind::tree)
            for (const auto& part : state.tree(content))
                note(part.id, year);
        return true;
    });
}

/// Content of several records goes when the last of them goes.
bool DueYears::note(const ObjectId& id, int year) {
    bool found = false;
    for (std::size_t pack = 0; pack < packs_.size(); ++pack)
        if (const auto n = packs_[pack]->index().find(id)) {
            years_[pack][*n] = std::max(years_[pack][*n], year);
            found = true;
        }
    return found;
}

bool DueYears::is_of_one(std::size_t pack) const {
    const auto& years = years_[pack];
    return !years.empty() && years[0] != no_content &&
           std::all_of(years.begin(), years.end(), [&](int year) { return year == years[0]; });
}

std::map<int, std::size_t> runs_of(const std::map<int, std::uint64_t>& bytes_by_year,
                                   std::uint64_t run_bytes) {
    std::map<int, std::size_t> runs{{DueYears::no_content, 0}};
    std::size_t run = 1;
    std::uint64_t bytes = 0;
    for (const auto& [year, more] : bytes_by_year) {
        if (year == DueYears::no_content) continue;
        if (bytes >= run_bytes) {
            ++run;
            bytes = 0;
        }
        runs[year] = run;
        bytes += more;
    }
    // What is left over at the end joins those before it.
    if (bytes < run_bytes && run > 1)
        for (auto& [year, its] : runs)
            if (its == run) --its;
    return runs;
}

Shelves::Shelves(const Repository::State& state, const Objects::Packs& packs, const DueYears& years,
                 std::uint64_t run_bytes)
    : packs_(packs), years_(years), run_of_(runs_of(bytes_by_year(packs, years), run_bytes)) {
    for (const auto& [year, run] : run_of_) {
        if (shelves_.size() <= run)
            shelves_.push_back({NewPacks(state.objects.pack_folder(), state.limits.pack), year, year});
        shelves_[run].last_year = year;
    }
}

bool Shelves::take(std::size_t pack) {
    std::vector<NewPacks::Mark> marks;
    for (const auto& shelf : shelves_)
        marks.push_back(shelf.packs.mark());
    try {
        copy_objects(*packs_[pack], [&](std::size_t n, const ObjectId&) {
            return &shelves_[run_of_.at(years_.of(pack, n))].packs;
        });
        return true;
    } catch (const Error& error) {
        if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
        for (std::size_t i = 0; i < shelves_.size(); ++i)
            shelves_[i].packs.cut(marks[i]);
        return false;
    }
}

void Shelves::keep_as_it_is(std::size_t pack) const {
    const int year = years_.of(pack, 0);
    os::write_file(packs_[pack]->stem() + std::string(keep_suffix), words_of(year, year));
}

void Shelves::install(Objects& objects) {
    std::erase_if(shelves_, [](const Shelf& shelf) { return shelf.packs.empty(); });
    try {
        for (auto& shelf : shelves_)
            shelf.packs.install(objects);
    } catch (...) {
        for (auto& shelf : shelves_)
            shelf.packs.uninstall(objects);
        throw;
    }
}

void Shelves::keep(std::uint64_t least_bytes) const {
    for (const auto& shelf : shelves_)
        if (shelf.packs.size_bytes() >= least_bytes)
            for (const auto& stem : shelf.packs.stems())
                os::write_file(stem + std::string(keep_suffix), words_of(shelf.first_year, shelf.last_year));
}

bool Shelves::made(const std::string& stem) const {
    return std::any_of(shelves_.begin(), shelves_.end(),
                       [&](const Shelf& shelf) { return shelf.packs.made(stem); });
}

} // namespace almirah::vault
