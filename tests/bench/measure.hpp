// Timing, and one line of figures for each workload.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace almirah::bench {

/// What a run gives back: a line for people, and what its hash is made of. The same store gives the same.
struct Result {
    std::string line;
    std::string answer{};
};

struct Times {
    std::vector<double> wall_ms, cpu_ms;
};

double median(std::vector<double> values);

/// Runs `work` so many times and prints the medians: workload, wall, fastest, slowest, processor time,
/// result.
void measure(const std::string& name, int runs, const std::function<Result()>& work);
/// The same for work that was timed elsewhere.
void report(const std::string& name, const Times& times, const Result& result);

/// Runs a program to its end; throws when it says no. Returns what it printed.
std::string run_program(const std::vector<std::string>& command);

/// The machine, and the versions of what is compared.
void print_machine();
/// The most memory that this process ever held, in MiB.
long peak_mib();
/// Bytes of all files below a folder.
std::uint64_t size_of_folder(const std::string& folder);

} // namespace almirah::bench
