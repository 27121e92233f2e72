#include "crash/sweep.hpp"

#include "crash/check.hpp"
#include "crash/child.hpp"
#include "crash/faults.hpp"
#include "crash/snapshot.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <iostream>
#include <random>
#include <set>
#include <sstream>

namespace almirah::crash {

namespace {

using What = Plan::What;

struct Point {
    std::string operation;
    std::string call; ///< What is called there; "" for an allocation.
    Plan plan;
};

/// "57", "57:EIO", "57:EIO+"; the plus: from then on.
std::string label(const Point& point) {
    std::string text = std::to_string(point.plan.nth);
    if (point.plan.what == What::error) text += ":" + name_of_error(point.plan.error);
    return text + (point.plan.from_then_on ? "+" : "");
}

/// An operation's store as it is before, and what a check counts in it.
struct Base {
    Snapshot snapshot;
    std::size_t entries = 0;
};

class Bench {
public:
    explicit Bench(const Sweep& wanted) : wanted_(wanted), store_(wanted.folder + "/store") {}

    std::vector<Point> points_of(const std::string& operation);
    /// What is wrong after this point, or "".
    std::string fault_of(const Point& point);
    std::size_t met() const { return met_; }
    /// Ended for want of memory, instead of telling.
    std::size_t died() const { return died_; }
    std::size_t states() const { return states_; }

private:
    const Base& base(const std::string& operation);
    std::vector<Point> points_in(const std::string& operation, const std::string& trace) const;
    std::string fault_left(const Point& point, const Ended& ended);

