#include "vault/difference.hpp"

#include "base/fold.hpp"
#include "vault/delta.hpp"

#include <git2.h>

#include <memory>
#include <new>

namespace almirah::vault {

namespace {

struct FreePatch {
    void operator()(git_patch* patch) const { git_patch_free(patch); }
};

bool is_text(std::string_view bytes) {
    return bytes.find('\0') == std::string_view::npos && base::is_utf8(bytes);
}

} // namespace

std::string text_difference(const std::string& name, std::string_view before, std::string_view after) {
    if (!is_text(before) || !is_text(after) || before == after) return "";
    start_libgit2();
    git_diff_options options;
    if (git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION) != 0) throw std::bad_alloc();
    options.flags |= GIT_DIFF_FORCE_TEXT;
    git_patch* made = nullptr;
    if (git_patch_from_buffers(&made, before.data(), before.size(), name.c_str(), after.data(), after.size(),
                               name.c_str(), &options) != 0)
        throw std::bad_alloc(); // nothing else fails here
    const std::unique_ptr<git_patch, FreePatch> patch(made);
    git_buf buffer = GIT_BUF_INIT;
    if (git_patch_to_buf(&buffer, patch.get()) != 0) throw std::bad_alloc();
    std::string text(buffer.ptr, buffer.size);
    git_buf_dispose(&buffer);
    return text;
}

} // namespace almirah::vault
