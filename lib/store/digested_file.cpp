#include "store/digested_file.hpp"

namespace almirah {

namespace {

constexpr std::size_t buffer_bytes = std::size_t{1} << 18;

} // namespace

DigestedFile::DigestedFile(const std::string& path)
    : file_(os::File::create(path)), sha256_(base::Digest::Kind::sha256),
      sha512_(base::Digest::Kind::sha512) {}

void DigestedFile::add(const char* data, std::size_t size_bytes) {
    sha256_.update(data, size_bytes);
    sha512_.update(data, size_bytes);
    size_bytes_ += size_bytes;
    buffer_.append(data, size_bytes);
    if (buffer_.size() >= buffer_bytes) flush();
}

void DigestedFile::flush() {
    file_.write_at(written_, buffer_);
    written_ += buffer_.size();
    buffer_.clear();
}

void DigestedFile::finish() {
    flush();
    buffer_.shrink_to_fit();
    sha256_hex_ = sha256_.finish_hex();
    sha512_hex_ = sha512_.finish_hex();
}

} // namespace almirah
