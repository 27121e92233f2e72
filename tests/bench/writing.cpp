// Changes: filing, rules, holds, disposals.
#include "bench/measure.hpp"
#include "bench/office.hpp"
#include "bench/workloads.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace almirah::bench {

namespace {

std::string in_mib(std::uint64_t bytes) {
    return std::to_string(bytes >> 20) + " MiB";
}

/// Filings of an open store, one after another; each is durable when its call returns.
void file_one(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    std::size_t n = store.records().count();
    (void)store.records().file(filing(n++));
    std::string last;
    measure("file-one", job.size ? int(job.size) : 20 * job.runs, [&] {
        last = store.records().file(filing(n++));
        return Result{"in a store of " + std::to_string(n) + " records"};
    });
}

/// A key pair of ssh-keygen, and what signs with it.
Signer new_key(const std::string& folder, const std::string& name) {
    const std::string path = folder + "/" + name;
    const std::string command = "ssh-keygen -q -t ed25519 -N '' -f '" + path + "'";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("ssh-keygen is missing");
    return key_file_signer(path);
}

/// The same filing unsigned and signed, turn by turn, and the check of all signatures.
void sign(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    char pattern[] = "/tmp/almirah-bench-XXXXXX";
    const std::string folder = mkdtemp(pattern);
    const Signer signer = new_key(folder, "key-" + std::to_string(store.keys().list().size()));
    const int number = store.keys().register_key({.key = signer.public_key});
    store.keys().approve("asha", number);
    const int count = job.size ? int(job.size) : 20 * job.runs;
    std::size_t n = store.records().count();
    for (const bool signing : {false, true, false, true}) {
        store.sign_with(signing ? signer : Signer{});
        measure(signing ? "file-signed" : "file-unsigned", count, [&] {
            (void)store.records().file(filing(n++));
            return Result{"in a store of " + std::to_string(n) + " records"};
        });
    }
    measure("signature", count, [&] {
        (void)signer.sign(std::string(1000, 'x'));
        return Result{"Ed25519 alone"};
    });
    measure("check-signatures", 1, [&] {
        const auto report = store.trust().verify_signatures();
        return Result{std::to_string(report.signed_entries) + " of " + std::to_string(report.entries) +
                      " entries"};
    });
    measure("checkpoint", 1,
            [&] { return Result{std::to_string(store.trust().checkpoint().entries) + " entries"}; });
    std::filesystem::remove_all(folder);
}

void rule_change(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    // A year longer each time: what becomes shorter has to be approved first.
    int years = 12 + int(store.retention().schedules().size());
    measure("rule-change", std::max(2, job.runs), [&] {
        ++years;
        const auto impact = store.retention().impact(schedule(years));
        const auto loaded = store.retention().load(schedule(years));
        return Result{std::to_string(impact.later) + " later, " + std::to_string(impact.earlier) +
                      " earlier, by the impact report; then version " + std::to_string(loaded.version)};
    });
}

std::size_t records_for(const Job& job, Store& store) {
    return job.size ? job.size : store.records().count() / 10;
}

void place_and_release(Store& store, const char* placing, const char* releasing, const Hold& hold,
                       const std::string& what) {
    std::string id;
    measure(placing, 1, [&] {
        id = store.holds().place(hold);
        return Result{what};
    });
    measure(releasing, 1, [&] {
        store.holds().release(id, "The inquiry is closed");
        return Result{id};
    });
}

void hold(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    Hold listed{.reason = "Inquiry 7/2026"};
    for (const auto& line : store.records().list({.limit = records_for(job, store)}))
        listed.records.push_back(line.id);
    place_and_release(store, "hold", "hold-release", listed,
                      std::to_string(listed.records.size()) + " records by list");
    // A tenth of all records, too: the newer half of the largest series.
    Hold standing{.reason = "Inquiry 8/2026"};
    standing.standing = {.series = largest_series, .words = common_word};
    standing.standing.from = Date{std::chrono::year{2009}, std::chrono::month{1}, std::chrono::day{1}};
    std::size_t found = 0;
    measure("hold-preview", 1, [&] {
        found = store.holds().preview(standing).size();
        return Result{std::to_string(found) + " records"};
    });
    place_and_release(store, "hold-standing", "standing-release", standing,
                      std::to_string(found) + " records by a standing query");
}

void propose(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    Disposal disposal;
    measure("propose", 1, [&] {
        disposal = store.disposals().propose({.on = today, .series = largest_series});
        return Result{std::to_string(disposal.items.size()) + " records on the list"};
    });
    store.act_as("ravi");
    measure("propose-reject", 1, [&] {
        store.disposals().reject(disposal.id, "Only measured");
        return Result{disposal.id};
    });
}

/// The first day on which so many records of a series are due.
Date day_with(Store& store, const std::string& series, std::size_t wanted) {
    auto first = std::chrono::sys_days{std::chrono::year{1992} / 1 / 1}, last = std::chrono::sys_days{today};
    while (first < last) {
        const auto middle = first + (last - first) / 2;
        std::size_t due = 0;
        for (const auto& count : store.retention().due_counts({.on = Date{middle}, .series = series}))
            due += count.records;
        if (due < wanted)
            first = middle + std::chrono::days{1};
        else
            last = middle;
    }
    return Date{first};
}

void destroy(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    const std::size_t wanted = job.size ? job.size : std::max<std::size_t>(1, store.records().count() / 1000);
    const Date on = day_with(store, "ELE", wanted);
    const auto disposal = store.disposals().propose({.on = on, .series = "ELE"});
    store.act_as("ravi");
    store.disposals().approve(disposal.id);
    store.act_as("asha");
    const std::uint64_t all = size_of_folder(job.store + "/objects/pack");
    measure("destroy", 1, [&] {
        const auto done =
            store.disposals().carry_out(disposal.id, {.method = "erased", .witness = "Ravi Shankar"});
        return Result{std::to_string(done.items.size()) +
                      " records, purge included: " + std::to_string(done.packs_rewritten) +
                      " packs rewritten; all packs are " + in_mib(all)};
    });
}

} // namespace

const std::vector<Workload> writing_workloads{
    {"file", "one durable filing after another in an open store (--size: how many)", file_one},
    {"sign", "the same, unsigned and signed, and the check of signatures (--size: how many)", sign},
    {"rule-change",
     "the impact report of a schedule that gives a fifth of all records another date, then the schedule",
     rule_change},
    {"hold",
     "hold a tenth of all records, by list (--size: how many) and by a standing query, then release them",
     hold},
    {"propose", "a disposal list of what is due in the largest series", propose},
    {"destroy", "carry out the destruction of a thousandth of all records (--size: how many)", destroy},
};

} // namespace almirah::bench
