// A block of a segment: words in order, each with the bodies that have it.
//
// Four bytes of checksum (the first of the SHA-1 of the rest); then for each word, as varints: how many bytes
// it shares with the word before, how many follow, these bytes, how many bodies, the first body, the
// distances between the others. A word with many bodies goes on in the next block, which begins with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::index {

using Body = std::uint32_t;

/// Makes blocks of words that come in order; hands each on when it is full.
class BlockWriter {
public:
    using Sink = std::function<void(const std::string& first, const std::string& block)>;
    explicit BlockWriter(Sink sink) : sink_(std::move(sink)) {}

    /// `bodies` ascend; at least one.
    void add(std::string_view word, const Body* bodies, std::size_t count);
    /// Hands on what is left. Nothing is to be added afterwards.
    void finish();

private:
    void put(std::string_view word, const std::string& bodies, std::size_t count);

    Sink sink_;
    std::string block_, first_, last_, bodies_;
};

/// Reads a block. Throws corrupt when its bytes are not what was written.
class BlockReader {
public:
    /// `file` is named in errors.
    BlockReader(std::string block, const std::string& file);
    BlockReader(const BlockReader&) = delete;
    BlockReader& operator=(const BlockReader&) = delete;

    bool next();
    const std::string& word() const { return word_; }
    const std::vector<Body>& bodies() const { return bodies_; }

private:
    [[noreturn]] void corrupt() const;
    std::uint64_t number();

    const std::string block_;
    std::string_view rest_;
    const std::string& file_;
    std::string word_;
    std::vector<Body> bodies_;
};

} // namespace almirah::index
