#include "crash/damage.hpp"

#include "crash/child.hpp"
#include "crash/operations.hpp"
#include "crash/snapshot.hpp"
#include "support/command.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <random>
#include <sstream>
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

/// What a process saw of a store.
struct Seen {
    std::string answers;  ///< Of everything, or why not.
    std::string findings; ///< Of verify, notes left out; or why it did not run.
    bool refused = false; ///< No answers were given.
};

// ---- The store

void prepare(const std::string& store) {
    operations().at("carry-out").prepare(store);
    operations().at("carry-out").act(store);
    Document document;
    document.number = "QP-1";
    document.title = "Procedure";
    auto door = open(store);
    door.documents().create(document, {{.name = "p.md", .bytes = "text"}}, "first");
    const auto id = door.records().file(filing("Kept", 3000));
    // Stock git has been here: deltas, packed refs, a loose object.
    const auto repacked = test::git(store, "repack -adfq && git -C " + test::quoted(store) +
                                               " pack-refs --all && echo loose | git -C " +
                                               test::quoted(store) + " hash-object -w --stdin");
    need(repacked.status == 0, "git repack: " + repacked.out);
    door.holds().place({.reason = "court", .records = {id}});
    door.records().file(filing("Last", 10));
}

// ---- What is seen of it

void tell(std::ostream& out, Store& store, const std::string& id) {
    const Record record = store.records().get(id);
    out << id << " " << record.title.text << " " << int(record.state) << " " << record.place << "\n";
    for (const auto& reason : store.retention().explain(id).reasons)
        out << reason.text << "\n";
    if (record.state == RecordState::destroyed) return;
    for (const auto& version : record.versions)
        for (const auto& file : version.files)
            store.records().read(
                id, file.name,
                [&](const char* data, std::size_t size) { out.write(data, std::streamsize(size)); },
                version.number);
}

std::string answers(Store& store) {
    std::ostringstream out;
    for (const auto& line : store.records().list({}))
        tell(out << line.title << line.held << "\n", store, line.id);
    for (const auto& entry : store.trust().history())
        out << entry.commit << entry.summary << entry.by << "\n";
    for (const auto& hold : store.holds().list())
        out << hold.id << hold.reason << hold.active() << "\n";
    for (const auto& disposal : store.disposals().list())
        out << disposal.id << int(disposal.state) << disposal.items.size() << "\n";
    for (const auto& line : store.documents().list())
        out << line.number << line.title << line.open_revision << "\n";
    for (const auto& hit : store.records().search("kept"))
        out << hit.id << hit.title << "\n";
    for (const auto& person : store.office().people())
        out << person.login << person.roles.size() << "\n";
    return out.str();
}

std::string findings(const Verification& verification) {
    std::string text;
    for (const auto& finding : verification.findings)
        if (finding.severity != Severity::note || finding.code == "entry-beyond")
            text += finding.code + " " + finding.object + ": " + finding.message + "\n";
    return text;
}

/// Runs in a child. Only errors of the library are caught: all others end it.
Seen see(const std::string& directory) {
    Seen seen;
    const auto caught = [&](const Error& error) {
        return std::string(name_of(error.code())) + ": " + error.what() + "\n";
    };
    try {
        auto store = open(directory);
        seen.answers = answers(store);
    } catch (const Error& error) {
        seen.refused = true;
        seen.answers = caught(error);
    }
    try {
        auto store = open(directory);
        seen.findings = findings(store.trust().verify());
    } catch (const Error& error) {
        seen.findings = caught(error);
    }
    return seen;
}

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

/// The first line that differs.
std::string difference(const std::string& a, const std::string& b) {
    const auto at = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
    const auto start = a.rfind('\n', std::size_t(at)) + 1;
    return a.substr(start, a.find('\n', std::size_t(at)) - start).substr(0, 120);
}

/// What is wrong with what was seen, or "". An index that tells otherwise is wrong only where verify does not
/// find it (docs/limitations.md).
std::string fault_of(const Point& point, const Seen& seen, const std::string& sound) {
    const bool same = seen.answers == sound;
    if (seen.refused && std::count(seen.answers.begin(), seen.answers.end(), '\n') != 1)
        return "its message is not one line: " + seen.answers;
    if (!same && seen.findings.empty())
        return seen.refused
                   ? "refused, and verify finds nothing: " + seen.answers
                   : "verify finds nothing, and the answers differ: " + difference(seen.answers, sound);
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
        prepare(store_);
        const auto seen =
            in_child([&](int out) { return status_of([&] { say(out, see(store_).answers); }, out); });
        base_ = Snapshot::of(store_);
        sound_ = seen.out;
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
    const auto ended = in_child([&](int out) {
        const Seen seen = see(store_);
        say(out, (seen.refused ? "-" : "+") + std::to_string(seen.answers.size()) + "\n" + seen.answers +
                     seen.findings);
        return 0;
    });
    if (ended.hung()) return failed(point, "it hangs");
    if (ended.signal != 0) return failed(point, "it dies of signal " + std::to_string(ended.signal));
    const std::size_t head = ended.out.find('\n') + 1, length = std::stoul(ended.out.substr(1));
    const Seen seen{ended.out.substr(head, length), ended.out.substr(head + length), ended.out[0] == '-'};
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
