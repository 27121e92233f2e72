// Trials are made many in one process. What a trial asks is the store's answers and the part of verify that
// reads the index, each of a store just opened; the part that reads the register and the vault sees nothing
// of the index, and is asked once. A point of which the answers differ, or that ends the process, is tried
// again alone, by the whole of verify.
#include "crash/index_damage.hpp"

#include "almirah/error.hpp"
#include "crash/child.hpp"
#include "crash/operations.hpp"
#include "crash/pages.hpp"
#include "crash/sight.hpp"
#include "crash/snapshot.hpp"
#include "store/engine.hpp"
#include "store/trust.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <random>
#include <vector>

namespace almirah::crash {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t tried_together = 64, told_each = 2048;
constexpr const char* index_path = "almirah/index.sqlite3";

struct Point {
    std::size_t begin, end; ///< Bytes of the index.
    unsigned char mask;     ///< Of each.
    bool gap;
};

/// Renewed: opening or a question came upon it, and the index was made anew.
enum Verdict : char { harmless = 'h', renewed = 'r', found = 'f', shown = 's', failed = 'x', unclear = '?' };

std::vector<Point> points_of(const std::string& index, const std::vector<Span>& gaps) {
    std::vector<Point> points;
    for (const auto& gap : gaps) {
        for (int bit = 0; bit < 8; ++bit)
            points.push_back({gap.begin, gap.end, static_cast<unsigned char>(1 << bit), true});
        points.push_back({gap.begin, gap.end, 0xFF, true});
    }
    auto gap = gaps.begin();
    for (std::size_t byte = 0; byte < index.size(); ++byte) {
        if (gap != gaps.end() && byte == gap->begin) byte = (gap++)->end;
        for (int bit = 0; bit < 8 && byte < index.size(); ++bit)
            points.push_back({byte, byte + 1, static_cast<unsigned char>(1 << bit), false});
    }
    return points;
}

/// What verify says of the index, of an engine of its own.
std::function<Verification(Engine&)> check_of(const std::string& store) {
    Engine engine(store, options("kiran"));
    return index_check(engine);
}

class Bench {
public:
    explicit Bench(const IndexDamage& wanted);

    const std::vector<Point>& points() const { return points_; }
    std::size_t bits_in_gaps() const { return bits_in_gaps_; }
    std::size_t turns_of_gaps() const;
    /// Tries points one after another, and gives the verdict of each to `take`; returns of how many.
    template <class Take>
    std::size_t judge(const std::size_t* first, std::size_t count, Take take);

private:
    Verdict try_one(const Point& point);
    Verdict ask(const std::string& damaged);
    Verdict alone(std::size_t number, const std::string& end);
    Verdict fail(std::size_t number, const std::string& fault) const;
    std::string turn(const Point& point) const;
    void mend(const Point& point) const;
    bool restore() const;

