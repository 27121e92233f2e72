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

/// A register file as it is now.
struct ReadFile {
    index::Change change;
    std::optional<Record> record; ///< Decoded, when it is one.
    Terms terms;                  ///< Of its content, by blob, when they were wanted.
    std::exception_ptr fault;     ///< Why it could not be read, or understood where it is a record.
};

/// Puts it into an index. Throws its fault.
void put(const ReadFile& file, index::Index::Projection& to);

struct ReadAhead {
    std::string directory; ///< Each thread opens the repository for itself.
    unsigned threads = 2;
    bool terms = true; ///< Wanted.
};

/// Hands each on in order.
void read_ahead(const ReadAhead& how, const std::vector<vault::PathChange>& files,
                const std::function<void(ReadFile&& file)>& take);

} // namespace almirah
