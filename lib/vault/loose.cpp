#include "vault/loose.hpp"

#include "almirah/error.hpp"
#include "os/file.hpp"
#include "os/files.hpp"
#include "vault/deflate.hpp"

#include <zlib.h>

#include <charconv>

namespace almirah::vault {

namespace {

constexpr std::size_t longest_header = 32;

/// zlib, since the size is told within the stream. libgit2's own reader overruns on damaged bytes.
class Stream {
public:
    explicit Stream(std::string_view in) {
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
        stream_.avail_in = uInt(in.size());
        ready_ = inflateInit(&stream_) == Z_OK;
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() { inflateEnd(&stream_); }

    /// Up to so many bytes more.
    std::string take(std::size_t size_bytes) {
        std::string out(size_bytes, '\0');
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = uInt(size_bytes);
        if (ready_) state_ = inflate(&stream_, Z_SYNC_FLUSH);
        out.resize(size_bytes - stream_.avail_out);
        return out;
    }
    bool ended() const { return state_ == Z_STREAM_END; }

private:
    z_stream stream_{};
    bool ready_ = false;
    int state_ = Z_OK;
};

/// "blob 12" NUL. Nothing when the bytes are no such header.
struct Header {
    ObjectKind kind;
    std::uint64_t size_bytes;
    std::size_t header_bytes;
};

std::optional<Header> parse_header(std::string_view bytes) {
    const std::size_t space = bytes.find(' '), zero = bytes.find('\0');
    if (zero == std::string_view::npos || space >= zero) return std::nullopt;
    const auto kind = parse_object_kind(bytes.substr(0, space));
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(bytes.data() + space + 1, bytes.data() + zero, size);
    if (!kind || error != std::errc() || end != bytes.data() + zero) return std::nullopt;
    return Header{*kind, size, zero + 1};
}

std::optional<Object> decode(const std::string& file) {
    if (file.size() > largest_object) return std::nullopt;
    Stream stream(file);
    std::string first = stream.take(longest_header);
    const auto header = parse_header(first);
    if (!header || header->size_bytes > largest_object || !can_inflate_to(file.size(), header->size_bytes))
        return std::nullopt;
    Object object{header->kind, first.substr(header->header_bytes)};
    if (header->size_bytes > object.bytes.size())
        object.bytes += stream.take(header->size_bytes - object.bytes.size());
    const bool longer = !stream.take(1).empty();
    if (longer || !stream.ended() || object.bytes.size() != header->size_bytes) return std::nullopt;
    return object;
}

/// Stock git packs loose objects and removes their folders, perhaps meanwhile.
std::vector<std::string> names_in(const std::string& folder) {
    try {
        return os::list(folder);
    } catch (const Error& error) {
        if (error.code() != Code::not_found) throw;
        return {};
    }
}

} // namespace

std::string loose_path(const std::string& objects, const ObjectId& id) {
    const std::string hex = id.hex();
    return objects + "/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

std::optional<Object> read_loose(const std::string& objects, const ObjectId& id) {
    std::string file;
    try {
        file = os::read_file(loose_path(objects, id));
    } catch (const Error& error) {
        if (error.code() == Code::not_found) return std::nullopt;
        throw;
    }
    auto object = decode(file);
    if (!object || object_id(object->kind, object->bytes) != id)
        throw Error(Code::corrupt, "the loose object " + id.hex() + " is damaged; run verify");
    return object;
}

void each_loose(const std::string& objects, const std::function<void(const ObjectId&)>& each) {
    for (const auto& folder : os::list(objects)) {
        if (folder.size() != 2 || !ObjectId::parse(folder + std::string(38, '0'))) continue;
        for (const auto& name : names_in(objects + "/" + folder))
            if (const auto id = ObjectId::parse(folder + name)) each(*id);
    }
}

} // namespace almirah::vault
