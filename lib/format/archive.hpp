// Writing and reading fields of a JSON object. One description of a type (fields.hpp) serves both ways, so
// that the two cannot drift apart. A field that has its default value is left out of the JSON.
#pragma once

#include "almirah/date.hpp"
#include "almirah/error.hpp"
#include "almirah/text.hpp"
#include "format/names.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

namespace almirah::format {

/// Written in the order of the fields.
using Json = nlohmann::ordered_json;
/// Read by name: an object with very many names must not take time by their square.
using Read = nlohmann::json;

/// Where a value stands, for messages.
struct Where {
    const std::string* path;
    std::string field;
    bool given = false; ///< A person wrote it, not the store.

    [[noreturn]] void corrupt(const std::string& what) const {
        const std::string told = *path + ": " + (field.empty() ? "" : field + ": ") + what;
        if (given) throw Error(Code::invalid_argument, told + "; correct the file");
        throw Error(Code::corrupt, told + "; run verify and restore the file from a copy");
    }
    Where in(const std::string& name) const {
        return {path, field.empty() ? name : field + "." + name, given};
    }
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

    template <class T>
    void operator()(const char* name, const T& value, const T& fallback = T{}) {
        if (!(value == fallback)) object_[name] = pack(value);
    }
    /// A field that is written even when it has its default value.
    template <class T>
    void always(const char* name, const T& value) {
        object_[name] = pack(value);
    }
    Json take() { return std::move(object_); }

private:
    template <class T>
    static Json pack(const T& value);

    Json object_ = Json::object();
};

class Decoder {
public:
    template <class T>
    using Ref = T&;

    Decoder(const Read& object, Where where) : object_(object), where_(std::move(where)) {
        if (!object.is_object()) where_.corrupt("not a JSON object");
    }

    template <class T>
    void operator()(const char* name, T& value, const T& fallback = T{}) {
        const auto found = object_.find(name);
        if (found == object_.end()) {
            value = fallback;
            return;
        }
        ++known_;
        unpack(*found, value, where_.in(name));
    }
    template <class T>
    void always(const char* name, T& value) {
        const auto found = object_.find(name);
        if (found == object_.end()) where_.corrupt(std::string("the field ") + name + " is missing");
        ++known_;
        unpack(*found, value, where_.in(name));
    }
    /// Call when all fields are described: what is left over is of a newer store.
    void finish() const {
        if (known_ != object_.size()) where_.corrupt("has fields that this version does not know");
    }

private:
    template <class T>
    static void unpack(const Read& json, T& value, const Where& where);

    const Read& object_;
    Where where_;
    std::size_t known_ = 0;
};

} // namespace almirah::format
