// What the words of content weigh, found while verify reads it.
#pragma once

#include "index/word_weights.hpp"
#include "vault/repository.hpp"

#include <mutex>
#include <unordered_map>

namespace almirah {

class ContentWeights {
public:
    /// Without `wanted` nothing is weighed.
    ContentWeights(const vault::Repository& repository, bool wanted)
        : repository_(repository), wanted_(wanted) {}

    const index::WordWeights& weights() const { return weights_; }
    /// Weighs content on any thread.
    vault::Repository::Inspect inspect();
    /// Of content by its blob ids, once all is read; nothing where some was damaged, or is newer.
    index::WeightOf of() const;

private:
    void weigh(const vault::ObjectId& blob, std::string_view bytes);
    std::optional<std::uint64_t> of(const std::string& blobs) const;
    /// Of several texts: a word that is in two of them weighs once. Nothing where one was destroyed since.
    std::optional<std::uint64_t> together(const std::vector<vault::ObjectId>& blobs) const;

    const vault::Repository& repository_;
    const bool wanted_;
    index::WordWeights weights_;
    std::mutex mutex_;
    std::unordered_map<vault::ObjectId, std::uint64_t, vault::ObjectIdHash> of_blob_;
};

} // namespace almirah
