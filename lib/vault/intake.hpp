// Sources become blobs: read, hashed, compressed by several threads.
#pragma once

#include "almirah/record.hpp"
#include "base/digest.hpp"
#include "os/file.hpp"
#include "vault/object.hpp"
#include "vault/repository.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::vault {

/// What is to be stored: a file, or bytes that outlive the intake.
struct Intake {
    std::string path; ///< Empty: `bytes`.
    std::string_view bytes;
    os::Stamp stamp; ///< Of the file, when it was looked at; it must not change while it is read.
    std::uint64_t size_bytes = 0;
};

/// Looks at the files. Throws not_found, permission, invalid_argument naming the path.
std::vector<Intake> look_at(const std::vector<Source>& sources);

/// A blob, ready for the pack: the whole of a source, or a part of it.
struct Prepared {
    std::size_t source = 0;
    bool whole = true;
    bool last = true; ///< The last of its source.
    std::uint64_t size_bytes = 0;
    ObjectId id;
    base::Sha256Bytes sha256{}; ///< Of a whole source.
    std::uint32_t crc32 = 0;
    std::string_view entry; ///< Head and zlib stream.
    std::string_view raw;   ///< Of a part.
};

struct IntakeOptions {
    Limits limits;
    unsigned threads = 2;
    bool sha256 = true; ///< Of whole sources.
    std::function<void(std::size_t source, std::string_view bytes)> inspect =
        {}; ///< Whole sources, any thread.
};

/// Sources under way, taken in order by one thread. A piece that costs much memory waits until what is before
/// it is taken.
class IntakeRun {
public:
    IntakeRun(std::vector<Intake> sources, IntakeOptions options);
    ~IntakeRun();

    const std::vector<Intake>& sources() const;
    /// The next piece of the sources, nothing after the last; its views last until the next call. Throws what
    /// reading throws; io when a file changed meanwhile.
    const Prepared* next();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace almirah::vault
