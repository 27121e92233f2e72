// zlib streams, as packs hold them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct libdeflate_compressor;
struct libdeflate_decompressor;

namespace almirah::vault {

/// Compresses with libdeflate, level 1; stores what is large and, by a sample of 4 KiB, incompressible. One
/// thread.
class Deflater {
public:
    Deflater();
    /// Appends one zlib stream of the bytes.
    void append(std::string& out, std::string_view bytes);

private:
    bool compressible(std::string_view bytes);
    struct Free {
        void operator()(libdeflate_compressor* compressor) const;
    };
    std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

/// One thread.
class Inflater {
public:
    Inflater();
    /// Replaces `out` by exactly `size_bytes` bytes from the stream at the front of `in`. Returns the
    /// stream's length; nothing when the stream is damaged or holds another number of bytes.
    std::optional<std::size_t> inflate(std::string_view in, std::size_t size_bytes, std::string& out);

private:
    struct Free {
        void operator()(libdeflate_decompressor* decompressor) const;
    };
    std::unique_ptr<libdeflate_decompressor, Free> decompressor_;
};

/// An upper bound of the stream's length for so many bytes, by any deflater of common habits.
std::size_t deflated_bound(std::size_t size_bytes);
/// Nothing of ours comes near; what claims to be larger is not loaded.
inline constexpr std::uint64_t largest_object = std::uint64_t{2} << 30;
/// Whether a stream of this length can hold so many bytes at all (deflate yields at most 1032 to 1), and they
/// are not too many.
bool can_inflate_to(std::size_t stream_bytes, std::uint64_t size_bytes);

} // namespace almirah::vault
