#include "crash/faults.hpp"

#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <cstring>
#include <dirent.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <unordered_set>

struct stat;
struct statfs;
struct timespec;

namespace almirah::crash {

namespace {

constexpr unsigned nospc = 1, io = 2, mfile = 4, acces = 8, intr = 16;

struct Error {
    const char* name;
    int number;
    unsigned bit;
};
constexpr Error errors[] = {{"ENOSPC", ENOSPC, nospc},
                            {"EIO", EIO, io},
                            {"EMFILE", EMFILE, mfile},
                            {"EACCES", EACCES, acces},
                            {"EINTR", EINTR, intr}};

/// One function of the C library: whether it changes the disk, and which errors it may give.
struct Kind {
    const char* name;
    bool changes;
    unsigned errors;
};

struct Seen {
    const Kind* kind;
    bool changes;
    unsigned errors;
};

enum class Mode { idle, trace, armed };
Mode mode = Mode::idle;
Plan plan;
std::uint64_t calls = 0, allocations = 0;
std::array<Seen, 100000> seen;
std::unordered_set<std::uint64_t>* paths = nullptr;
std::vector<std::uint64_t>* first_of_path = nullptr;
thread_local bool inside = false; ///< What this file itself calls is not counted.

class Inside {
public:
    Inside() { inside = true; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside() { inside = false; }
};

bool hits(std::uint64_t n) {
    if (n < plan.nth) return false;
    if (n == plan.nth) return true;
    if (!plan.from_then_on) return false;
    return plan.error != EINTR || (n - plan.nth) % 2 == 0;
}

/// Counts a call; true when it is to fail, with errno set.
bool fails(const Kind& kind, bool changes, unsigned possible) {
    if (mode == Mode::idle || inside) return false;
    const std::uint64_t n = ++calls;
    if (mode == Mode::trace) {
        if (n <= seen.size()) seen[n - 1] = {&kind, changes, possible};
        return false;
    }
    if (plan.what != Plan::What::kill && plan.what != Plan::What::error) return false;
    if (!hits(n)) return false;
    if (plan.what == Plan::What::kill) ::kill(::getpid(), SIGKILL);
    unsigned bit = 0;
    for (const auto& error : errors)
        bit |= error.number == plan.error ? error.bit : 0;
    // Of those from the N-th on, only where the system could say so.
    if ((possible & bit) == 0) return false;
    errno = plan.error;
    return true;
}

bool fails(const Kind& kind) {
    return fails(kind, kind.changes, kind.errors);
}

void remember_path() {
    const Inside guard;
    std::array<void*, 12> frames;
    const int depth = ::backtrace(frames.data(), int(frames.size()));
    std::uint64_t hash = 14695981039346656037U;
    for (int i = 2; i < depth; ++i)
        hash = (hash ^ reinterpret_cast<std::uintptr_t>(frames[std::size_t(i)])) * 1099511628211U;
    if (paths->insert(hash).second) first_of_path->push_back(allocations);
}

bool allocation_fails() {
    if (mode == Mode::idle || inside) return false;
    ++allocations;
    if (mode == Mode::trace) remember_path();
    return mode == Mode::armed && plan.what == Plan::What::no_memory && hits(allocations);
}

template <class Function>
Function* real(Function*& kept, const char* name) {
    if (!kept) {
        const Inside guard;
        kept = reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
    }
    return kept;
}

/// SQLite's random numbers are the same each time, so that equal runs leave equal bytes.
const char* dull(const char* path) {
    return std::strcmp(path, "/dev/urandom") == 0 ? "/dev/zero" : path;
}

bool of_store(int descriptor) {
    return descriptor > STDERR_FILENO;
}

} // namespace

void arm(const Plan& wanted) {
    plan = wanted;
    calls = allocations = 0;
    mode = Mode::armed;
}

void disarm() {
    mode = Mode::idle;
}

void begin_trace() {
    void* warm[1];
    (void)::backtrace(warm, 1);
    paths = new std::unordered_set<std::uint64_t>;
    first_of_path = new std::vector<std::uint64_t>;
    calls = allocations = 0;
    mode = Mode::trace;
}

std::vector<Call> calls_seen() {
    std::vector<Call> result;
    for (std::size_t i = 0; i < calls && i < seen.size(); ++i) {
        Call call{seen[i].kind->name, seen[i].changes, {}};
        for (const auto& error : errors)
            if (seen[i].errors & error.bit) call.errors.push_back(error.number);
        result.push_back(std::move(call));
    }
    return result;
}

std::vector<std::uint64_t> allocations_seen() {
    return *first_of_path;
}

std::string name_of_error(int number) {
    for (const auto& error : errors)
        if (error.number == number) return error.name;
    return "";
}

std::optional<int> error_of_name(const std::string& name) {
    for (const auto& error : errors)
        if (name == error.name) return error.number;
    return std::nullopt;
}

} // namespace almirah::crash

// ---- The functions of the C library. Each asks `fails` first, and else calls the real one.

using almirah::crash::acces;
using almirah::crash::fails;
using almirah::crash::intr;
using almirah::crash::io;
using almirah::crash::Kind;
using almirah::crash::mfile;
using almirah::crash::nospc;
using almirah::crash::of_store;
using almirah::crash::real;

#define VISIBLE __attribute__((visibility("default")))

#define CALL(result, failed, name, changes, errors, condition, parameters, arguments)                        \
    VISIBLE result name parameters {                                                                         \
        static constexpr Kind kind{#name, changes, errors};                                                  \
        static result(*kept) parameters = nullptr;                                                           \
        if ((condition) && fails(kind)) return failed;                                                       \
        return real(kept, #name) arguments;                                                                  \
    }

#define OPEN(name)                                                                                           \
    VISIBLE int name(const char* path, int flags, ...) {                                                     \
        static constexpr Kind kind{"open", true, io | mfile | acces | intr};                                 \
        static int (*kept)(const char*, int, ...) = nullptr;                                                 \
        std::va_list rest;                                                                                   \
        va_start(rest, flags);                                                                               \
        const unsigned mode = flags & O_CREAT ? va_arg(rest, unsigned) : 0;                                  \
        va_end(rest);                                                                                        \
        const bool makes = (flags & (O_CREAT | O_TRUNC)) != 0;                                               \
        if (fails(kind, makes, kind.errors | (makes ? nospc : 0))) return -1;                                \
        return real(kept, #name)(almirah::crash::dull(path), flags, mode);                                   \
    }

#define FCNTL(name)                                                                                          \
    VISIBLE int name(int descriptor, int command, ...) {                                                     \
        static constexpr Kind kind{"fcntl", false, io | acces | intr};                                       \
        static int (*kept)(int, int, ...) = nullptr;                                                         \
        std::va_list rest;                                                                                   \
        va_start(rest, command);                                                                             \
        void* argument = va_arg(rest, void*);                                                                \
        va_end(rest);                                                                                        \
        const bool locks = command == F_SETLK || command == F_SETLKW || command == F_GETLK;                  \
        if (locks && fails(kind)) return -1;                                                                 \
        return real(kept, #name)(descriptor, command, argument);                                             \
    }

extern "C" {

OPEN(open)
OPEN(open64)
FCNTL(fcntl)
FCNTL(fcntl64)

CALL(ssize_t, -1, read, false, io | intr, of_store(d), (int d, void* p, std::size_t n), (d, p, n))
CALL(ssize_t, -1, pread, false, io | intr, true, (int d, void* p, std::size_t n, off_t o), (d, p, n, o))
CALL(ssize_t, -1, pread64, false, io | intr, true, (int d, void* p, std::size_t n, off64_t o), (d, p, n, o))
CALL(ssize_t, -1, write, true, nospc | io | intr, of_store(d), (int d, const void* p, std::size_t n),
     (d, p, n))
CALL(ssize_t, -1, pwrite, true, nospc | io | intr, true, (int d, const void* p, std::size_t n, off_t o),
     (d, p, n, o))
CALL(ssize_t, -1, pwrite64, true, nospc | io | intr, true, (int d, const void* p, std::size_t n, off64_t o),
     (d, p, n, o))
CALL(int, -1, fsync, true, nospc | io | intr, true, (int d), (d))
CALL(int, -1, fdatasync, true, nospc | io | intr, true, (int d), (d))
CALL(int, -1, ftruncate, true, nospc | io | intr, true, (int d, off_t n), (d, n))
CALL(int, -1, ftruncate64, true, nospc | io | intr, true, (int d, off64_t n), (d, n))
CALL(int, -1, flock, false, io | intr, true, (int d, int how), (d, how))
CALL(int, -1, rename, true, nospc | io | acces, true, (const char* a, const char* b), (a, b))
CALL(int, -1, unlink, true, io | acces, true, (const char* a), (a))
CALL(int, -1, rmdir, true, io | acces, true, (const char* a), (a))
CALL(int, -1, mkdir, true, nospc | io | acces, true, (const char* a, mode_t m), (a, m))
CALL(int, -1, chmod, true, io | acces, true, (const char* a, mode_t m), (a, m))
CALL(int, -1, fchmod, true, io, true, (int d, mode_t m), (d, m))
CALL(char*, nullptr, mkdtemp, true, nospc | io | acces, true, (char* a), (a))
CALL(int, -1, access, false, io | acces, true, (const char* a, int how), (a, how))
CALL(int, -1, stat, false, io | acces, true, (const char* a, struct stat* s), (a, s))
CALL(int, -1, stat64, false, io | acces, true, (const char* a, struct stat64* s), (a, s))
CALL(int, -1, lstat, false, io | acces, true, (const char* a, struct stat* s), (a, s))
CALL(int, -1, lstat64, false, io | acces, true, (const char* a, struct stat64* s), (a, s))
CALL(int, -1, fstat, false, io, of_store(d), (int d, struct stat* s), (d, s))
CALL(int, -1, fstat64, false, io, of_store(d), (int d, struct stat64* s), (d, s))
CALL(int, -1, statfs, false, io | acces, true, (const char* a, struct statfs* s), (a, s))
CALL(DIR*, nullptr, opendir, false, io | mfile | acces, true, (const char* a), (a))
CALL(struct dirent*, nullptr, readdir, false, io, true, (DIR * d), (d))
CALL(struct dirent64*, nullptr, readdir64, false, io, true, (DIR * d), (d))
CALL(void*, MAP_FAILED, mmap, false, io | acces, d >= 0,
     (void* a, std::size_t n, int p, int f, int d, off_t o), (a, n, p, f, d, o))
CALL(void*, MAP_FAILED, mmap64, false, io | acces, d >= 0,
     (void* a, std::size_t n, int p, int f, int d, off64_t o), (a, n, p, f, d, o))

/// What is closed is closed, whatever it says.
VISIBLE int close(int descriptor) {
    static constexpr Kind kind{"close", false, nospc | io | intr};
    static int (*kept)(int) = nullptr;
    const int result = real(kept, "close")(descriptor);
    return of_store(descriptor) && fails(kind) ? -1 : result;
}

#define WAIT(name, parameters, arguments)                                                                    \
    VISIBLE int name parameters {                                                                            \
        static int(*kept) parameters = nullptr;                                                              \
        if (almirah::crash::mode == almirah::crash::Mode::armed) return 0;                                   \
        return real(kept, #name) arguments;                                                                  \
    }
WAIT(usleep, (unsigned n), (n))
WAIT(nanosleep, (const struct timespec* n, struct timespec* left), (n, left))
WAIT(clock_nanosleep, (clockid_t c, int f, const struct timespec* n, struct timespec* left), (c, f, n, left))

void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

#define ALLOCATE(name, from, parameters, arguments)                                                          \
    VISIBLE void* name parameters {                                                                          \
        if (!almirah::crash::allocation_fails()) return from arguments;                                      \
        errno = ENOMEM;                                                                                      \
        return nullptr;                                                                                      \
    }
ALLOCATE(malloc, __libc_malloc, (std::size_t n), (n))
ALLOCATE(calloc, __libc_calloc, (std::size_t n, std::size_t size), (n, size))
ALLOCATE(realloc, __libc_realloc, (void* p, std::size_t n), (p, n))
ALLOCATE(aligned_alloc, __libc_memalign, (std::size_t a, std::size_t n), (a, n))

} // extern "C"
