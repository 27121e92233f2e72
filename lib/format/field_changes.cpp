#include "format/field_changes.hpp"

#include "almirah/error.hpp"
#include "format/json_parse.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace almirah::format {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using Value = std::optional<element>;

/// The text of a string, the JSON of all else.
std::optional<std::string> text_of(const Value& value) {
    if (!value) return std::nullopt;
    std::string_view text;
    if (value->get(text) == simdjson::SUCCESS) return std::string(text);
    return simdjson::minify(*value);
}

bool is(const Value& value, element_type type) {
    return value && value->type() == type;
}

/// A list of which the elements are things of their own; an empty one may be of any.
bool is_list_of_objects(const Value& value) {
    if (!is(value, element_type::ARRAY)) return false;
    const simdjson::dom::array list = *value;
    return list.begin() == list.end() || (*list.begin()).type() == element_type::OBJECT;
}

class Comparison {
public:
    explicit Comparison(const EachField& each) : each_(each) {}

    void compare(const Value& before, const Value& after) {
        const auto fits = [](const Value& value, auto test) { return !value || test(value); };
        const auto object = [](const Value& value) { return is(value, element_type::OBJECT); };
        if ((object(before) || object(after)) && fits(before, object) && fits(after, object))
            return compare_objects(before, after);
        if ((is_list_of_objects(before) || is_list_of_objects(after)) && fits(before, is_list_of_objects) &&
            fits(after, is_list_of_objects))
            return compare_lists(before, after);
        const auto was = text_of(before), now = text_of(after);
        if (was != now) tell(was, now);
    }

private:
    void tell(const std::optional<std::string>& before, const std::optional<std::string>& after) {
        each_(path_, before ? std::optional<std::string_view>(*before) : std::nullopt,
              after ? std::optional<std::string_view>(*after) : std::nullopt);
    }

    /// Within what is called so.
    void below(std::string_view name, const Value& before, const Value& after) {
        const std::size_t length = path_.size();
        if (!path_.empty() && !name.starts_with('[')) path_ += '.';
        path_ += name;
        // An element may have no fields, and its coming or going counts all the same.
        if (name == "[+]" || name == "[-]")
            tell(before ? std::optional<std::string>("") : std::nullopt,
                 after ? std::optional<std::string>("") : std::nullopt);
        compare(before, after);
        path_.resize(length);
    }

    void compare_objects(const Value& before, const Value& after) {
        std::map<std::string_view, Value> gone; // names that only the former has
        if (before)
            for (const auto& [name, value] : simdjson::dom::object(*before))
                gone.emplace(name, value);
        if (after)
            for (const auto& [name, value] : simdjson::dom::object(*after)) {
                const auto was = gone.extract(name);
                below(name, was ? was.mapped() : std::nullopt, value);
            }
        for (const auto& [name, value] : gone)
            below(name, value, std::nullopt);
    }

    static std::vector<element> elements_of(const Value& list) {
        std::vector<element> elements;
        if (list)
            for (const element one : simdjson::dom::array(*list))
                elements.push_back(one);
        return elements;
    }

    void compare_lists(const Value& before, const Value& after) {
        const auto was = elements_of(before), now = elements_of(after);
        for (std::size_t i = 0; i < std::max(was.size(), now.size()); ++i) {
            if (i >= was.size())
                below("[+]", std::nullopt, now[i]);
            else if (i >= now.size())
                below("[-]", was[i], std::nullopt);
            else
                below("[]", was[i], now[i]);
        }
    }

    const EachField& each_;
    std::string path_;
};

void require_object(const ParsedJson& json, const std::string& path) {
    const std::string fault = !json.fault().empty()                    ? "not JSON: " + json.fault()
                              : !is(json.root(), element_type::OBJECT) ? "not a JSON object"
                                                                       : "";
    if (!fault.empty())
        throw Error(Code::corrupt, path + ": " + fault + "; run verify and restore the file from a copy");
}

} // namespace

void each_field_change(std::optional<std::string_view> before, std::string_view after,
                       const std::string& path, const EachField& each) {
    if (before && *before == after) return;
    const ParsedJson now(after);
    require_object(now, path);
    if (!before) return Comparison(each).compare(std::nullopt, now.root());
    const ParsedJson was(*before);
    require_object(was, path);
    Comparison(each).compare(was.root(), now.root());
}

} // namespace almirah::format
