// The trees of RFC 6962, by the test vectors of Certificate Transparency's reference implementation.
#include "model/merkle.hpp"
#include "support/catch.hpp"

using namespace almirah;
using namespace almirah::model;

namespace {

std::string unhex(const std::string& digits) {
    std::string bytes;
    for (std::size_t at = 0; at < digits.size(); at += 2)
        bytes += char(std::stoi(digits.substr(at, 2), nullptr, 16));
    return bytes;
}

std::string hex(const Hash& hash) {
    return base::hex(hash.data(), hash.size());
}

std::vector<Hash> leaves() {
    std::vector<Hash> made;
    for (const char* entry :
         {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"})
        made.push_back(leaf_hash(unhex(entry)));
    return made;
}

} // namespace

TEST_CASE("roots are those of the reference implementation") {
    const char* const roots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                 "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                 "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                 "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                 "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                 "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                 "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                 "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
    const auto all = leaves();
    for (std::size_t size = 0; size <= all.size(); ++size)
        CHECK(hex(merkle_root(all, size)) == roots[size]);
}

TEST_CASE("a path leads from its leaf to the root, and from no other place") {
    const auto all = leaves();
    for (std::size_t size = 1; size <= all.size(); ++size)
        for (std::size_t index = 0; index < size; ++index) {
            const Path path = inclusion_path(all, index, size);
            CHECK(root_by(all[index], index, size, path) == merkle_root(all, size));
            for (std::size_t other = 0; other < size; ++other)
                if (other != index) CHECK(root_by(all[index], other, size, path) != merkle_root(all, size));
            Path longer = path, shorter = path;
            longer.push_back(all[0]);
            CHECK(root_by(all[index], index, size, longer) != merkle_root(all, size));
            if (path.empty()) continue;
            shorter.pop_back();
            CHECK(root_by(all[index], index, size, shorter) != merkle_root(all, size));
        }
    CHECK_FALSE(root_by(all[0], 1, 1, {}));
    CHECK_FALSE(root_by(all[0], 0, 0, {}));
}

TEST_CASE("a longer tree continues a shorter one, and no other") {
    auto all = leaves();
    auto forked = all;
    forked[2] = leaf_hash("another");
    for (std::size_t older = 1; older <= all.size(); ++older)
        for (std::size_t newer = older; newer <= all.size(); ++newer) {
            const Path path = consistency_path(all, older, newer);
            const Hash before = merkle_root(all, older), after = merkle_root(all, newer);
            CHECK(is_consistent(older, before, newer, after, path));
            if (newer > 2) CHECK_FALSE(is_consistent(older, before, newer, merkle_root(forked, newer), path));
            if (older > 2)
                CHECK_FALSE(is_consistent(older, merkle_root(forked, older), newer, after,
                                          consistency_path(forked, older, newer)));
            Path longer = path;
            longer.push_back(before);
            CHECK_FALSE(is_consistent(older, before, newer, after, longer));
        }
    CHECK_FALSE(is_consistent(0, all[0], 1, all[0], {}));
    CHECK_FALSE(is_consistent(2, all[0], 1, all[0], {}));
}
