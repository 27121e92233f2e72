// An idx; the first four bytes are the size of its pack. Its checksum is set right, so that the checks behind
// it are reached.
#include "base/digest.hpp"
#include "fuzz/target.hpp"
#include "vault/pack_entry.hpp"
#include "vault/pack_index.hpp"

using namespace almirah;
using test::hold;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 24) return 0;
    std::string bytes(test::text_of(data + 4, size - 4));
    const std::uint64_t pack_bytes = vault::big_endian_32(reinterpret_cast<const char*>(data));
    base::Digest digest(base::Digest::Kind::sha1);
    digest.update(bytes.data(), bytes.size() - 20);
    digest.finish(reinterpret_cast<std::uint8_t*>(bytes.data() + bytes.size() - 20));
    test::succeeds([&] {
        const vault::PackIndex index(std::move(bytes), pack_bytes);
        for (std::size_t n = 0; n < index.count(); ++n) // before the check: any answer, but no crash
            (void)index.find(index.id(n));
        index.check();
        for (std::size_t n = 0; n < index.count(); ++n) {
            hold(index.find(index.id(n)) == n, "every name is found where it stands");
            hold(index.offset(n) < pack_bytes, "every object lies within the pack");
            (void)index.crc32(n);
        }
        (void)index.pack_checksum();
        (void)index.find({});
    });
    return 0;
}
