// Register files, and the words of the content that they name, read by threads ahead of the index that is
// made of them.
#pragma once

#include "store/engine.hpp"

#include <functional>

namespace almirah {

/// Content over this size is stored in parts and is not searched.
inline constexpr std::uint64_t searched_bytes = 64u << 20;

/// The search terms of stored content. None where it is damaged, which is for verify to tell of: it is found
/// by its title until it is restored and the index made anew.
std::string terms_of_content(const vault::Repository& repository, const ContentFile& file);

/// A register file as it is now; of a record, with the terms of its content, by blob.
struct ReadFile {
    index::Change change;
    Terms terms;
};

/// Hands each on in order. Each thread opens the repository for itself. Throws what reading throws.
void read_ahead(const std::string& directory, unsigned threads, const std::vector<vault::PathChange>& files,
                const std::function<void(ReadFile&& file)>& take);

} // namespace almirah
