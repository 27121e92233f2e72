// The first line is a loose ref, the rest is packed-refs.
#include "vault/refs.hpp"

#include "fuzz/target.hpp"
#include "support/folder.hpp"

#include <fstream>

using namespace almirah;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const test::Folder folder;
    std::filesystem::create_directories(folder / "refs/heads");
    const auto bytes = test::text_of(data, size);
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::ofstream(folder / "refs/heads/register", std::ios::binary) << bytes.substr(0, end);
    std::ofstream(folder / "packed-refs", std::ios::binary) << bytes.substr(std::min(end + 1, bytes.size()));
    const vault::Refs refs(folder.path());
    test::succeeds([&] {
        const auto id = refs.read(vault::register_ref);
        test::hold(id && id->hex() == bytes.substr(0, 40), "a ref that was read is the one that is written");
    });
    test::succeeds([&] {
        const auto all = refs.all();
        for (const auto& [name, id] : all)
            test::hold(name.find('\n') == std::string::npos, "a ref's name is one line");
        const auto vault = refs.read(vault::vault_ref);
        const auto known = all.find(vault::vault_ref);
        test::hold(vault == (known == all.end() ? std::nullopt : std::optional(known->second)),
                   "a ref alone is as it is among all");
    });
    return 0;
}