    std::string store_, file_, sound_, index_;
    std::string made_anew_; ///< An index made anew in which verify found nothing.
    Snapshot base_;
    std::vector<Point> points_;
    std::size_t bits_in_gaps_ = 0;
    std::function<Verification(Engine&)> check_;
};

std::size_t Bench::turns_of_gaps() const {
    return std::size_t(
        std::count_if(points_.begin(), points_.end(), [](const Point& point) { return point.gap; }));
}

Bench::Bench(const IndexDamage& wanted) : store_(wanted.folder + "/store"), file_(store_ + "/" + index_path) {
    try_gaps();
    if (wanted.store.empty()) {
        prepare_whole(store_);
    } else {
        if (!fs::exists(wanted.store)) prepare_whole(wanted.store);
        Snapshot::of(wanted.store).restore(store_);
    }
    const Seen seen = see(store_);
    need(!seen.refused && seen.end.empty() && seen.findings.empty(),
         "the store is not sound: " + seen.findings);
    sound_ = seen.answers;
    base_ = Snapshot::of(store_);
    index_ = base_.entries().at(index_path).bytes;
    const auto gaps = gaps_of(index_);
    for (const auto& gap : gaps)
        bits_in_gaps_ += 8 * (gap.end - gap.begin);
    points_ = points_of(index_, gaps);
    check_ = check_of(store_);
    need(ask(index_) == harmless, "the part of verify that reads the index finds something in a sound one");
}

/// Returns what is in the file from now on.
std::string Bench::turn(const Point& point) const {
    std::string bytes = index_;
    for (std::size_t at = point.begin; at < point.end; ++at)
        bytes[at] = char(bytes[at] ^ point.mask);
    std::fstream file(file_, std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(std::streamoff(point.begin));
    file.write(bytes.data() + point.begin, std::streamsize(point.end - point.begin));
    return bytes;
}

/// Turns it back; or writes the whole file where the library has made another of it.
void Bench::mend(const Point& point) const {
    for (const char* suffix : {"-wal", "-shm"})
        fs::remove(file_ + suffix);
    (void)turn({point.begin, point.end, 0, point.gap});
    if (bytes_of(file_) == index_) return;
    write_bytes(file_, index_);
    fs::permissions(file_, base_.entries().at(index_path).mode);
}

/// False when it was not as it should be.
bool Bench::restore() const {
    if (Snapshot::of(store_).entries() == base_.entries()) return true;
    base_.restore(store_);
    return false;
}

/// What verify finds is a matter of the bytes: of an index made anew that is like another one, it is known.
Verdict Bench::ask(const std::string& damaged) {
    try {
        {
            auto store = open(store_);
            if (answers(store) != sound_) return unclear;
        }
        const std::string now = bytes_of(file_);
        const bool anew = now != damaged;
        if (anew && now == made_anew_) return renewed;
        Engine engine(store_, options("kiran"));
        if (!findings(check_(engine)).empty()) return found;
        if (anew) made_anew_ = now;
        return anew ? renewed : harmless;
    } catch (const Error&) {
        return unclear;
    }
}

Verdict Bench::try_one(const Point& point) {
    const Verdict verdict = ask(turn(point));
    mend(point);
    return point.gap && verdict != harmless ? unclear : verdict;
}

Verdict Bench::fail(std::size_t number, const std::string& fault) const {
    const Point& point = points_[number];
    std::cout << "--from " << number << " --to " << number + 1 << " (bytes " << point.begin << " to "
              << point.end << ", mask " << int(point.mask) << "): " << fault << std::endl;
    return failed;
}

/// `end`: how it ended among others, or "".
Verdict Bench::alone(std::size_t number, const std::string& end) {
    base_.restore(store_);
    (void)turn(points_[number]);
    const Seen seen = see(store_);
    base_.restore(store_);
    if (const auto fault = fault_of(seen, sound_); !fault.empty()) return fail(number, fault);
    if (!end.empty()) return fail(number, end + ", among others");
    const bool same = seen.answers == sound_ && seen.findings.empty();
    if (points_[number].gap && !same) return fail(number, "what lies in a gap is read: " + seen.findings);
    if (seen.answers != sound_ && !seen.refused) return shown;
    return same ? harmless : found;
}

template <class Take>
std::size_t Bench::judge(const std::size_t* first, std::size_t count, Take take) {
    const auto ended = in_child([&](int out) {
        for (std::size_t i = 0; i < count; ++i)
            say(out, std::string(1, try_one(points_[first[i]])));
        return 0;
    });
    const std::size_t tried = ended.out.size();
    const bool strayed = !restore() && tried == count;
    for (std::size_t i = 0; i < tried; ++i) {
        const auto quick = Verdict(ended.out[i]);
        if (i == 0 && strayed)
            take(first[i],
                 fail(first[i], "this, or one of the next, leaves a file beside the index changed"));
        else
            take(first[i], quick == unclear ? alone(first[i], "") : quick);
    }
    if (tried == count) return count;
    const std::string end = ended.hung() ? "it hangs" : "it dies of signal " + std::to_string(ended.signal);
    take(first[tried], alone(first[tried], end));
    return tried + 1;
}

std::vector<std::size_t> numbers_of(const IndexDamage& wanted, std::size_t points) {
    std::vector<std::size_t> numbers;
    for (std::size_t number = wanted.from; number < std::min(wanted.to, points); ++number)
        numbers.push_back(number);
    if (wanted.seconds > 0)
        std::shuffle(numbers.begin(), numbers.end(), std::mt19937_64(std::random_device()()));
    return numbers;
}

/// What came of the points so far.
struct Tally {
    std::map<Verdict, int> verdicts;
    std::size_t alone = 0, together = 0;

    void take(const Point& point, Verdict verdict) {
        ++verdicts[verdict];
        ++(point.gap ? together : alone);
    }
    void tell(const Bench& bench, double seconds) {
        std::cout << "index: " << bench.points().size() - bench.turns_of_gaps() << " bits and "
                  << bench.bits_in_gaps() << " in gaps, tried together in " << bench.turns_of_gaps()
                  << " turns; " << alone << " and " << together << " turns tried, " << verdicts[found]
                  << " found, " << verdicts[harmless] << " harmless, " << verdicts[renewed]
                  << " made anew by the first question, " << verdicts[shown]
                  << " shown by the index until verify, " << verdicts[failed] << " failures, " << int(seconds)
                  << " s" << std::endl;
    }
};

} // namespace

int damage_index(const IndexDamage& wanted) {
    using Clock = std::chrono::steady_clock;
    const auto started = Clock::now();
    const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - started).count(); };
    Bench bench(wanted);
    const auto numbers = numbers_of(wanted, bench.points().size());
    Tally tally;
    const auto take = [&](std::size_t number, Verdict verdict) {
        tally.take(bench.points()[number], verdict);
    };
    std::size_t tried = 0;
    for (std::size_t told = told_each; tried < numbers.size();) {
        if (wanted.seconds > 0 && seconds() > wanted.seconds) break;
        tried += bench.judge(&numbers[tried], std::min(tried_together, numbers.size() - tried), take);
        if (tried < told || tried == numbers.size()) continue;
        tally.tell(bench, seconds());
        if (wanted.seconds == 0) std::cout << "to go on: --from " << wanted.from + tried << std::endl;
        told += told_each;
    }
    tally.tell(bench, seconds());
    const bool blind = tally.verdicts[failed] == 0 && tally.verdicts[found] == 0 && tried > told_each;
    return blind ? -1 : tally.verdicts[failed];
}

} // namespace almirah::crash
