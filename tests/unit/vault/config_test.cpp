// What stock git reads of a configuration, and what it does not.
#include "vault/config.hpp"

#include "support/command.hpp"
#include "vault_kit.hpp"

using namespace almirah;
using namespace almirah::test;
using vault::fault_of_config;

namespace {

bool git_reads(const Folder& folder, const std::string& bytes) {
    write(folder / "config", bytes);
    return run("git config --file " + quoted(folder / "config") + " --list").status == 0;
}

bool is_read(const std::string& bytes) {
    return fault_of_config(bytes).find("what git cannot read") == std::string::npos;
}

} // namespace

TEST_CASE("a configuration is read where git reads it") {
    const Folder folder;
    for (const std::string text : {"[core]\nbare = true\n",
                                   "[core] bare = true",
                                   "[core]bare",
                                   "[core]\n\tbare = true ; said\n# x\n",
                                   "\xEF\xBB\xBF[core]\r\n\tbare = true\r\n",
                                   "[a \"b \\\" c\"]\nx = \"y # z\" \\\n more\n",
                                   "[a.b]\nx=1\n",
                                   "bare = true\n",
                                   "[core\nbare = true\n",
                                   "[core]\nbare true\n",
                                   "[core]\nbare = \"true\n",
                                   "[core]\n1 = 2\n",
                                   "[core]\na_b = 2\n",
                                   "[]\nx = 1\n",
                                   "[core]\nx = a\\qb\n",
                                   "hello ][\n",
                                   "[a \"b\nc\"]\nx = 1\n",
                                   "[core]]\nx = 1\n",
                                   "[core]\nx = a\\",
                                   "[core]\nx.y = 1\n",
                                   "[core]\n= 1\n",
                                   "[a \"b\"",
                                   "[a",
                                   "[core] ; x\n[b] # y",
                                   "\n \t\n;",
                                   "[core]\nx = \"a\\\nb\"\n",
                                   "[ core]\nx = 1\n",
                                   "[core \"a\" ]\nx = 1\n",
                                   "[core]\n\tx\t=\t1\n",
                                   "[core]\nx\ny\n",
                                   "[core]\nx ; y\n"}) {
        CAPTURE(text);
        CHECK(is_read(text) == git_reads(folder, text));
    }
    for (const auto& text : {std::string("[core]\nx = a\0b\n", 15), std::string(300, '\0')})
        CHECK(is_read(text) == git_reads(folder, text));
    CHECK_FALSE(is_read(std::string(300, '\0')));
}

TEST_CASE("of a store's own configuration with a byte changed, git's view is told") {
    const Folder folder;
    Vault store;
    const std::string sound = read(store.path() + "/config");
    CHECK(fault_of_config(sound).empty());
    for (std::size_t at = 0; at < sound.size(); ++at)
        for (const int bit : {1, 3, 5}) {
            std::string bytes = sound;
            bytes[at] = char(bytes[at] ^ (1 << bit));
            CAPTURE(bytes);
            CHECK(is_read(bytes) == git_reads(folder, bytes));
        }
}

TEST_CASE("a configuration that is empty, or of no bare repository, is told") {
    CHECK(fault_of_config("") == "is empty");
    CHECK(fault_of_config(" \n\n") == "is empty");
    for (const char* text : {"[core]\n", "[core]\nbare = false\n", "[core \"x\"]\nbare = true\n",
                             "[core]\nbare = true\nbare = no\n", "[cor]\nbare = true\n"})
        CHECK(fault_of_config(text) == "does not say that the repository is bare");
    for (const char* text : {"[core]\nbare\n", "[CORE]\nBare = Yes\n", "[core]\nbare = \"on\" # so\n",
                             "[core]\nbare = no\n[x]\ny=1\n[core]\nbare = 1"})
        CHECK(fault_of_config(text).empty());
    CHECK(fault_of_config("[core]\nbare = true\nx = \"\n") == "has in line 3 what git cannot read");
}
