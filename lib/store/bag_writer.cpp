#include "store/bag_writer.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"
#include "os/tree.hpp"

#include <algorithm>

namespace almirah {

namespace {

constexpr const char* manifests[] = {"manifest-sha256.txt", "manifest-sha512.txt"};

const std::string& free_bag_target(const std::string& target) {
    if (target.empty()) throw Error(Code::invalid_argument, "no folder is named for the bag; give one");
    os::StagedFolder::require_free(target);
    return target;
}

} // namespace

BagWriter::BagWriter(const std::string& target) : folder_(free_bag_target(target)) {
    write_tag("bagit.txt", exchange::bag_declaration());
    os::make_folders(place("data")); // a bag has one, also where nothing is in it
    for (const char* manifest : manifests)
        (void)tag(manifest);
}

std::string BagWriter::place(const std::string& path) const {
    return folder_.path() + "/" + path;
}

DigestedFile& BagWriter::tag(const std::string& path) {
    const auto known = std::find_if(tags_.begin(), tags_.end(), [&](const Tag& t) { return t.path == path; });
    if (known != tags_.end()) return *known->file;
    const std::string file = place(path);
    os::make_folders(file.substr(0, file.rfind('/')));
    tags_.push_back({path, std::make_unique<DigestedFile>(file)});
    return *tags_.back().file;
}

void BagWriter::write_tag(const std::string& path, const std::string& text) {
    tag(path).add(text);
}

std::string BagWriter::payload(const std::string& path, const std::function<void(const Sink&)>& read) {
    const std::string at = place(path);
    os::make_folders(at.substr(0, at.rfind('/')));
    DigestedFile file(at);
    read([&](const char* data, std::size_t size_bytes) { file.add(data, size_bytes); });
    file.finish();
    ++files_;
    bytes_ += file.size_bytes();
    tag(manifests[0]).add(exchange::manifest_line(file.sha256(), path));
    tag(manifests[1]).add(exchange::manifest_line(file.sha512(), path));
    return file.sha512();
}

std::string BagWriter::finish(exchange::Labelled info) {
    info.emplace_back("Payload-Oxum", std::to_string(bytes_) + "." + std::to_string(files_));
    write_tag("bag-info.txt", exchange::bag_info(info));
    for (auto& tag : tags_)
        tag.file->finish();
    std::sort(tags_.begin(), tags_.end(), [](const Tag& a, const Tag& b) { return a.path < b.path; });
    DigestedFile sha256(place("tagmanifest-sha256.txt")), sha512(place("tagmanifest-sha512.txt"));
    for (const auto& tag : tags_) {
        sha256.add(exchange::manifest_line(tag.file->sha256(), tag.path));
        sha512.add(exchange::manifest_line(tag.file->sha512(), tag.path));
    }
    sha256.finish();
    sha512.finish();
    return sha256.sha256();
}

void BagWriter::publish() {
    // One wait for the whole bag: asking for each of a hundred thousand files takes minutes.
    os::sync_file_system(folder_.path());
    folder_.publish();
}

} // namespace almirah
