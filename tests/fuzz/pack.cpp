// A pack, without its trailer, which is set right: an idx is made of it and every object is read.
#include "vault/pack.hpp"
#include "base/digest.hpp"
#include "fuzz/target.hpp"
#include "support/folder.hpp"
#include "vault/loose.hpp"

#include <fstream>

using namespace almirah;

namespace {

const test::Folder& folder() {
    static const test::Folder made;
    return made;
}

void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

void read_as_pack(std::string bytes) {
    std::string trailer(20, '\0');
    base::Digest digest(base::Digest::Kind::sha1);
    digest.update(bytes.data(), bytes.size());
    digest.finish(reinterpret_cast<std::uint8_t*>(trailer.data()));
    const std::string stem = folder() / "pack";
    write(stem + ".pack", bytes + trailer);
    test::succeeds([&] {
        const auto pack = vault::Pack::derive(stem, std::make_shared<vault::OpenFiles>());
        for (std::size_t n = 0; n < pack->index().count(); ++n) {
            const auto head = pack->head(n);
            const auto object = pack->read(n);
            test::hold(head.first == object.kind && head.second == object.bytes.size(),
                       "a head tells the truth");
        }
        (void)pack->extents();
    });
}

void read_as_loose(const std::string& bytes) {
    const vault::ObjectId id{};
    const std::string path = vault::loose_path(folder().path(), id);
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    write(path, bytes);
    test::hold(!test::succeeds([&] { (void)vault::read_loose(folder().path(), id); }),
               "bytes that are not those of a name are not handed out");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(test::text_of(data, size));
    read_as_pack(bytes);
    read_as_loose(bytes);
    return 0;
}
