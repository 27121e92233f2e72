// Trees and commits.
#include "fuzz/target.hpp"
#include "vault/commit.hpp"
#include "vault/pack_entry.hpp"
#include "vault/tree.hpp"

using namespace almirah;
using test::hold;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = test::text_of(data, size);
    test::succeeds([&] {
        const auto entries = vault::parse_tree(bytes, {});
        for (const auto& entry : entries)
            hold(!entry.name.empty() && entry.name.find('/') == std::string::npos,
                 "a tree's names are names");
        hold(vault::parse_tree(vault::encode_tree(entries), {}) == entries,
             "a tree that was read is written so");
    });
    test::succeeds([&] {
        const auto commit = vault::parse_commit(bytes, {});
        (void)vault::vault_tree_of(commit, {});
    });
    (void)vault::parse_entry_head(bytes);
    (void)vault::parse_pack_header(bytes);
    return 0;
}
