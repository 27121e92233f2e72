#include "index/block.hpp"

#include "almirah/error.hpp"
#include "base/digest.hpp"

namespace almirah::index {

namespace {

/// With its key a block then fills one page of SQLite.
constexpr std::size_t full_bytes = 3900;
constexpr std::size_t checksum_bytes = 4;

std::string checksum(std::string_view bytes) {
    const auto digest = base::sha1(bytes);
    return {digest.begin(), digest.begin() + checksum_bytes};
}

void put_number(std::string& bytes, std::uint64_t number) {
    for (; number >= 0x80; number >>= 7)
        bytes += char(number | 0x80);
    bytes += char(number);
}

std::size_t shared(std::string_view a, std::string_view b) {
    std::size_t count = 0;
    while (count < a.size() && count < b.size() && a[count] == b[count])
        ++count;
    return count;
}

} // namespace

// ---- BlockWriter

void BlockWriter::add(std::string_view word, const Body* bodies, std::size_t count) {
    for (std::size_t at = 0; at < count;) {
        if (block_.size() + word.size() >= full_bytes) finish();
        const std::size_t begin = at, room = full_bytes - std::min(block_.size() + word.size(), full_bytes);
        bodies_.clear();
        for (Body before = 0; at < count && (at == begin || bodies_.size() < room); ++at) {
            put_number(bodies_, bodies[at] - before);
            before = bodies[at];
        }
        put(word, bodies_, at - begin);
    }
}

void BlockWriter::put(std::string_view word, const std::string& bodies, std::size_t count) {
    if (block_.empty()) {
        first_ = word;
        last_.clear();
    }
    const std::size_t same = shared(last_, word);
    put_number(block_, same);
    put_number(block_, word.size() - same);
    block_ += word.substr(same);
    put_number(block_, count);
    block_ += bodies;
    last_ = word;
}

void BlockWriter::finish() {
    if (block_.empty()) return;
    sink_(first_, checksum(block_) + block_);
    block_.clear();
}

// ---- BlockReader

BlockReader::BlockReader(std::string block, const std::string& file)
    : block_(std::move(block)), rest_(block_), file_(file) {
    rest_.remove_prefix(std::min(rest_.size(), checksum_bytes));
    if (checksum(rest_) != block_.substr(0, checksum_bytes)) corrupt();
}

void BlockReader::corrupt() const {
    throw Error(
        Code::corrupt,
        file_ + ": a block of the search index is damaged; delete the file, it is rebuilt from the register");
}

std::uint64_t BlockReader::number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 63 && !rest_.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(rest_[0]);
        rest_.remove_prefix(1);
        value |= std::uint64_t(byte & 0x7F) << shift;
        if (byte < 0x80) return value;
    }
    corrupt();
}

bool BlockReader::next() {
    if (rest_.empty()) return false;
    const std::uint64_t same = number(), more = number();
    if (same > word_.size() || more > rest_.size()) corrupt();
    word_.resize(same);
    word_.append(rest_.substr(0, more));
    rest_.remove_prefix(more);
    const std::uint64_t count = number();
    if (count > rest_.size()) corrupt();
    bodies_.clear();
    Body body = 0;
    for (std::uint64_t i = 0; i < count; ++i)
        bodies_.push_back(body += Body(number()));
    return true;
}

} // namespace almirah::index
