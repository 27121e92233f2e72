// Writes a bag into a folder beside its target: payload and tag files as streams, their digests as they pass,
// the manifests as they come. Memory stays the same whatever the bag's size.
#pragma once

#include "almirah/progress.hpp"
#include "base/digest.hpp"
#include "exchange/bag_text.hpp"
#include "os/file.hpp"
#include "os/staged_folder.hpp"

#include <functional>
#include <memory>
#include <string>

namespace almirah {

/// A file being written, with its digests.
class BagFile {
public:
    explicit BagFile(const std::string& path);

    void add(const char* data, std::size_t size_bytes);
    void add(const std::string& text) { add(text.data(), text.size()); }
    /// Writes what is left; the digests are known from then on.
    void finish();

    std::uint64_t size_bytes() const { return size_bytes_; }
    const std::string& sha256() const { return sha256_hex_; }
    const std::string& sha512() const { return sha512_hex_; }

private:
    void flush();

    os::File file_;
    std::string buffer_;
    std::uint64_t size_bytes_ = 0, written_ = 0;
    base::Digest sha256_, sha512_;
    std::string sha256_hex_, sha512_hex_;
};

class BagWriter {
public:
    /// Throws already_exists when the target is there and is not an empty folder.
    explicit BagWriter(const std::string& target);

    /// A file of content at `path` ("data/…"), which `read` hands out. Returns its SHA-512.
    std::string payload(const std::string& path, const std::function<void(const Sink&)>& read);
    /// A tag file that is filled line by line until `finish`; by its path in the bag.
    BagFile& tag(const std::string& path);
    /// Writes the rest: bag-info.txt, with Payload-Oxum, and the manifests. Returns the SHA-256 of
    /// tagmanifest-sha256.txt.
    std::string finish(exchange::Labelled info);
    /// Gives the bag its name, durably.
    void publish();

    std::uint64_t files() const { return files_; }
    std::uint64_t bytes() const { return bytes_; }

private:
    struct Tag {
        std::string path;
        std::unique_ptr<BagFile> file;
    };
    std::string place(const std::string& path) const;
    void write_tag(const std::string& path, const std::string& text);

    os::StagedFolder folder_;
    std::vector<Tag> tags_;
    std::uint64_t files_ = 0, bytes_ = 0;
};

} // namespace almirah
