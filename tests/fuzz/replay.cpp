// Runs a target over its corpus, and over each file of it cut short and with bits turned, without a fuzzer:
// what the fuzzer once found stays found, and the targets keep building with any compiler.
//
//     fuzz_NAME FOLDER
#include "fuzz/target.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace {

constexpr std::size_t changes_a_file = 150;

void run(const std::string& bytes) {
    (void)LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

void run_changed(const std::string& bytes) {
    const std::size_t step = bytes.size() / changes_a_file + 1;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        run(bytes.substr(0, at));
        std::string changed = bytes;
        changed[at] = char(changed[at] ^ (1 << at % 8));
        run(changed);
        changed[at] = '\0';
        run(changed);
        changed.erase(at, 1);
        run(changed);
    }
}

std::string whole(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    std::size_t files = 0;
    run("");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1])) {
        if (!entry.is_regular_file()) continue;
        const std::string bytes = whole(entry.path());
        std::cerr << entry.path().filename().string() << "\n";
        run(bytes);
        run_changed(bytes);
        ++files;
    }
    std::cout << files << " files\n";
    return files == 0;
}
