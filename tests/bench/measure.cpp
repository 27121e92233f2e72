#include "bench/measure.hpp"

#include "almirah/store.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <thread>

namespace almirah::bench {

namespace {

double cpu_ms_of(int who) {
    rusage usage{};
    ::getrusage(who, &usage);
    const auto ms = [](const timeval& time) {
        return double(time.tv_sec) * 1e3 + double(time.tv_usec) / 1e3;
    };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

double cpu_ms() {
    return cpu_ms_of(RUSAGE_SELF) + cpu_ms_of(RUSAGE_CHILDREN);
}

/// FNV-1a, 64 bits: says whether two runs gave the same answer.
std::uint64_t hash_of(const std::string& text) {
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const unsigned char byte : text)
        hash = (hash ^ byte) * 0x100000001b3u;
    return hash;
}

std::string first_line(const std::string& file, const std::string& beginning) {
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(beginning)) return line;
    return "";
}

std::string quoted(const std::string& word) {
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

} // namespace

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

void measure(const std::string& name, int runs, const std::function<Result()>& work) {
    Times times;
    Result result;
    for (int run = 0; run < runs; ++run) {
        const double cpu = cpu_ms();
        const auto start = std::chrono::steady_clock::now();
        result = work();
        const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
        times.wall_ms.push_back(wall.count());
        times.cpu_ms.push_back(cpu_ms() - cpu);
    }
    report(name, times, result);
}

void report(const std::string& name, const Times& times, const Result& result) {
    const auto [fastest, slowest] = std::minmax_element(times.wall_ms.begin(), times.wall_ms.end());
    std::printf("%-18s %10.2f ms  [%.2f .. %.2f]  cpu %.2f ms  n %zu  %s", name.c_str(),
                median(times.wall_ms), *fastest, *slowest, median(times.cpu_ms), times.wall_ms.size(),
                result.line.c_str());
    if (!result.answer.empty())
        std::printf("  #%016llx", static_cast<unsigned long long>(hash_of(result.answer)));
    std::printf("\n");
    std::fflush(stdout);
}

std::string run_program(const std::vector<std::string>& command) {
    std::string line;
    for (const auto& word : command)
        line += quoted(word) + " ";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(line.c_str(), "r"), ::pclose);
    if (!pipe) throw std::runtime_error("cannot run " + line);
    std::string said;
    std::array<char, 4096> bytes;
    while (const std::size_t size = std::fread(bytes.data(), 1, bytes.size(), pipe.get()))
        said.append(bytes.data(), size);
    if (said.empty()) throw std::runtime_error(line + "said nothing");
    return said;
}

void print_machine() {
    utsname system{};
    ::uname(&system);
    std::printf("# machine: %u processors, %s; %s; %s %s\n", std::thread::hardware_concurrency(),
                first_line("/proc/cpuinfo", "model name").c_str(),
                first_line("/proc/meminfo", "MemTotal").c_str(), system.sysname, system.release);
    std::printf("# almirah %s, %s", version(), run_program({"git", "--version"}).c_str());
    std::fflush(stdout);
}

long peak_mib() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

std::uint64_t size_of_folder(const std::string& folder) {
    std::uint64_t bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) bytes += entry.file_size();
    return bytes;
}

} // namespace almirah::bench
