#include "vault/deflate.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <new>

namespace almirah::vault {

namespace {

constexpr int level = 1;
constexpr std::size_t sampled_over = 65536; ///< Below, the sample would cost too large a part.
constexpr std::size_t sample_bytes = 4096;
constexpr std::size_t sample_goal = 3900; ///< A sample that does not shrink to this is not worth compressing.
constexpr std::size_t stored_block = 65535;

/// A zlib stream of stored blocks (RFC 1950, RFC 1951).
void append_stored(std::string& out, std::string_view bytes) {
    out.reserve(out.size() + bytes.size() + 5 * (bytes.size() / stored_block + 1) + 6);
    out += "\x78\x01";
    const std::uint32_t sum = libdeflate_adler32(1, bytes.data(), bytes.size());
    do {
        const std::size_t count = std::min(stored_block, bytes.size());
        const char last = count == bytes.size() ? 1 : 0;
        out += {last, char(count), char(count >> 8), char(~count), char(~count >> 8)};
        out += bytes.substr(0, count);
        bytes.remove_prefix(count);
    } while (!bytes.empty());
    out += {char(sum >> 24), char(sum >> 16), char(sum >> 8), char(sum)};
}

} // namespace

void Deflater::Free::operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
}

void Inflater::Free::operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
}

Deflater::Deflater() : compressor_(libdeflate_alloc_compressor(level)) {
    if (!compressor_) throw std::bad_alloc();
}

bool Deflater::compressible(std::string_view bytes) {
    if (bytes.size() <= sampled_over) return true;
    char shrunk[sample_goal];
    const auto sample = bytes.substr(bytes.size() / 2 - sample_bytes / 2, sample_bytes);
    return libdeflate_zlib_compress(compressor_.get(), sample.data(), sample.size(), shrunk, sizeof shrunk) !=
           0;
}

void Deflater::append(std::string& out, std::string_view bytes) {
    if (!compressible(bytes)) return append_stored(out, bytes);
    const std::size_t start = out.size();
    const std::size_t bound = libdeflate_zlib_compress_bound(compressor_.get(), bytes.size());
    out.resize(start + bound);
    out.resize(start + libdeflate_zlib_compress(compressor_.get(), bytes.data(), bytes.size(),
                                                out.data() + start, bound));
}

Inflater::Inflater() : decompressor_(libdeflate_alloc_decompressor()) {
    if (!decompressor_) throw std::bad_alloc();
}

std::optional<std::size_t> Inflater::inflate(std::string_view in, std::size_t size_bytes, std::string& out) {
    if (!can_inflate_to(in.size(), size_bytes)) return std::nullopt;
    out.resize(size_bytes);
    std::size_t used = 0;
    const auto result = libdeflate_zlib_decompress_ex(decompressor_.get(), in.data(), in.size(), out.data(),
                                                      size_bytes, &used, nullptr);
    if (result != LIBDEFLATE_SUCCESS) return std::nullopt;
    return used;
}

std::size_t deflated_bound(std::size_t size_bytes) {
    // zlib's smallest blocks cost 4 % on incompressible bytes.
    return size_bytes + size_bytes / 16 + 1024;
}

bool can_inflate_to(std::size_t stream_bytes, std::uint64_t size_bytes) {
    return size_bytes <= largest_object && size_bytes / 1032 <= stream_bytes;
}

} // namespace almirah::vault
