// What goes wrong, as the caller should see it.
//
// Every failure of the library is thrown as an `almirah::Error`. Its code says what the caller should do
// next, its text is one line that names the object and the remedy. Nothing is changed in the store when an
// operation throws, with one exception: `in_doubt` says that the disk did not tell whether the last step
// took place; open the store again and look.
#pragma once

#include "almirah/export.hpp"

#include <stdexcept>
#include <string>

namespace almirah {

/// What the caller should do. The numbers are permanent: they are also those of the C API.
enum class Code {
    not_found = 1,           ///< No such object; the name is wrong or it was never there.
    already_exists = 2,      ///< Choose another name.
    invalid_argument = 3,    ///< The input is wrong; the message says which value and what is expected.
    refused = 4,             ///< A rule, a hold, a role or a state forbids it; see `Error::rule`.
    conflict = 5,            ///< Somebody changed the same thing in between; read again and repeat.
    busy = 6,                ///< Another writer holds the store; wait and repeat.
    corrupt = 7,             ///< Stored bytes are damaged; run verify, restore from a copy.
    io = 8,                  ///< The operating system reported an error.
    no_space = 9,            ///< The disk or quota is full; nothing was changed.
    permission = 10,         ///< The operating system forbids access to the file.
    unsupported_format = 11, ///< Written by a newer version; update the software.
    in_doubt = 12,           ///< It is not known whether the last step is on disk; open again and look.
    cancelled = 13,          ///< The caller's progress function asked to stop.
    internal = 14,           ///< A defect of this library; please report it.
};

/// The permanent name of a code, such as "not-found".
ALMIRAH_API const char* name_of(Code code) noexcept;

/// A failure. Copyable; `what()` is one line of UTF-8 without a full stop at its end.
class ALMIRAH_API Error : public std::runtime_error {
public:
    Error(Code code, const std::string& message) : std::runtime_error(message), code_(code) {}

    Code code() const noexcept { return code_; }

private:
    Code code_;
};

/// A refusal by policy: an answer, not a fault. It names what forbids and what was asked for.
class ALMIRAH_API Refused : public Error {
public:
    Refused(std::string rule, std::string object, const std::string& message)
        : Error(Code::refused, message), rule_(std::move(rule)), object_(std::move(object)) {}

    /// What forbids: a permission ("record.file"), a hold's id, a rule's code or a reason code.
    const std::string& rule() const noexcept { return rule_; }
    /// The thing that was to be changed, by its id; empty when it is the whole store.
    const std::string& object() const noexcept { return object_; }

private:
    std::string rule_;
    std::string object_;
};

} // namespace almirah
