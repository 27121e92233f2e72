// Bags: records in a folder that any archive understands (BagIt 1.0, RFC 8493), out and in.
#pragma once

#include "almirah/date.hpp"
#include "almirah/export.hpp"
#include "almirah/problem.hpp"
#include "almirah/trust.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace almirah {

/// What is to be put into a bag. One of `disposal`, `series`, `records` says which records.
struct BagPlan {
    std::string target{};   ///< The folder that will be the bag; it must not be there, or be empty.
    std::string disposal{}; ///< An approved list of records to be transferred; the bag is noted in it.
    std::string series{};   ///< With its sub-series.
    std::vector<std::string> records{};
    std::string restrictions{}; ///< On access, of every record that has no property "restrictions" (R53).
    bool dry_run = false;       ///< Say what would be in it; write nothing.
};

struct BagReport {
    std::string path;
    std::size_t records = 0;
    std::uint64_t files = 0; ///< Of content.
    std::uint64_t bytes = 0;
    std::string tagmanifest_sha256;    ///< SHA-256 of tagmanifest-sha256.txt: it stands for the whole bag.
    std::vector<std::string> left_out; ///< Records that are not in it.
    std::vector<std::string> why;      ///< For each of them.
};

/// What is found in a bag.
struct BagCheck {
    std::string version; ///< "1.0", "0.97"; empty when it declares none that is understood.
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::string tagmanifest_sha256;                        ///< Empty where it has none.
    std::vector<std::pair<std::string, std::string>> info; ///< bag-info.txt, in its order.
    std::vector<Finding> findings; ///< With the codes of docs/errors.md, "Faults of a bag".

    /// No finding of severity error.
    ALMIRAH_API bool clean() const;
};

/// What an import of a bag is to do.
struct BagImport {
    std::string folder{};     ///< The bag.
    std::string series{};     ///< Series of every record; empty: that of the bag's own records.
    std::string place{};      ///< Place of every record.
    bool dry_run = false;     ///< Check everything, file nothing.
    std::size_t batch = 2000; ///< Records per entry of the register.
};

struct BagImportReport {
    BagCheck check;          ///< With a finding of severity error, nothing was filed.
    std::size_t to_file = 0; ///< Good, and not filed before.
    std::size_t filed = 0;
    std::size_t already_there = 0; ///< Filed by an earlier run; left as they are.
    std::uint64_t bytes = 0;
    std::vector<Problem> problems; ///< Records that cannot be filed. With any, nothing was filed.
    std::vector<std::string> ids;  ///< Of what was filed by this run.
};

} // namespace almirah
