// Writes a bag into a folder beside its target: payload and tag files as streams, their digests as they pass,
// the manifests as they come. Memory stays the same whatever the bag's size.
#pragma once

#include "almirah/progress.hpp"
#include "exchange/bag_text.hpp"
#include "os/staged_folder.hpp"
#include "store/digested_file.hpp"

#include <functional>
#include <memory>
#include <string>

namespace almirah {

class BagWriter {
public:
    /// Throws already_exists when the target is there and is not an empty folder.
    explicit BagWriter(const std::string& target);

    /// A file of content at `path` ("data/…"), which `read` hands out. Returns its SHA-512.
    std::string payload(const std::string& path, const std::function<void(const Sink&)>& read);
    /// A tag file that is filled line by line until `finish`; by its path in the bag.
    DigestedFile& tag(const std::string& path);
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
        std::unique_ptr<DigestedFile> file;
    };
    std::string place(const std::string& path) const;
    void write_tag(const std::string& path, const std::string& text);

    os::StagedFolder folder_;
    std::vector<Tag> tags_;
    std::uint64_t files_ = 0, bytes_ = 0;
};

} // namespace almirah
