#include "store/content_weights.hpp"

#include "base/fold.hpp"
#include "store/read_ahead.hpp"

#include <set>
#include <sstream>

namespace almirah {

vault::Repository::Inspect ContentWeights::inspect() {
    if (!wanted_) return {};
    return [this](const vault::ObjectId& blob, std::string_view bytes) { weigh(blob, bytes); };
}

void ContentWeights::weigh(const vault::ObjectId& blob, std::string_view bytes) {
    const std::uint64_t weight = weights_.of(base::search_terms(bytes));
    const std::lock_guard lock(mutex_);
    of_blob_[blob] = weight;
}

index::WeightOf ContentWeights::of() const {
    if (!wanted_) return {};
    return [this](const std::string& blobs) { return of(blobs); };
}

std::optional<std::uint64_t> ContentWeights::of(const std::string& blobs) const {
    std::vector<vault::ObjectId> ids;
    std::uint64_t weight = 0;
    std::istringstream words(blobs);
    for (std::string word; words >> word;) {
        const auto id = vault::ObjectId::parse(word);
        const auto known = id ? of_blob_.find(*id) : of_blob_.end();
        if (known == of_blob_.end()) return std::nullopt;
        weight = known->second;
        ids.push_back(*id);
    }
    return ids.size() < 2 ? weight : together(ids);
}

std::optional<std::uint64_t> ContentWeights::together(const std::vector<vault::ObjectId>& blobs) const {
    std::set<std::string> distinct;
    for (const auto& blob : blobs) {
        std::string bytes;
        try {
            repository_.read_content(blob,
                                     [&](const char* data, std::size_t size) { bytes.append(data, size); });
        } catch (const Error& error) {
            if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
            return std::nullopt; // destroyed since it was weighed
        }
        std::istringstream words(base::search_terms(bytes));
        for (std::string word; words >> word;)
            distinct.insert(word);
    }
    std::uint64_t weight = 0;
    for (const auto& word : distinct)
        weight += weights_.of_word(word);
    return weight;
}

} // namespace almirah
