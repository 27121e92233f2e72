// The command line with its clock stopped at ALMIRAH_TEST_NOW (YYYY-MM-DDTHH:MM:SSZ). For tests only.
#include "cli/run.hpp"

#include <cstdlib>
#include <iostream>

int main(int argc, char** argv) {
    const char* text = std::getenv("ALMIRAH_TEST_NOW");
    const auto now = almirah::parse_instant(text ? text : "");
    if (!now) {
        std::cerr << "almirah_frozen: set ALMIRAH_TEST_NOW to YYYY-MM-DDTHH:MM:SSZ\n";
        return 2;
    }
    std::ios::sync_with_stdio(false);
    almirah::cli::Host host = almirah::cli::host_of_process();
    host.clock = [now] { return *now; };
    almirah::cli::Streams streams{std::cin, std::cout, std::cerr};
    return almirah::cli::run({argv + 1, argv + argc}, streams, host);
}
