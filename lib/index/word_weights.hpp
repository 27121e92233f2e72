// Texts compared by their words without keeping the words.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace almirah::index {

/// A weight for each word, that nobody knows beforehand: texts of one weight have the same words. Any thread.
class WordWeights {
public:
    WordWeights();
    /// Of words separated by spaces, each of them there once.
    std::uint64_t of(std::string_view words) const;
    std::uint64_t of_word(std::string_view word) const;

private:
    std::uint64_t salt_[2];
};

/// The weight of content by its blob ids, separated by spaces; nothing when it is not known.
using WeightOf = std::function<std::optional<std::uint64_t>(const std::string& blobs)>;

} // namespace almirah::index
