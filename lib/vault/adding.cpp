// Content on its way into a transaction.
#include "almirah/error.hpp"
#include "vault/intake.hpp"
#include "vault/state.hpp"

#include <algorithm>
#include <utility>

namespace almirah::vault {

namespace {

/// Collects what workers prepare, in the order of the sources.
class Adding {
public:
    Adding(Writer::State& writer, std::size_t first, const Progress& progress)
        : writer_(writer), first_(first), progress_(progress) {}

    void expect(const Intake& intake) {
        stored_.emplace_back();
        total_bytes_ += intake.size_bytes;
    }

    void take(const Prepared& prepared) {
        keep(prepared);
        StoredContent& content = stored_[prepared.source - first_];
        content.size_bytes += prepared.size_bytes;
        if (prepared.whole) {
            content.id = prepared.id;
            content.sha256 = base::hex(prepared.sha256.data(), prepared.sha256.size());
        } else {
            take_part(prepared, content);
        }
        done_bytes_ += prepared.size_bytes;
        if (progress_ && !progress_(done_bytes_, total_bytes_))
            throw Error(Code::cancelled, "stopped; nothing was stored");
    }
    std::vector<StoredContent> stored() { return std::move(stored_); }

private:
    /// Content that is there already is shared, once its SHA-256 is known to be the same.
    void keep(const Prepared& prepared) {
        const auto known = writer_.sums.find(prepared.id);
        if (known == writer_.sums.end() && !writer_.packs.contains(prepared.id) &&
            !writer_.repository.objects.find(prepared.id))
            return append(prepared);
        writer_.shared.insert(prepared.id);
        const auto sum = prepared.whole ? prepared.sha256 : base::sha256(prepared.raw);
        if (known != writer_.sums.end()) {
            if (known->second != sum) throw_collision(prepared.id);
            return;
        }
        const auto bytes = writer_.existing(prepared.id, ObjectKind::blob);
        if (!bytes) return append(prepared);
        if (base::sha256(*bytes) != sum) throw_collision(prepared.id);
        writer_.sums[prepared.id] = sum;
    }
    void append(const Prepared& prepared) {
        writer_.packs.append(prepared.id, prepared.entry, prepared.crc32);
        if (prepared.whole) writer_.sums[prepared.id] = prepared.sha256;
    }
    void take_part(const Prepared& prepared, StoredContent& content) {
        whole_.update(prepared.raw);
        parts_.push_back({part_name(parts_.size()), prepared.id, false});
        if (!prepared.last) return;
        base::Sha256Bytes sum;
        whole_.finish(sum.data());
        content.sha256 = base::hex(sum.data(), sum.size());
        content.in_parts = true;
        content.id = writer_.put(ObjectKind::tree, encode_tree(std::exchange(parts_, {})));
    }

    Writer::State& writer_;
    std::size_t first_; ///< Source, of those that are added.
    const Progress& progress_;
    std::vector<StoredContent> stored_;
    std::vector<TreeEntry> parts_; ///< Of the source that is under way.
    base::Digest whole_{base::Digest::Kind::sha256};
    std::uint64_t done_bytes_ = 0;
    std::uint64_t total_bytes_ = 0;
};

} // namespace

std::vector<StoredContent> Writer::State::add(Incoming::State& incoming, std::size_t count,
                                              const Progress& progress) {
    const auto mark = packs.mark();
    try {
        const std::size_t first = incoming.taken,
                          end = std::min(first + count, incoming.run.sources().size());
        Adding adding(*this, first, progress);
        for (std::size_t i = first; i < end; ++i)
            adding.expect(incoming.run.sources()[i]);
        while (incoming.taken < end) {
            const Prepared& prepared = *incoming.run.next();
            adding.take(prepared);
            if (prepared.last) ++incoming.taken;
        }
        return adding.stored();
    } catch (...) {
        packs.cut(mark);
        std::erase_if(sums, [&](const auto& known) {
            return !packs.contains(known.first) && !repository.objects.find(known.first);
        });
        throw;
    }
}

Incoming::Incoming(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Incoming::Incoming(Incoming&&) noexcept = default;
Incoming::~Incoming() = default;

Incoming::State::State(const std::vector<Source>& sources, const Repository::State& repository,
                       const Inspect& inspect)
    : run(look_at(sources), {repository.limits, repository.threads, true, inspect}) {}

Incoming Repository::take_in(const std::vector<Source>& sources, const Incoming::Inspect& inspect) const {
    return Incoming(std::make_unique<Incoming::State>(sources, *state_, inspect));
}

} // namespace almirah::vault