    const Sweep& wanted_;
    std::string store_;
    std::map<std::string, Base> bases_;
    std::set<std::pair<std::string, std::uint64_t>> sound_; ///< What was left, and found sound.
    std::size_t met_ = 0, died_ = 0, states_ = 0;
};

const Base& Bench::base(const std::string& operation) {
    if (const auto known = bases_.find(operation); known != bases_.end()) return known->second;
    std::filesystem::remove_all(store_);
    const auto made = in_child(
        [&](int out) { return status_of([&] { operations().at(operation).prepare(store_); }, out); });
    need(made.status == 0, operation + ": cannot be prepared: " + made.out);
    Base base{Snapshot::of(store_), 0};
    const auto counted =
        in_child([&](int out) { return status_of([&] { say(out, count_entries(store_)); }, out); });
    need(counted.status == 0, operation + ": the entries cannot be counted: " + counted.out);
    base.entries = std::stoul(counted.out);
    return bases_.emplace(operation, std::move(base)).first->second;
}

/// What an undisturbed run calls, one a line: "3 pwrite64 changes ENOSPC EIO", "alloc 17".
int trace(const Operation& operation, const std::string& store, int out) {
    begin_trace();
    operation.act(store);
    disarm();
    std::ostringstream text;
    std::size_t n = 0;
    for (const auto& call : calls_seen()) {
        text << ++n << " " << call.name << (call.changes ? " changes" : " reads");
        for (const int error : call.errors)
            text << " " << name_of_error(error);
        text << "\n";
    }
    for (const auto allocation : allocations_seen())
        text << "alloc " << allocation << "\n";
    say(out, text.str());
    return 0;
}

std::vector<Point> Bench::points_in(const std::string& operation, const std::string& trace) const {
    std::vector<Point> points;
    std::istringstream lines(trace);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string number, call, changes, error;
        words >> number >> call >> changes;
        if (number == "alloc") {
            if (wanted_.how != "memory") continue;
            for (const bool again : {false, true})
                points.push_back({operation, "", {What::no_memory, std::stoul(call), 0, again}});
        } else if (wanted_.how == "kill" && changes == "changes") {
            points.push_back({operation, call, {What::kill, std::stoul(number), 0, false}});
        } else if (wanted_.how == "error") {
            while (words >> error)
                for (const bool again : {false, true})
                    points.push_back(
                        {operation, call, {What::error, std::stoul(number), *error_of_name(error), again}});
        }
    }
    return points;
}

std::vector<Point> Bench::points_of(const std::string& operation) {
    base(operation).snapshot.restore(store_);
    const auto traced = in_child([&](int out) { return trace(operations().at(operation), store_, out); });
    need(traced.status == 0, operation + ": an undisturbed run does not succeed: " + traced.out);
    auto points = points_in(operation, traced.out);
    if (!wanted_.point.empty())
        std::erase_if(points, [&](const Point& point) { return label(point) != wanted_.point; });
    return points;
}

std::string Bench::fault_of(const Point& point) {
    base(point.operation).snapshot.restore(store_);
    const auto acted = in_child([&](int out) {
        return status_of(
            [&] {
                arm(point.plan);
                operations().at(point.operation).act(store_);
            },
            out);
    });
    if (acted.hung()) return "it hangs";
    if (acted.signal != 0 && point.plan.what != What::kill)
        return "it dies of signal " + std::to_string(acted.signal);
    if (acted.status == 4) return "it throws what is no error of the library: " + acted.out;
    if (acted.status == 3 && point.plan.what != What::no_memory) return "it says: " + acted.out;
    if (acted.out.find('\n') != std::string::npos) return "its message is not one line: " + acted.out;
    died_ += acted.status == ended_for_memory;
    met_ += acted.signal != 0 || acted.status != 0;
    return fault_left(point, acted);
}

/// As exit 1 or 0 tell; -1: nothing was told, as if killed.
int status_as_told(const Point& point, int status) {
    if (status == ended_for_memory) return -1;
    // A store that is made and cannot be opened is told as in doubt; without any memory nothing can be told.
    if (status == 3 && point.operation == "init") return -1;
    return status == 3 ? 1 : status;
}

std::string Bench::fault_left(const Point& point, const Ended& acted) {
    const int status = status_as_told(point, acted.status);
    const std::pair left{point.operation + " " + std::to_string(status), Snapshot::of(store_).digest()};
    if (sound_.contains(left)) return "";
    ++states_;
    const auto checked =
        in_child([&](int out) { return status_of([&] { say(out, check(point.operation, store_)); }, out); });
    const std::string told = acted.out.empty() ? "" : " (it said: " + acted.out + ")";
    if (checked.signal != 0) return "the check dies of signal " + std::to_string(checked.signal) + told;
    if (checked.status != 0) return "afterwards: " + checked.out + told;
    const std::string broken = broken_promise(status, checked.out, base(point.operation).entries);
    if (!broken.empty()) return broken + told;
    if (const auto judged = judges(store_); !judged.empty()) return judged + told;
    sound_.insert(left);
    return "";
}

/// The points of all operations, mixed, so that every beginning is a fair sample.
std::vector<Point> points_of_all(Bench& bench, const std::vector<std::string>& names) {
    std::vector<Point> points;
    for (const auto& name : names)
        for (auto& point : bench.points_of(name))
            points.push_back(std::move(point));
    std::shuffle(points.begin(), points.end(), std::mt19937_64(std::random_device()()));
    return points;
}

std::vector<std::string> names_of(const Sweep& wanted) {
    if (!wanted.operations.empty()) return wanted.operations;
    std::vector<std::string> names;
    for (const auto& [name, operation] : operations())
        names.push_back(name);
    return names;
}

/// What a library sets up once in a process is set up here, before its children: OpenSSL and the C library
/// die when that finds no memory.
void warm_up(const std::string& folder) {
    const std::string store = folder + "/warm";
    operations().at("look").prepare(store);
    operations().at("look").act(store);
    std::filesystem::remove_all(store);
}

} // namespace

int sweep(const Sweep& wanted) {
    using Clock = std::chrono::steady_clock;
    warm_up(wanted.folder);
    Bench bench(wanted);
    const auto names = names_of(wanted);
    const auto points = points_of_all(bench, names);
    // From here on: finding the points takes longer with each operation, and on a busy machine took all the
    // time.
    const auto started = Clock::now();
    const auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - started).count(); };
    std::size_t tried = 0;
    int failures = 0;
    for (const auto& point : points) {
        if (bench.met() > 0 && wanted.seconds > 0 && seconds() > wanted.seconds) break; // one, however slow
        ++tried;
        const std::string fault = bench.fault_of(point);
        if (fault.empty()) continue;
        ++failures;
        std::cout << wanted.how << " --operation " << point.operation << " --point " << label(point) << " "
                  << point.call << ": " << fault << std::endl;
    }
    std::cout << wanted.how << ": " << names.size() << " operations, " << points.size() << " points, "
              << tried << " tried, " << bench.met() << " met, "
              << (bench.died() ? std::to_string(bench.died()) + " ended the process, " : "") << bench.states()
              << " different states left, " << failures << " failures, " << int(seconds()) << " s"
              << std::endl;
    return failures == 0 && bench.met() == 0 ? -1 : failures;
}

} // namespace almirah::crash
