#include "vault/config.hpp"

#include "os/files.hpp"
#include "vault/delta.hpp"

#include <git2.h>

#include <algorithm>
#include <cctype>
#include <memory>

namespace almirah::vault {

namespace {

struct FreeConfig {
    void operator()(git_config* config) const { git_config_free(config); }
};

} // namespace

std::string fault_of_config(const std::string& path) {
    const std::string bytes = os::read_small_file(path);
    if (std::all_of(bytes.begin(), bytes.end(), [](unsigned char c) { return std::isspace(c) != 0; }))
        return "is empty";
    start_libgit2();
    git_config* raw = nullptr;
    int bare = 0;
    int failed = git_config_new(&raw);
    const std::unique_ptr<git_config, FreeConfig> config(raw);
    if (!failed) failed = git_config_add_file_ondisk(raw, path.c_str(), GIT_CONFIG_LEVEL_LOCAL, nullptr, 0);
    if (failed || bytes.find('\0') != std::string::npos) {
        const git_error* error = failed ? git_error_last() : nullptr;
        return "is not what git can read" + (error ? ": " + std::string(error->message) : "");
    }
    if (git_config_get_bool(&bare, raw, "core.bare") != 0 || !bare)
        return "does not say that the repository is bare";
    return "";
}

} // namespace almirah::vault
