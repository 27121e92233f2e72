#include "index/bodies.hpp"

#include "almirah/error.hpp"
#include "index/sql.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace almirah::index {

namespace {

/// What a processor's cache holds: with more, gathering words takes three times as long.
constexpr std::size_t memory_bytes = 3 << 20;
constexpr std::size_t merged_at_once = 64;
constexpr std::int64_t smallest_level_bytes = 64 << 10;

/// Writes one segment: its rows in `blocks`, then its row's figures.
class SegmentWriter {
public:
    explicit SegmentWriter(Connection& connection)
        : connection_(connection), put_(connection.prepare(sql::words::put_block)),
          blocks_([this](const std::string& first, const std::string& block) { put(first, block); }) {
        connection_.prepare(sql::words::put_segment).run();
        segment_ = connection_.last_row();
    }

    BlockWriter& blocks() { return blocks_; }
    void note(Body first, Body last) {
        first_body_ = std::min(first_body_, first);
        last_body_ = std::max(last_body_, last);
    }
    void finish() {
        blocks_.finish();
        if (size_bytes_ == 0)
            connection_.prepare(sql::words::drop_segment).run(segment_);
        else
            connection_.prepare(sql::words::end_segment)
                .run(segment_, size_bytes_, std::int64_t{first_body_}, std::int64_t{last_body_});
    }

private:
    void put(const std::string& first, const std::string& block) {
        part_ = first == first_ ? part_ + 1 : 0;
        first_ = first;
        put_.run(segment_, first, part_, Blob{block});
        size_bytes_ += std::int64_t(block.size());
    }

    Connection& connection_;
    Statement put_;
    BlockWriter blocks_;
    std::int64_t segment_ = 0, size_bytes_ = 0;
    std::string first_;
    int part_ = 0;
    Body first_body_ = ~Body{0}, last_body_ = 0;
};

[[noreturn]] void fail_misplaced(const Connection& connection) {
    throw Error(Code::corrupt, connection.file() +
                                   ": a block of the search index is not where its words are looked for; "
                                   "delete the file, it is rebuilt from the register");
}

/// Reads the words of one segment in order. Throws corrupt where blocks are not what a look-up takes them
/// for: each under its first word, words ascending from block to block.
class SegmentReader {
public:
    SegmentReader(Connection& connection, Statement rows) : connection_(connection), rows_(std::move(rows)) {}

