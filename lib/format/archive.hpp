// Writing and reading fields of a JSON object. One description of a type (fields.hpp) serves both ways, so
// that the two cannot drift apart. A field that has its default value is left out of the JSON.
#pragma once

#include "almirah/date.hpp"
#include "almirah/error.hpp"
#include "almirah/text.hpp"
#include "format/json_text.hpp"
#include "format/names.hpp"

#include <map>
#include <optional>
#include <set>
#include <simdjson.h>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace almirah::format {

/// A value of a parsed text; valid while its parser is.
using Read = simdjson::dom::element;

/// Where a value stands, for messages; a chain of frames, each valid while the one it is in.
class Where {
public:
    /// `given`: a person wrote it, not the store.
    explicit Where(const std::string& path, bool given = false) : path_(path), given_(given) {}

    const std::string& path() const { return path_; }
    Where in(std::string_view name) const { return Where(*this, name); }

    [[noreturn]] void corrupt(const std::string& what) const {
        const std::string named = field();
        const std::string told = path_ + ": " + (named.empty() ? "" : named + ": ") + what;
        if (given_) throw Error(Code::invalid_argument, told + "; correct the file");
        throw Error(Code::corrupt, told + "; run verify and restore the file from a copy");
    }

private:
    Where(const Where& outer, std::string_view name)
        : path_(outer.path_), outer_(&outer), name_(name), given_(outer.given_) {}

    std::string field() const {
        const std::string outer = outer_ ? outer_->field() : "";
        return outer.empty() ? std::string(name_) : outer + "." + std::string(name_);
    }

    const std::string& path_;
    const Where* outer_ = nullptr;
    std::string_view name_;
    bool given_;
};

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;

class Encoder {
public:
    template <class T>
    using Ref = const T&;

    /// The object stands in `depth` others and lists.
    Encoder(std::string& out, std::size_t depth) : members_(out, depth, '{', '}') {}

    template <class T>
    void operator()(const char* name, const T& value, const T& fallback = T{}) {
        if (!(value == fallback)) always(name, value);
    }
    /// A field that is written even when it has its default value.
    template <class T>
    void always(const char* name, const T& value);
    /// Call when all fields are described.
    void finish() { members_.close(); }

private:
    Members members_;
};

class Decoder {
public:
    template <class T>
    using Ref = T&;

    Decoder(Read json, const Where& where) : where_(where) {
        if (json.get(object_) != simdjson::SUCCESS) where_.corrupt("not a JSON object");
    }

    template <class T>
    void operator()(const char* name, T& value, const T& fallback = T{}) {
        if (!read(name, value)) value = fallback;
    }
    template <class T>
    void always(const char* name, T& value) {
        if (!read(name, value)) where_.corrupt(std::string("the field ") + name + " is missing");
    }
    /// Call when all fields are described: what is left over is of a newer store.
    void finish() const {
        if (known_ != object_.size())
            where_.corrupt("has fields that this version does not know, or one of them twice");
    }

private:
    template <class T>
    bool read(const char* name, T& value);

    simdjson::dom::object object_;
    const Where& where_;
    std::size_t known_ = 0;
};

} // namespace almirah::format
