// A made-up record room of any size, the same for the same size: series, rules, bilingual titles, states,
// dates.
#pragma once

#include "almirah/store.hpp"

#include <functional>
#include <string>

namespace almirah::bench {

/// The day on which every measurement is made.
inline constexpr Date today{std::chrono::year{2026}, std::chrono::month{6}, std::chrono::day{15}};

/// The series that a fifth of all records lie in, and its rule, which a workload changes.
inline constexpr const char* largest_series = "LR-MUT";
/// In the title of a third of a thousand records, and in that of every mutation case.
inline constexpr const char* rare_word = "बेलपारा";
inline constexpr const char* common_word = "नामांतरण";

/// How the store is opened by whoever acts; the clock stands at `today`.
StoreOptions options(const std::string& actor);

/// The schedule of the office; `mutation_years` is what the rule of the largest series says.
ScheduleReading schedule(int mutation_years);

/// The n-th record, with its content.
Filing filing(std::size_t n);

/// Makes a store of so many records through the public API.
Store make_office(const std::string& directory, std::size_t records,
                  const std::function<void(std::size_t filed)>& told = {});

} // namespace almirah::bench
