// What goes through everything: the index anew, verify, one very large file.
#include "bench/measure.hpp"
#include "bench/office.hpp"
#include "bench/workloads.hpp"

#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>

namespace almirah::bench {

namespace {

void reindex(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    measure("reindex", 1, [&] {
        store.trust().reindex();
        return Result{std::to_string(store.records().count()) + " records; peak " +
                      std::to_string(peak_mib()) + " MiB"};
    });
}

void verify(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    measure("verify", job.runs, [&] {
        const auto found = store.trust().verify();
        if (!found.clean())
            throw std::runtime_error("the store is not clean: " + found.findings.front().message);
        return Result{std::to_string(found.objects) + " objects, " + std::to_string(found.files) +
                      " files, " + std::to_string(found.bytes >> 20) + " MiB; peak " +
                      std::to_string(peak_mib()) + " MiB"};
    });
}

/// Bytes that do not compress, the same each time.
void write_noise(const std::string& path, std::size_t size_bytes) {
    std::mt19937_64 noise(20240701);
    std::ofstream file(path, std::ios::binary);
    std::vector<std::uint64_t> block(1 << 17);
    for (std::size_t written = 0; written < size_bytes; written += block.size() * 8) {
        for (auto& word : block)
            word = noise();
        file.write(reinterpret_cast<const char*>(block.data()),
                   std::streamsize(std::min(size_bytes - written, block.size() * 8)));
    }
    if (!file.flush()) throw std::runtime_error(path + " cannot be written");
}

void big_file(const Job& job) {
    const std::string path = job.store + ".noise";
    write_noise(path, job.size ? job.size : std::size_t{4} << 30);
    Store store = Store::open(job.store, options("asha"));
    Filing filing;
    filing.record.series = "MISC";
    filing.record.title = "A film of the hearing";
    filing.content.push_back({.name = "film.mkv", .path = path});
    std::string id;
    const auto peak = [] { return "peak " + std::to_string(peak_mib()) + " MiB"; };
    measure("big-file", 1, [&] {
        id = store.records().file(filing);
        return Result{peak()};
    });
    measure("big-verify", 1, [&] {
        if (!store.trust().verify().clean()) throw std::runtime_error("the store is not clean");
        return Result{peak()};
    });
    measure("big-read", 1, [&] {
        std::uint64_t bytes = 0;
        store.records().read(id, "film.mkv", [&](const char*, std::size_t size) { bytes += size; });
        return Result{std::to_string(bytes >> 20) + " MiB; " + peak()};
    });
    std::filesystem::remove(path);
}

} // namespace

const std::vector<Workload> whole_workloads{
    {"reindex", "build the index anew from git", reindex},
    {"verify", "every byte of everything", verify},
    {"big-file", "file, verify and read back one file (--size: its bytes)", big_file},
};

} // namespace almirah::bench
