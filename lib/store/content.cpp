#include "store/content.hpp"

#include "base/digest.hpp"

namespace almirah {

void read_checked(Engine& engine, const std::string& owner, const ContentFile& file, const Sink& sink) {
    base::Digest digest(base::Digest::Kind::sha256);
    std::uint64_t size_bytes = 0;
    const auto id = vault::ObjectId::parse(file.blob);
    if (!id) throw Error(Code::corrupt, owner + ": " + file.name + " names no object; run verify");
    engine.repository().read_content(*id, [&](const char* data, std::size_t size) {
        digest.update(data, size);
        size_bytes += size;
        sink(data, size);
    });
    base::Sha256Bytes sum;
    digest.finish(sum.data());
    if (size_bytes != file.size_bytes || base::hex(sum.data(), sum.size()) != file.sha256)
        throw Error(Code::corrupt,
                    owner + ": " + file.name +
                        " is not what was filed (its SHA-256 differs); discard what was read and run verify");
}

} // namespace almirah
