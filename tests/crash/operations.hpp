// What a store can do, one operation at a time, for the campaigns that disturb it.
#pragma once

#include "almirah/almirah.hpp"

#include <functional>
#include <map>
#include <stdexcept>
#include <string>

namespace almirah::crash {

/// How far an operation has come, as a fresh process sees it.
enum class State {
    before,
    half, ///< It goes in steps (an import's batches, a disposal), and calling again carries it on.
    done,
    same ///< It changes nothing in the register, so that nobody can tell.
};

struct Operation {
    /// Makes the store in which it will be done. Files beside it go into the folder around it.
    std::function<void(const std::string& directory)> prepare;
    std::function<void(const std::string& directory)> act;
    std::function<State(Store&)> state;
};

/// By name, sorted.
const std::map<std::string, Operation>& operations();

/// A clock that does not move and one thread, so that two runs make the same calls and bytes.
StoreOptions options(const std::string& actor);
/// Opens with them.
Store open(const std::string& directory, const std::string& actor = "kiran");
/// A record with one file of its title and then some.
Filing filing(const std::string& title, std::size_t size_bytes);
/// How many records `prepare` filed; their titles are "Base 0", "Base 1", …, their files hold `base_text`.
constexpr int base_records = 3;
std::string base_text(int i);

inline void need(bool holds, const std::string& what) {
    if (!holds) throw std::runtime_error(what);
}

} // namespace almirah::crash
