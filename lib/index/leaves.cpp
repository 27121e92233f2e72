// A segment's leaves hold its terms in order. For each leaf in which a term begins there is a row of
// `search_idx`, and a term is sought in the leaf of the last row that is not above it: so a row's term is
// above every term of the leaves before, and not above the first term of its own.
//
// A leaf, in the numbers of SQLite's file format: two bytes, then where its footer begins (16 bits), terms
// and what they lead to, then the footer: the place of the first term, and the distance to each next one. The
// first term is there whole (size, bytes); of the others stands how many bytes they share with the term
// before.
#include "index/leaves.hpp"

#include "almirah/error.hpp"
#include "index/sql.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace almirah::index {

namespace {

[[noreturn]] void fail(const Connection& connection) {
    throw Error(Code::corrupt, connection.file() + ": the search index of titles does not lead to all of "
                                                   "its words; delete the file, it is rebuilt from the "
                                                   "register");
}

/// The terms of a leaf, first to last. Throws corrupt when its bytes are none.
class Leaf {
public:
    Leaf(std::string_view bytes, const Connection& connection) : bytes_(bytes), connection_(connection) {
        if (bytes.size() < 4) fail(connection);
        footer_ = std::size_t(std::uint8_t(bytes[2])) << 8 | std::uint8_t(bytes[3]);
    }

    bool next() {
        if (footer_ >= bytes_.size()) return false;
        const bool first = at_ == 0;
        at_ += number(footer_);
        std::size_t at = at_;
        const std::size_t same = first ? 0 : number(at), more = number(at);
        if (same > term_.size() || more > bytes_.size() - at) fail(connection_);
        term_.resize(same);
        term_.append(bytes_.substr(at, more));
        return true;
    }
    const std::string& term() const { return term_; }

private:
    std::uint64_t number(std::size_t& at) const {
        std::uint64_t value = 0;
        for (int bits = 0; bits < 28 && at < bytes_.size(); bits += 7) {
            const auto byte = std::uint8_t(bytes_[at++]);
            value = value << 7 | (byte & 0x7F);
            if (byte < 0x80) return value;
        }
        fail(connection_);
    }

    std::string_view bytes_;
    const Connection& connection_;
    std::size_t footer_, at_ = 0;
    std::string term_;
};

} // namespace

void check_leaves(Connection& connection) {
    Statement leaves = connection.prepare(sql::search::leaves);
    Statement leads = connection.prepare(sql::search::leads);
    std::int64_t segment = 0;
    std::string last;
    while (leaves.step()) {
        Leaf leaf(leaves.view(2), connection);
        if (!leaf.next()) continue;
        const bool opens = leaves.integer(0) != segment;
        segment = leaves.integer(0);
        if (!leads.step() || leads.integer(0) != segment || leads.integer(1) != leaves.integer(1) ||
            leads.view(2) > leaf.term() || (!opens && leads.view(2) <= last))
            fail(connection);
        do
            last = leaf.term();
        while (leaf.next());
    }
    if (leads.step()) fail(connection);
}

} // namespace almirah::index
