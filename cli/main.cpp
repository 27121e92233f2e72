#include "cli/run.hpp"

#include <iostream>

int main(int argc, char** argv) {
    std::ios::sync_with_stdio(false);
    almirah::cli::Streams streams{std::cin, std::cout, std::cerr};
    return almirah::cli::run({argv + 1, argv + argc}, streams, almirah::cli::host_of_process());
}
