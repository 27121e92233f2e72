// The one wall that no exception passes, and the types behind the opaque names.
#pragma once

#include "almirah.h"
#include "almirah/almirah.hpp"

#include <new>
#include <string>

struct almirah_error {
    almirah_code code = almirah_ok;
    std::string message;
    std::string rule;
};

struct almirah_options {
    almirah::StoreOptions value;
};

struct almirah_store {
    // Questions may bring the index along, so a store that only answers is still changed inside.
    mutable almirah::Store value;
};

struct almirah_filing {
    almirah::Filing value;
};

struct almirah_text {
    std::string value;
};

namespace almirah::c {

inline almirah_code say(almirah_error* error, Code code, const char* message,
                        const std::string& rule = {}) noexcept {
    const auto number = static_cast<almirah_code>(code);
    if (error == nullptr) return number;
    error->code = number;
    try {
        error->message = message;
        error->rule = rule;
    } catch (...) {
        error->message.clear();
    }
    return number;
}

/// Runs `work` and turns what it throws into a code.
template <class Work>
almirah_code wall(almirah_error* error, Work work) noexcept {
    try {
        work();
        return almirah_ok;
    } catch (const Refused& refused) {
        return say(error, refused.code(), refused.what(), refused.rule());
    } catch (const Error& failed) {
        return say(error, failed.code(), failed.what());
    } catch (const std::bad_alloc&) {
        return say(error, Code::internal, "no memory");
    } catch (const std::exception& failed) {
        return say(error, Code::internal, failed.what());
    } catch (...) {
        return say(error, Code::internal, "an unknown failure; please report it");
    }
}

/// A required pointer.
template <class T>
T* need(T* pointer, const char* name) {
    if (pointer == nullptr)
        throw Error(Code::invalid_argument, std::string("the argument ") + name + " is NULL");
    return pointer;
}

inline std::string text_or_empty(const char* text) {
    return text == nullptr ? "" : text;
}

/// NULL: none.
inline std::optional<Date> date_or_none(const char* text) {
    if (text == nullptr) return std::nullopt;
    const auto date = parse_date(text);
    if (!date)
        throw Error(Code::invalid_argument, std::string("'") + text + "' is not a date; expected YYYY-MM-DD");
    return date;
}

inline const char* action_name(Action action) {
    switch (action) {
    case Action::keep:
        return "keep";
    case Action::review:
        return "review";
    case Action::transfer:
        return "transfer";
    case Action::destroy:
        return "destroy";
    }
    return "keep";
}

} // namespace almirah::c
