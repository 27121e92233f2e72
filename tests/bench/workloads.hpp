// The named workloads. Each opens the store itself and prints one line for each thing that it measures.
#pragma once

#include <string>
#include <vector>

namespace almirah::bench {

struct Job {
    std::string store;
    int runs = 5;
    std::string command{}; ///< The command line, for whole processes.
    std::size_t size = 0;  ///< Records of a list, filings in a row, or bytes of the big file; 0: as many as
                           ///< the store has room for.
};

struct Workload {
    const char* name;
    const char* what;
    void (*run)(const Job& job);
};

extern const std::vector<Workload> reading_workloads;
extern const std::vector<Workload> writing_workloads;
extern const std::vector<Workload> whole_workloads;

} // namespace almirah::bench
