// What a call threw, as a value that a test can look at.
#pragma once

#include "almirah/error.hpp"
#include "support/catch.hpp"

#include <string>

namespace almirah::test {

struct Failure {
    std::string code = "nothing was thrown"; ///< By its permanent name.
    std::string what{};
    std::string rule{};   ///< Of a refusal.
    std::string object{}; ///< Of a refusal.

    bool says(const std::string& words) const { return what.find(words) != std::string::npos; }
};

/// Every message is one impersonal line without a full stop, whatever went wrong.
inline void check_words(const std::string& what) {
    INFO(what);
    CHECK_FALSE(what.empty());
    CHECK(what.find('\n') == std::string::npos);
    CHECK(what.back() != '.');
    CHECK(what.find("failed to") == std::string::npos);
}

template <class Act>
Failure failure_of(Act act) {
    Failure failure;
    try {
        act();
        return failure;
    } catch (const Refused& refused) {
        failure = {name_of(refused.code()), refused.what(), refused.rule(), refused.object()};
    } catch (const Error& error) {
        failure = {name_of(error.code()), error.what()};
    }
    check_words(failure.what);
    return failure;
}

template <class Act>
std::string code_of(Act act) {
    return failure_of(act).code;
}

} // namespace almirah::test
