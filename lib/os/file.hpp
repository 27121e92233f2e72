// An open file, and a file seen as memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace almirah::os {

/// What tells whether a file is the one it was: where it is, how long, and when it changed.
struct Stamp {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size_bytes = 0;
    std::int64_t changed_ns = 0;
    bool operator==(const Stamp&) const = default;
};

/// The stamp of a regular file, links followed. Throws not_found, permission, io; invalid_argument for a
/// folder, a pipe or a device.
Stamp stamp(const std::string& path);

/// Closed at destruction. Errors are those of os/files.hpp, and name the path.
class File {
public:
    /// For reading. Never waits: a pipe or a device is refused with invalid_argument.
    static File open(const std::string& path);
    /// A new file for reading and writing. Throws already_exists.
    static File create(const std::string& path, unsigned mode = 0666);
    /// A new file in a folder, with an unused name that begins with `prefix`.
    static File create_unique(const std::string& folder, const std::string& prefix, unsigned mode = 0666);

    /// A descriptor that was opened for reading, and is closed by this object from now on; refused as `open`
    /// refuses.
    static File take(int descriptor, std::string path);

    File(File&& other) noexcept;
    File& operator=(File&&) = delete;
    ~File();

    const std::string& path() const { return path_; }
    Stamp stamp() const;
    /// Fewer bytes than asked for only at the end of the file.
    std::size_t read_at(std::uint64_t offset, void* out, std::size_t size_bytes) const;
    void write_at(std::uint64_t offset, std::string_view bytes);
    void truncate(std::uint64_t size_bytes);
    /// Lets the system begin to write a range out, so that `sync` has less to wait for.
    void write_out(std::uint64_t offset, std::uint64_t size_bytes);
    /// After it threw, the bytes are lost for good, and asking again may say otherwise: write another file.
    void sync();

private:
    friend class Mapping;
    File(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
    int descriptor_;
    std::string path_;
};

/// A whole file mapped for reading. Only for files that never shrink, such as an idx.
class Mapping {
public:
    explicit Mapping(const File& file);
    Mapping(Mapping&& other) noexcept;
    Mapping& operator=(Mapping&&) = delete;
    ~Mapping();
    std::string_view bytes() const { return bytes_; }

private:
    std::string_view bytes_;
};

} // namespace almirah::os
