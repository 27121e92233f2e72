// A store with more packs than a process may have open files.
#include "unit/vault/vault_kit.hpp"
#include "vault/open_files.hpp"

#include <sys/resource.h>

using namespace almirah;
using namespace almirah::test;

namespace {

/// Lowers how many files this process may have open, while it lives.
class FewFiles {
public:
    explicit FewFiles(rlim_t most) {
        REQUIRE(::getrlimit(RLIMIT_NOFILE, &before_) == 0);
        rlimit lower = before_;
        lower.rlim_cur = most;
        REQUIRE(::setrlimit(RLIMIT_NOFILE, &lower) == 0);
    }
    ~FewFiles() { ::setrlimit(RLIMIT_NOFILE, &before_); }

private:
    rlimit before_{};
};

} // namespace

TEST_CASE("a store may have more packs than a process may have open files") {
    Vault store;
    std::vector<vault::ObjectId> contents;
    for (int i = 0; i < 220; ++i)
        contents.push_back(store.file("f" + std::to_string(i), std::to_string(i)).id);
    REQUIRE(store.files_in_packs(".pack").size() == 220);
    const FewFiles few(2 * vault::OpenFiles::most + 40); // verify has a view of its own
    store.reopen();
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 220; ++i)
            REQUIRE(store.content(contents[std::size_t(i)]) == std::to_string(i));
    CHECK(clean(store.verify()));
    store.file("one more", "one more");
}

TEST_CASE("a file that is being used stays open, whatever is opened meanwhile") {
    const Folder folder;
    write(folder / "first", "first");
    write(folder / "other", "other");
    vault::OpenFiles files;
    const auto first = files.open(folder / "first");
    for (std::size_t i = 0; i < 2 * vault::OpenFiles::most; ++i)
        files.open(folder / "other");
    fs::remove(folder / "first");
    std::string bytes(5, '\0');
    CHECK(first->read_at(0, bytes.data(), bytes.size()) == 5);
    CHECK(bytes == "first");
}
