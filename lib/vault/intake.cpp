#include "vault/intake.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/deflate.hpp"
#include "vault/in_order.hpp"
#include "vault/pack_entry.hpp"

#include <zlib.h>

#include <algorithm>
#include <optional>

namespace almirah::vault {

namespace {

/// Raw and compressed bytes that may be under way at a time.
constexpr std::uint64_t under_way_bytes = 160 << 20;
/// Small sources are handed to a worker together, up to these.
constexpr std::size_t batch_pieces = 64;
constexpr std::uint64_t batch_bytes = 1 << 20;
/// A worker keeps a buffer up to this from one source to the next.
constexpr std::size_t kept_bytes = 17 << 20;

/// A stretch of a source that becomes one blob.
struct Piece {
    std::size_t source;
    std::uint64_t offset;
    std::uint64_t size_bytes;
    bool whole;
    bool last;
};

/// Neighbouring pieces that one worker takes at a time.
struct Batch {
    std::size_t first = 0;
    std::size_t count = 0;
    std::uint64_t size_bytes = 0;
};

/// What a worker made of a batch. Views are set when it is taken: strings move.
struct Worked {
    std::vector<Prepared> prepared;
    std::vector<std::size_t> ends; ///< In `entries`.
    std::string entries;
    std::string raw; ///< Of a part; parts are alone in their batch.
};

std::vector<Piece> pieces_of(const std::vector<Intake>& sources, const Limits& limits) {
    std::vector<Piece> pieces;
    pieces.reserve(sources.size());
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const std::uint64_t size = sources[i].size_bytes;
        if (size <= limits.whole_up_to) {
            pieces.push_back({i, 0, size, true, true});
            continue;
        }
        for (std::uint64_t at = 0; at < size; at += limits.part)
            pieces.push_back({i, at, std::min(limits.part, size - at), false, at + limits.part >= size});
    }
    return pieces;
}

std::vector<Batch> batches_of(const std::vector<Piece>& pieces) {
    std::vector<Batch> batches;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const bool joins = !batches.empty() && pieces[i].whole && pieces[i - 1].whole &&
                           batches.back().count < batch_pieces &&
                           batches.back().size_bytes + pieces[i].size_bytes <= batch_bytes;
        if (!joins) batches.push_back({i, 0, 0});
        ++batches.back().count;
        batches.back().size_bytes += pieces[i].size_bytes;
    }
    return batches;
}

[[noreturn]] void changed(const std::string& path) {
    throw Error(Code::io,
                os::quoted(path) + " changed while it was read; file it again when nobody writes to it");
}

/// Exactly the piece, of the file that was looked at.
std::string_view read_piece(const Intake& source, const Piece& piece, std::string& buffer) {
    if (source.path.empty()) return source.bytes.substr(piece.offset, piece.size_bytes);
    const os::File file = os::File::open(source.path);
    // One byte more than expected shows growth without a further call.
    const std::size_t room = std::size_t(piece.size_bytes) + (piece.last ? 1 : 0);
    if (buffer.size() < room) buffer.resize(room);
    const std::size_t count = file.read_at(piece.offset, buffer.data(), room);
    if (count != piece.size_bytes || file.stamp() != source.stamp) changed(source.path);
    return std::string_view(buffer).substr(0, count);
}

class Worker {
public:
    Worker(const std::vector<Intake>& sources, const std::vector<Piece>& pieces,
           const std::vector<Batch>& batches, const IntakeOptions& options)
        : sources_(sources), pieces_(pieces), batches_(batches), options_(options) {}

