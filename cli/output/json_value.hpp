// Shared by the json_*.cpp files; nobody else includes the JSON library.
#pragma once

#include "cli/names.hpp"
#include "cli/output/json.hpp"

#include <nlohmann/json.hpp>

namespace almirah::cli {

using Json = nlohmann::ordered_json;

/// One line. What is not UTF-8 becomes U+FFFD: the reader gets JSON in any case.
inline std::string line_of(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

inline Json value(const std::optional<Date>& date) {
    return date ? Json(to_string(*date)) : Json();
}
inline Json value(const std::optional<Instant>& instant) {
    return instant ? Json(to_string(*instant)) : Json();
}
inline Json value(const std::optional<int>& number) {
    return number ? Json(*number) : Json();
}

/// "title", and "title_in" where there are other editions.
inline void put(Json& json, const std::string& name, const Text& text) {
    json[name] = text.text;
    if (!text.in.empty()) json[name + "_in"] = text.in;
}

Json file_value(const ContentFile& file);
Json problem_value(const Problem& problem);
Json finding_value(const Finding& finding);
Json reason_value(const Reason& reason);
Json route_step_value(const RouteStep& step);

template <class Items, class Make>
Json values(const Items& items, Make make) {
    Json list = Json::array();
    for (const auto& item : items)
        list.push_back(make(item));
    return list;
}

} // namespace almirah::cli
