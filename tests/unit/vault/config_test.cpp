// What stock git reads of a configuration, and what it does not.
#include "vault/config.hpp"

#include "support/command.hpp"
#include "unit/vault/vault_kit.hpp"

using namespace almirah;
using namespace almirah::test;
using vault::fault_of_config;

namespace {

bool git_reads(const std::string& path) {
    return run("git config --file " + quoted(path) + " --list").status == 0;
}

std::string fault_of(const Folder& folder, const std::string& bytes) {
    write(folder / "config", bytes);
    return fault_of_config(folder / "config");
}

bool is_read(const Folder& folder, const std::string& bytes) {
    return fault_of(folder, bytes).find("not what git can read") == std::string::npos;
}

} // namespace

TEST_CASE("a configuration is read where git reads it") {
    const Folder folder;
    for (const std::string text :
         {"[core]\nbare = true\n", "[core]\n\tbare = true ; said\n# x\n",
          "[a \"b \\\" c\"]\nx = \"y # z\" \\\n more\n", "[a.b]\nx=1\n", "[core]\n\tx\t=\t1\n",
          "[core]\nx\ny\n",

          "[]\nx = 1\n", "hello ][\n", "[core]\nx = a\\qb\n", "[a \"b\"", "[a", "[core]]\nx = 1\n",
          "[core]\nbare true\n", "[core]\n= 1\n", "[core]\na_b = 2\n",

          "[core\nbare = true\n", "bare = true\n", "[core]\r\n\tbare = true\r\n"}) {
        CAPTURE(text);
        const bool read = is_read(folder, text);
        CHECK(read == git_reads(folder / "config"));
    }
    CHECK_FALSE(is_read(folder, std::string(300, '\0')));
}

TEST_CASE("a configuration that is empty, or of no bare repository, is told") {
    const Folder folder;
    CHECK(fault_of(folder, "") == "is empty");
    CHECK(fault_of(folder, " \n\n") == "is empty");
    for (const char* text : {"[core]\n", "[core]\nbare = false\n", "[core \"x\"]\nbare = true\n",
                             "[core]\nbare = true\nbare = no\n", "[cor]\nbare = true\n"})
        CHECK(fault_of(folder, text) == "does not say that the repository is bare");
    for (const char* text : {"[core]\nbare\n", "[CORE]\nBare = Yes\n", "[core]\nbare = \"on\" # so\n",
                             "[core]\nbare = no\n[x]\ny=1\n[core]\nbare = 1"})
        CHECK(fault_of(folder, text).empty());
    CHECK(fault_of(folder, "[core]\nbare = true\nx = a\\qb\n").find("invalid escape") != std::string::npos);
}
