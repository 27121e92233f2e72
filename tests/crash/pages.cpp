#include "crash/pages.hpp"

#include "crash/operations.hpp"

#include <cstdint>
#include <set>

namespace almirah::crash {

namespace {

class Pages {
public:
    explicit Pages(const std::string& file) : file_(file) {
        need(file.size() >= 100, "a file of pages begins with 100 bytes");
        size_ = number(16, 2) == 1 ? 65536 : number(16, 2);
        need(size_ >= 512 && file.size() % size_ == 0, "these are no pages");
        need(number(52, 4) == 0, "pages of pointers are not known here");
        gather_free();
    }

    std::vector<Span> gaps() const {
        std::vector<Span> found;
        for (std::size_t page = 1; page <= file_.size() / size_; ++page) {
            const auto gap =
                free_.contains(page) ? Span{begin_of(page), begin_of(page) + size_} : within(page);
            if (gap.begin < gap.end) found.push_back(gap);
        }
        return found;
    }

private:
    std::size_t number(std::size_t at, int bytes) const {
        std::size_t value = 0;
        for (; bytes > 0; --bytes)
            value = value << 8 | std::uint8_t(file_.at(at++));
        return value;
    }
    std::size_t begin_of(std::size_t page) const { return (page - 1) * size_; }

    void gather_free() {
        for (std::size_t trunk = number(32, 4); trunk != 0; trunk = number(begin_of(trunk), 4)) {
            const std::size_t leaves = number(begin_of(trunk) + 4, 4);
            for (std::size_t leaf = 1; leaf <= leaves; ++leaf)
                free_.insert(number(begin_of(trunk) + 4 + 4 * leaf, 4));
        }
    }

    /// Nothing where the page does not look like one of a b-tree.
    Span within(std::size_t page) const {
        const std::size_t header = begin_of(page) + (page == 1 ? 100 : 0), kind = number(header, 1);
        if (kind != 2 && kind != 5 && kind != 10 && kind != 13) return {0, 0};
        const std::size_t pointers = header + (kind < 8 ? 12 : 8), cells = number(header + 3, 2);
        const std::size_t start = number(header + 5, 2) == 0 ? 65536 : number(header + 5, 2);
        if (pointers + 2 * cells > begin_of(page) + size_ || start > size_) return {0, 0};
        for (std::size_t cell = 0; cell < cells; ++cell)
            if (const auto at = number(pointers + 2 * cell, 2); at < start || at >= size_) return {0, 0};
        return {pointers + 2 * cells, begin_of(page) + start};
    }

    const std::string& file_;
    std::size_t size_ = 0;
    std::set<std::size_t> free_; ///< Leaves of the freelist.
};

} // namespace

std::vector<Span> gaps_of(const std::string& file) {
    return Pages(file).gaps();
}

void try_gaps() {
    // A leaf with one cell, a trunk of the freelist, its leaf, and a page of overflow.
    std::string file(2048, '\0');
    const auto put = [&](std::size_t at, std::size_t value) {
        file[at] = char(value >> 8);
        file[at + 1] = char(value);
    };
    put(16, 512);
    put(34, 2);
    file[100] = 13;
    put(103, 1);
    put(105, 500);
    put(108, 500);
    put(512 + 6, 1);
    put(512 + 10, 3);
    file.replace(1536, 512, 512, 'x');
    need(gaps_of(file) == std::vector<Span>{{110, 500}, {1024, 1536}}, "gaps are not found");
    put(108, 400);
    need(gaps_of(file) == std::vector<Span>{{1024, 1536}}, "a cell lies in a gap");
}

} // namespace almirah::crash
