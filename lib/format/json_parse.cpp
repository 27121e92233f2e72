#include "format/json_parse.hpp"

#include <algorithm>
#include <new>
#include <nlohmann/json.hpp>

namespace almirah::format {

namespace {

/// What a parser that knows where it is says of the text; "" when it takes it.
std::string fault_of(std::string_view text) {
    using nlohmann::json;
    try {
        // Nothing is kept, so that there is no tree to be let go of when there is no memory.
        const json nothing = json::parse(text, [](int, json::parse_event_t, json&) { return false; });
    } catch (const json::exception& error) {
        std::string fault = error.what(); // "[…] parse error at line 3, column 5: …; last read: '…'; …"
        constexpr std::string_view before = " parse error at ", after = "; last read: ";
        if (const auto at = fault.find(before); at != std::string::npos) fault.erase(0, at + before.size());
        return fault.substr(0, fault.find(after));
    }
    return "";
}

} // namespace

ParsedJson::ParsedJson(std::string_view text) {
    const auto outcome = parser_.parse(text.data(), text.size()).get(root_);
    if (outcome == simdjson::SUCCESS) return;
    if (outcome == simdjson::MEMALLOC) throw std::bad_alloc();
    if (outcome != simdjson::DEPTH_ERROR) fault_ = fault_of(text);
    if (fault_.empty()) fault_ = simdjson::error_message(outcome);
}

} // namespace almirah::format
