#include "vault/delta.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"

#include <git2.h>
#include <git2/sys/odb_backend.h>

#include <algorithm>

namespace almirah::vault {

namespace {

/// libgit2's message is per thread and soon replaced, so it is copied here and nowhere else.
[[noreturn]] void throw_damaged(const std::string& what) {
    const git_error* error = git_error_last();
    throw Error(Code::corrupt,
                what + (error && error->message ? std::string(": ") + error->message : "") + "; run verify");
}

git_oid oid_of(const ObjectId& id) {
    git_oid oid;
    std::copy(id.bytes.begin(), id.bytes.end(), oid.id);
    return oid;
}

ObjectKind kind_of(git_object_t type, const ObjectId& id) {
    if (type < GIT_OBJECT_COMMIT || type > GIT_OBJECT_TAG)
        throw_damaged("object " + id.hex() + " is of no known kind");
    return ObjectKind(type);
}

} // namespace

void start_libgit2() {
    static const int users = git_libgit2_init();
    if (users < 1) throw Error(Code::internal, "libgit2 does not start");
    // libgit2 notes a failed allocation in a state of each thread, which it allocates when it first notes
    // one: where there is no memory for it, it calls itself until the stack ends. It is made here, where
    // there is.
    constexpr std::size_t more_than_the_state = 4096;
    ::operator delete(::operator new(more_than_the_state));
    git_error_clear();
}

void DeltaReader::Free::operator()(git_odb* odb) const {
    git_odb_free(odb);
}

DeltaReader::DeltaReader(const std::string& idx_path) : idx_path_(idx_path) {
    start_libgit2();
    git_odb* odb = nullptr;
    if (git_odb_new(&odb) != 0) throw_damaged("libgit2 makes no object database");
    odb_.reset(odb);
    git_odb_backend* backend = nullptr;
    if (git_odb_backend_one_pack(&backend, idx_path.c_str()) != 0)
        throw_damaged(os::quoted(idx_path) + " does not open");
    if (git_odb_add_backend(odb, backend, 1) != 0) {
        backend->free(backend);
        throw_damaged(os::quoted(idx_path) + " does not open");
    }
}

Object DeltaReader::read(const ObjectId& id) const {
    start_libgit2();
    const git_oid oid = oid_of(id);
    git_odb_object* found = nullptr;
    if (git_odb_read(&found, odb_.get(), &oid) != 0)
        throw_damaged("object " + id.hex() + " in " + os::quoted(idx_path_) + " is damaged");
    const std::unique_ptr<git_odb_object, decltype(&git_odb_object_free)> held(found, git_odb_object_free);
    return {kind_of(git_odb_object_type(found), id),
            std::string(static_cast<const char*>(git_odb_object_data(found)), git_odb_object_size(found))};
}

std::pair<ObjectKind, std::uint64_t> DeltaReader::head(const ObjectId& id) const {
    start_libgit2();
    const git_oid oid = oid_of(id);
    std::size_t size_bytes = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_odb_read_header(&size_bytes, &type, odb_.get(), &oid) != 0)
        throw_damaged("object " + id.hex() + " in " + os::quoted(idx_path_) + " is damaged");
    return {kind_of(type, id), size_bytes};
}

} // namespace almirah::vault
