// almirah_bench: makes a store of any size, and measures named workloads on it. docs/measured.md has the
// figures.
#include "bench/measure.hpp"
#include "bench/office.hpp"
#include "bench/workloads.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <unistd.h>

using namespace almirah::bench;

namespace {

std::vector<Workload> all_workloads() {
    std::vector<Workload> all;
    for (const auto* some : {&reading_workloads, &writing_workloads, &whole_workloads})
        all.insert(all.end(), some->begin(), some->end());
    return all;
}

int usage() {
    std::printf("almirah_bench make STORE RECORDS\n"
                "almirah_bench WORKLOAD|all STORE [--runs N] [--size N] [--command ALMIRAH]\n\n");
    for (const auto& workload : all_workloads())
        std::printf("  %-12s %s\n", workload.name, workload.what);
    return 2;
}

int make(const std::string& directory, std::size_t records) {
    measure("make", 1, [&] {
        (void)make_office(directory, records, [&](std::size_t filed) {
            if (isatty(2)) std::fprintf(stderr, "\r%zu of %zu records", filed, records);
        });
        return Result{std::to_string(records) + " records; packs " +
                      std::to_string(size_of_folder(directory + "/objects") >> 20) + " MiB, index " +
                      std::to_string(size_of_folder(directory + "/almirah") >> 20) + " MiB; peak " +
                      std::to_string(peak_mib()) + " MiB"};
    });
    return 0;
}

Job job_of(int count, char** arguments) {
    Job job{.store = arguments[2]};
    for (int i = 3; i + 1 < count; i += 2) {
        if (std::strcmp(arguments[i], "--runs") == 0) job.runs = std::atoi(arguments[i + 1]);
        if (std::strcmp(arguments[i], "--size") == 0) job.size = std::strtoull(arguments[i + 1], nullptr, 10);
        if (std::strcmp(arguments[i], "--command") == 0) job.command = arguments[i + 1];
    }
    return job;
}

int run(const std::string& name, const Job& job) {
    bool known = false;
    for (const auto& workload : all_workloads()) {
        if (name != workload.name && name != "all") continue;
        known = true;
        workload.run(job);
    }
    return known ? 0 : usage();
}

} // namespace

int main(int count, char** arguments) {
    if (count < 3) return usage();
    try {
        const std::string name = arguments[1];
        print_machine();
        if (name == "make")
            return count == 4 ? make(arguments[2], std::strtoull(arguments[3], nullptr, 10)) : usage();
        return run(name, job_of(count, arguments));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
