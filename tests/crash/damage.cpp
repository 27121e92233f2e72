#include "crash/damage.hpp"

#include "crash/operations.hpp"
#include "crash/sight.hpp"
#include "crash/snapshot.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <map>
#include <random>
#include <sys/stat.h>
#include <vector>

namespace almirah::crash {

namespace {

namespace fs = std::filesystem;

struct Point {
    std::string file;
    std::string how; ///< "bit 1234", "emptied", "swapped with X", …
    std::function<void(const fs::path& file)> hurt;
};

// ---- The judgement

bool is_index(const std::string& file) {
    return file.starts_with("almirah/index.sqlite3");
}

/// Can be made again from something else, so that nothing may be lost by its damage.
bool derived(const std::string& file) {
    return is_index(file) || file.ends_with(".idx") || file == "refs/heads/vault" || file == "almirah/lock";
}

/// Without the loose ref, what stock git packed counts: an earlier state, as if an old copy had been put in
/// place.
bool set_back(const Point& point) {
    return point.file == "refs/heads/register" || point.file == "refs/heads" || point.file == "refs";
}

/// What is wrong with what was seen, or "". An index that tells otherwise is wrong only where verify does not
/// find it (docs/limitations.md).
std::string fault_of(const Point& point, const Seen& seen, const std::string& sound) {
    if (auto fault = fault_of(seen, sound); !fault.empty()) return fault;
    const bool same = seen.answers == sound;
    if (!same && !seen.refused && !is_index(point.file) && !set_back(point))
        return "the answers differ: " + seen.findings;
    // An idx of deltas is stock git's to make.
    const bool left_to_git = seen.answers.find("has deltas and no sound idx") != std::string::npos;
    if (!same && derived(point.file) && !is_index(point.file) && seen.refused &&
        point.how.starts_with("bit") && !left_to_git)
        return "what can be made again is refused: " + seen.answers;
    return "";
}

enum class Verdict { harmless, found, shown, failed };

class Bench {
public:
    explicit Bench(const Damage& wanted) : wanted_(wanted), store_(wanted.folder + "/store") {
        prepare_whole(store_);
        sound_ = see(store_).answers;
        base_ = Snapshot::of(store_);
    }

    std::vector<Point> points() const;
    Verdict judge(const Point& point);

private:
    void add_bits(std::vector<Point>& points, const std::string& file, std::size_t size_bytes) const;
    void add_wholes(std::vector<Point>& points, const std::string& file) const;
    Verdict failed(const Point& point, const std::string& fault) const;

    const Damage& wanted_;
    std::string store_, sound_;
    Snapshot base_;
};

void flip(const fs::path& file, std::size_t bit) {
    std::string bytes = bytes_of(file);
    bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << bit % 8));
    fs::permissions(file, fs::perms::owner_write, fs::perm_options::add);
    write_bytes(file, bytes);
}

void put(const fs::path& file, const std::string& bytes) {
    fs::remove_all(file);
    write_bytes(file, bytes);
}

void Bench::add_bits(std::vector<Point>& points, const std::string& file, std::size_t size_bytes) const {
    for (std::size_t bit = 0; bit < 8 * size_bytes; ++bit)
        points.push_back(
            {file, "bit " + std::to_string(bit), [bit](const fs::path& path) { flip(path, bit); }});
}

void Bench::add_wholes(std::vector<Point>& points, const std::string& file) const {
    const auto& entry = base_.entries().at(file);
    const auto add = [&](const std::string& how, std::function<void(const fs::path&)> hurt) {
        points.push_back({file, how, std::move(hurt)});
    };
    add("deleted", [](const fs::path& path) { fs::remove_all(path); });
    add("replaced by a pipe", [](const fs::path& path) {
        fs::remove_all(path);
        need(::mkfifo(path.c_str(), 0644) == 0, "no pipe can be made");
    });
    add("replaced by a link to nothing", [](const fs::path& path) {
        fs::remove_all(path);
        fs::create_symlink("nowhere", path);
    });
    if (entry.folder) return;
    add("replaced by a folder", [](const fs::path& path) {
        fs::remove_all(path);
        fs::create_directory(path);
    });
    const std::string bytes = entry.bytes;
    add("emptied", [](const fs::path& path) { put(path, ""); });
    add("half", [bytes](const fs::path& path) { put(path, bytes.substr(0, bytes.size() / 2)); });
    add("without its last byte",
        [bytes](const fs::path& path) { put(path, bytes.substr(0, bytes.size() - !bytes.empty())); });
    add("with a byte more", [bytes](const fs::path& path) { put(path, bytes + "x"); });
    add("zeros", [bytes](const fs::path& path) { put(path, std::string(bytes.size(), '\0')); });
    for (const auto& [other, its] : base_.entries())
        if (other != file && !its.folder)
            add("with the bytes of " + other, [its = its.bytes](const fs::path& path) { put(path, its); });
}

std::vector<Point> Bench::points() const {
    std::vector<Point> points;
    for (const auto& [file, entry] : base_.entries()) {
        if (file.empty() || file.find(wanted_.file) == std::string::npos) continue;
        if (!wanted_.but.empty() && file.find(wanted_.but) != std::string::npos) continue;
        if (wanted_.how == "files")
            add_wholes(points, file);
        else if (!entry.folder)
            add_bits(points, file, entry.bytes.size());
    }
    if (!wanted_.point.empty())
        std::erase_if(points, [&](const Point& point) { return point.how != wanted_.point; });
    std::shuffle(points.begin(), points.end(), std::mt19937_64(std::random_device()()));
    return points;
}

Verdict Bench::failed(const Point& point, const std::string& fault) const {
    std::cout << "--file " << point.file << " --point '" << point.how << "': " << fault << std::endl;
    return Verdict::failed;
}

Verdict Bench::judge(const Point& point) {
    base_.restore(store_);
    point.hurt(store_ + "/" + point.file);
    const Seen seen = see(store_);
    if (const auto fault = fault_of(point, seen, sound_); !fault.empty()) return failed(point, fault);
    if (seen.answers != sound_ && !seen.refused) return Verdict::shown;
    return seen.findings.empty() ? Verdict::harmless : Verdict::found;
}

} // namespace

int damage(const Damage& wanted) {
    using Clock = std::chrono::steady_clock;
    const auto started = Clock::now();
    const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - started).count(); };
    Bench bench(wanted);
    const auto points = bench.points();
    std::map<Verdict, int> verdicts;
    std::size_t tried = 0;
    for (const auto& point : points) {
        if (wanted.seconds > 0 && seconds() > wanted.seconds) break;
        ++tried;
        ++verdicts[bench.judge(point)];
    }
    std::cout << wanted.how << ": " << points.size() << " points, " << tried << " tried, "
              << verdicts[Verdict::found] << " found, " << verdicts[Verdict::harmless] << " harmless, "
              << verdicts[Verdict::shown] << " shown by the index until verify, " << verdicts[Verdict::failed]
              << " failures, " << int(seconds()) << " s" << std::endl;
    return verdicts[Verdict::failed] == 0 && verdicts[Verdict::found] == 0 ? -1 : verdicts[Verdict::failed];
}

} // namespace almirah::crash