    Worked operator()(std::size_t n) {
        Worked worked;
        for (std::size_t i = 0; i < batches_[n].count; ++i)
            work(pieces_[batches_[n].first + i], worked);
        return worked;
    }

private:
    void work(const Piece& piece, Worked& worked) {
        const auto bytes = read_piece(sources_[piece.source], piece, buffer_);
        Prepared prepared;
        prepared.source = piece.source;
        prepared.whole = piece.whole;
        prepared.last = piece.last;
        prepared.size_bytes = piece.size_bytes;
        prepared.id = object_id(ObjectKind::blob, bytes);
        if (piece.whole && options_.sha256) prepared.sha256 = base::sha256(bytes);
        if (piece.whole && options_.inspect) options_.inspect(piece.source, bytes);
        const std::size_t start = worked.entries.size();
        append_entry_head(worked.entries, ObjectKind::blob, bytes.size());
        deflater_.append(worked.entries, bytes);
        prepared.crc32 = std::uint32_t(::crc32_z(
            0, reinterpret_cast<const Bytef*>(worked.entries.data() + start), worked.entries.size() - start));
        worked.prepared.push_back(prepared);
        worked.ends.push_back(worked.entries.size());
        if (!piece.whole) keep_raw(bytes, worked);
        if (buffer_.capacity() > kept_bytes) buffer_ = std::string();
    }

    void keep_raw(std::string_view bytes, Worked& worked) {
        if (bytes.data() != buffer_.data()) {
            worked.raw = bytes;
            return;
        }
        buffer_.resize(bytes.size());
        worked.raw = std::move(buffer_);
        buffer_.clear();
    }

    const std::vector<Intake>& sources_;
    const std::vector<Piece>& pieces_;
    const std::vector<Batch>& batches_;
    const IntakeOptions& options_;
    Deflater deflater_;
    std::string buffer_;
};

} // namespace

std::vector<Intake> look_at(const std::vector<Source>& sources) {
    std::vector<Intake> intakes;
    intakes.reserve(sources.size());
    for (const auto& source : sources) {
        Intake intake;
        if (!source.path.empty()) {
            intake.path = source.path;
            intake.stamp = os::stamp(source.path);
            intake.size_bytes = intake.stamp.size_bytes;
        } else if (source.bytes) {
            intake.bytes = *source.bytes;
            intake.size_bytes = source.bytes->size();
        } else {
            throw Error(Code::invalid_argument,
                        os::quoted(source.name) + " has neither a path nor bytes; give one");
        }
        intakes.push_back(std::move(intake));
    }
    return intakes;
}

struct IntakeRun::State {
    State(std::vector<Intake> from, IntakeOptions by)
        : sources(std::move(from)), options(std::move(by)), pieces(pieces_of(sources, options.limits)),
          batches(batches_of(pieces)),
          pipeline(
              {batches.size(), options.threads, under_way_bytes},
              [this](std::size_t n) { return 2 * batches[n].size_bytes; }, [this] { return worker(); }) {}

    Pipeline<Worked>::Worker worker() {
        return [worker = std::make_shared<Worker>(sources, pieces, batches, options)](std::size_t n) {
            return (*worker)(n);
        };
    }

    const std::vector<Intake> sources;
    const IntakeOptions options;
    const std::vector<Piece> pieces;
    const std::vector<Batch> batches;
    std::size_t batches_taken = 0;
    std::size_t at = 0; ///< In `worked`.
    Worked worked;
    Prepared current;
    Pipeline<Worked> pipeline;
};

IntakeRun::IntakeRun(std::vector<Intake> sources, IntakeOptions options)
    : state_(std::make_unique<State>(std::move(sources), std::move(options))) {}
IntakeRun::~IntakeRun() = default;

const std::vector<Intake>& IntakeRun::sources() const {
    return state_->sources;
}

const Prepared* IntakeRun::next() {
    State& state = *state_;
    if (state.at == state.worked.prepared.size()) {
        if (state.batches_taken == state.batches.size()) return nullptr;
        ++state.batches_taken;
        state.at = 0;
        state.worked = Worked();
        state.worked = state.pipeline.take();
    }
    const std::size_t start = state.at == 0 ? 0 : state.worked.ends[state.at - 1];
    state.current = state.worked.prepared[state.at];
    state.current.entry =
        std::string_view(state.worked.entries).substr(start, state.worked.ends[state.at] - start);
    state.current.raw = state.worked.raw;
    ++state.at;
    return &state.current;
}

} // namespace almirah::vault
