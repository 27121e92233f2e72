#include "index/word_weights.hpp"

#include <algorithm>
#include <cstring>
#include <random>

namespace almirah::index {

WordWeights::WordWeights() {
    std::random_device random;
    for (auto& salt : salt_)
        salt = std::uint64_t{random()} << 32 | random();
}

std::uint64_t WordWeights::of_word(std::string_view word) const {
    std::uint64_t weight = salt_[0] ^ word.size();
    for (; !word.empty(); word.remove_prefix(std::min<std::size_t>(word.size(), 8))) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, word.data(), std::min<std::size_t>(word.size(), 8));
        weight = (weight ^ eight) * (salt_[1] | 1);
        weight ^= weight >> 29;
    }
    weight *= 0xD6E8FEB86659FD93U;
    return weight ^ weight >> 32;
}

std::uint64_t WordWeights::of(std::string_view words) const {
    std::uint64_t weight = 0;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (end > 0) weight += of_word(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return weight;
}

} // namespace almirah::index