    bool next() {
        if (block_ && block_->next()) return true;
        const std::string before = block_ ? word() : "";
        if (!rows_.step()) return false;
        block_ = std::make_unique<BlockReader>(rows_.text(0), connection_.file());
        if (!block_->next() || word() != rows_.view(1) || word() < before) fail_misplaced(connection_);
        return true;
    }
    const std::string& word() const { return block_->word(); }
    const std::vector<Body>& bodies() const { return block_->bodies(); }

private:
    Connection& connection_;
    Statement rows_;
    std::unique_ptr<BlockReader> block_;
};

SegmentReader read_segment(Connection& connection, std::int64_t segment) {
    Statement rows = connection.prepare(sql::words::blocks);
    rows.bind(segment);
    return {connection, std::move(rows)};
}

std::vector<Body> dead_bodies(Connection& connection) {
    std::vector<Body> dead;
    Statement row = connection.prepare(sql::words::dead);
    while (row.step())
        dead.push_back(Body(row.integer(0)));
    return dead;
}

/// Several segments become one, without the bodies that are gone.
void merge(Connection& connection, const std::vector<std::int64_t>& segments) {
    const auto dead = dead_bodies(connection);
    std::vector<SegmentReader> readers;
    std::map<std::string, std::vector<std::size_t>> heads; // Word -> readers that stand at it.
    const auto advance = [&](std::size_t reader) {
        if (readers[reader].next()) heads[readers[reader].word()].push_back(reader);
    };
    for (std::int64_t segment : segments)
        readers.push_back(read_segment(connection, segment));
    for (std::size_t i = 0; i < readers.size(); ++i)
        advance(i);
    SegmentWriter writer(connection);
    std::vector<Body> bodies;
    while (!heads.empty()) {
        auto head = heads.extract(heads.begin());
        for (std::size_t i = 0; i < head.mapped().size(); ++i) {
            auto& reader = readers[head.mapped()[i]];
            const auto& more = reader.bodies();
            std::set_difference(more.begin(), more.end(), dead.begin(), dead.end(),
                                std::back_inserter(bodies));
            if (!reader.next()) continue;
            if (reader.word() == head.key())
                head.mapped().push_back(head.mapped()[i]); // The word goes on in the next block.
            else
                heads[reader.word()].push_back(head.mapped()[i]);
        }
        if (bodies.empty()) continue;
        std::sort(bodies.begin(), bodies.end());
        writer.note(bodies.front(), bodies.back());
        writer.blocks().add(head.key(), bodies.data(), bodies.size());
        bodies.clear();
    }
    writer.finish();
    readers.clear();
    for (std::int64_t segment : segments)
        connection.prepare(sql::words::drop_segment).run(segment);
}

int level_of(std::int64_t size_bytes) {
    int level = 0;
    for (; size_bytes >= smallest_level_bytes; size_bytes /= std::int64_t{merged_at_once})
        ++level;
    return level;
}

/// Many segments of a size become one, so that there are only ever O(log n) to look into.
void merge_levels(Connection& connection) {
    for (bool merged = true; merged;) {
        merged = false;
        std::map<int, std::vector<std::int64_t>> levels;
        {
            Statement row = connection.prepare(sql::words::segments);
            while (row.step())
                levels[level_of(row.integer(1))].push_back(row.integer(0));
        }
        for (const auto& [level, segments] : levels) {
            if (segments.size() < merged_at_once) continue;
            merge(connection, segments);
            merged = true;
            break;
        }
    }
}

bool begins(std::string_view word, std::string_view beginning) {
    return word.substr(0, beginning.size()) == beginning;
}

void collect(Connection& connection, std::int64_t segment, std::string_view word, bool beginning,
             std::vector<Body>& bodies) {
    Statement rows = connection.prepare(sql::words::blocks_from);
    rows.bind(segment, word);
    for (SegmentReader reader(connection, std::move(rows)); reader.next();) {
        if (reader.word() == word || (beginning && begins(reader.word(), word)))
            bodies.insert(bodies.end(), reader.bodies().begin(), reader.bodies().end());
        else if (reader.word() > word)
            return;
    }
}

std::vector<std::int64_t> all_segments(Connection& connection) {
    std::vector<std::int64_t> segments;
    Statement row = connection.prepare(sql::words::segments);
    while (row.step())
        segments.push_back(row.integer(0));
    return segments;
}

template <class T>
void sort_unique(std::vector<T>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

} // namespace

void BodyRows::put(std::int64_t slot, const std::string& words) {
    if (bare_) return connection_.prepare(sql::compare::put_blobs).run(slot, words);
    drop(slot);
    if (words.find_first_not_of(' ') == words.npos) return;
    connection_.prepare(sql::words::put_body).run(slot);
    const std::int64_t body = connection_.last_row();
    if (body > std::int64_t{~Body{0}})
        throw Error(Code::corrupt, connection_.file() +
                                       ": has no numbers for texts left; delete the file, it is "
                                       "rebuilt from the register");
    words_.add(Body(body), words);
    if (words_.size_bytes() > memory_bytes) write_segment();
}

void BodyRows::drop(std::int64_t slot) {
    Statement known = connection_.prepare(sql::words::body_of);
    if (!known.bind(slot).step()) return;
    const std::int64_t body = known.integer(0);
    connection_.prepare(sql::words::drop_body).run(body);
    connection_.prepare(sql::words::put_dead).run(body);
}

void BodyRows::write_segment() {
    SegmentWriter writer(connection_);
    writer.note(words_.first_body(), words_.last_body());
    words_.drain(writer.blocks());
    writer.finish();
}

void BodyRows::flush() {
    if (words_.empty()) return;
    write_segment();
    merge_levels(connection_);
}

std::vector<std::int64_t> slots_with(Connection& connection, std::string_view word, bool beginning) {
    std::vector<Body> bodies;
    for (std::int64_t segment : all_segments(connection))
        collect(connection, segment, word, beginning, bodies);
    sort_unique(bodies);
    std::vector<std::int64_t> slots;
    Statement slot = connection.prepare(sql::words::slot_of);
    for (Body body : bodies)
        if (slot.bind(std::int64_t{body}).step()) slots.push_back(slot.integer(0));
    sort_unique(slots);
    return slots;
}

void each_word(Connection& connection,
               const std::function<void(const std::string& word, const std::vector<Body>& bodies)>& each) {
    Statement row = connection.prepare(sql::words::ranges);
    while (row.step())
        for (auto reader = read_segment(connection, row.integer(0)); reader.next();) {
            const auto& bodies = reader.bodies();
            if (bodies.empty() || bodies.front() < row.integer(1) || bodies.back() > row.integer(2))
                fail_misplaced(connection);
            each(reader.word(), bodies);
        }
}

void check_words(Connection& connection) {
    const auto fail = [&] {
        throw Error(Code::corrupt, connection.file() +
                                       ": the numbers of texts in the search index are not in order; "
                                       "delete the file, it is rebuilt from the register");
    };
    if (connection.pragma(sql::words::misnumbered) != 0) fail();
    std::vector<bool> known;
    Statement row = connection.prepare(sql::words::known_bodies);
    while (row.step()) {
        const auto body = Body(row.integer(0));
        if (body >= known.size()) known.resize(std::size_t{body} + 1);
        known[body] = true;
    }
    each_word(connection, [&](const std::string&, const std::vector<Body>& bodies) {
        for (Body body : bodies)
            if (body >= known.size() || !known[body]) fail();
    });
}

void forget_dead_bodies(Connection& connection) {
    std::vector<std::int64_t> segments;
    {
        Statement row = connection.prepare(sql::words::segments_with_dead);
        while (row.step())
            segments.push_back(row.integer(0));
    }
    for (std::int64_t segment : segments)
        merge(connection, {segment});
    connection.prepare(sql::words::clear_dead).run();
}

} // namespace almirah::index
