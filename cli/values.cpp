#include "cli/values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace almirah::cli {
namespace {

[[noreturn]] void refuse(const std::string& option, const std::string& text, const std::string& expected) {
    throw Error(Code::invalid_argument, option + ": '" + text + "': " + expected);
}

bool looks_like_date(const std::string& text) {
    constexpr std::size_t length = 10;
    if (text.size() != length || text[4] != '-' || text[7] != '-') return false;
    return text.find_first_not_of("0123456789-") == std::string::npos;
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);)
        parts.push_back(part);
    return parts;
}

void set_route(Policy& policy, const std::string& kind, const std::string& route) {
    constexpr std::array kinds{"document", "disposal", "schedule", "override", "hold-release"};
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
        refuse("route." + kind, route,
               "routes are set for " + joined(std::vector<std::string>(kinds.begin(), kinds.end())));
    if (route == "none")
        policy.routes.erase(kind);
    else
        policy.routes[kind] = route;
}

} // namespace

Date date_of_option(const std::string& option, const std::string& text) {
    if (const auto date = parse_date(text)) return *date;
    refuse(option, text,
           looks_like_date(text) ? "no such date; expected YYYY-MM-DD" : "expected a date as YYYY-MM-DD");
}

std::optional<Date> date_if_given(const std::string& option, const std::string& text) {
    if (text.empty()) return std::nullopt;
    return date_of_option(option, text);
}

std::optional<Period> period_if_given(const std::string& option, const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto period = parse_period(text);
    if (!period) refuse(option, text, "expected a period such as 1y, 18m, 30d or 1y6m");
    return period;
}

int number_of_option(const std::string& option, const std::string& text) {
    int number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end || number < 0) refuse(option, text, "expected a whole number");
    return number;
}

std::pair<std::string, std::string> pair_of_option(const std::string& option, const std::string& text) {
    const auto sign = text.find('=');
    if (sign == std::string::npos || sign == 0) refuse(option, text, "expected NAME=VALUE");
    return {text.substr(0, sign), text.substr(sign + 1)};
}

std::map<std::string, std::string> pairs_of_option(const std::string& option,
                                                   const std::vector<std::string>& texts) {
    std::map<std::string, std::string> result;
    for (const std::string& text : texts)
        if (!result.insert(pair_of_option(option, text)).second)
            refuse(option, text, "this name is given twice");
    return result;
}

std::map<std::string, Date> dates_of_option(const std::string& option,
                                            const std::vector<std::string>& texts) {
    std::map<std::string, Date> result;
    for (const auto& [name, date] : pairs_of_option(option, texts))
        result.emplace(name, date_of_option(option + " " + name, date));
    return result;
}

std::vector<PointOfUse> points_of_option(const std::string& option, const std::vector<std::string>& texts) {
    std::vector<PointOfUse> points;
    for (const std::string& text : texts) {
        const auto point = parse_point(text);
        if (!point)
            refuse(option, text, "expected desk:CODE, place:CODE, person:LOGIN, board:CODE or role:NAME");
        points.push_back(*point);
    }
    return points;
}

int offset_of_option(const std::string& option, const std::string& text) {
    const bool formed = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
    if (!formed) refuse(option, text, "expected what the clock is ahead of UTC, such as +05:30");
    const int minutes =
        number_of_option(option, text.substr(1, 2)) * 60 + number_of_option(option, text.substr(4));
    return text[0] == '-' ? -minutes : minutes;
}

std::string offset_text(int minutes) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                  std::abs(minutes) % 60);
    return text.data();
}

namespace {

/// "mirror at the data centre; monthly tapes": names may have commas, so semicolons part them.
std::vector<std::string> places_of(const std::string& text) {
    std::vector<std::string> places;
    for (std::string place : split(text, ';')) {
        const auto first = place.find_first_not_of(' '), last = place.find_last_not_of(' ');
        places.push_back(first == std::string::npos ? "" : place.substr(first, last - first + 1));
    }
    return places;
}

} // namespace

void set_policy_value(Policy& policy, const std::string& key, const std::string& value) {
    const std::string route = "route.";
    if (key == "financial-year-start") {
        policy.financial_year_start_month = number_of_option(key, value);
        if (policy.financial_year_start_month < 1 || policy.financial_year_start_month > 12)
            refuse(key, value, "expected a month, 1 to 12");
    } else if (key == "utc-offset") {
        policy.utc_offset_minutes = offset_of_option(key, value);
    } else if (key == "appraisal-after-years") {
        policy.appraisal_after_years.reset();
        if (value != "none") policy.appraisal_after_years = number_of_option(key, value);
    } else if (key == "approval-valid-days") {
        policy.approval_valid_days.reset();
        if (value != "none") policy.approval_valid_days = number_of_option(key, value);
    } else if (key == "quiet-days") {
        policy.quiet_days = value == "none" ? 0 : number_of_option(key, value);
    } else if (key == "residual-places") {
        policy.residual_places.clear();
        if (value != "none") policy.residual_places = places_of(value);
    } else if (key == "place-levels") {
        policy.place_levels = split(value, ',');
    } else if (key == "sealed-fields") {
        policy.sealed_fields = value == "none" ? std::vector<std::string>{} : split(value, ',');
    } else if (key == "signed-operations") {
        const auto names = value == "none" ? std::vector<std::string>{} : split(value, ',');
        policy.signed_operations = {names.begin(), names.end()};
    } else if (key == "paper-classes") {
        policy.paper_classes.clear();
        for (const auto& pair : value == "none" ? std::vector<std::string>{} : split(value, ',')) {
            const auto [code, series] = pair_of_option(key, pair);
            policy.paper_classes.push_back({code, series});
        }
    } else if (key.compare(0, route.size(), route) == 0) {
        set_route(policy, key.substr(route.size()), value);
    } else {
        refuse(
            key, value,
            "no such policy; there are financial-year-start, utc-offset, appraisal-after-years, "
            "approval-valid-days, quiet-days, place-levels, paper-classes, sealed-fields, signed-operations, "
            "residual-places, route.document, route.disposal, "
            "route.override, route.schedule, route.hold-release");
    }
}

std::string text_of(const std::optional<Date>& date) {
    return date ? to_string(*date) : std::string();
}

std::string counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string size_text(std::uint64_t size_bytes) {
    constexpr std::uint64_t thousand = 1000;
    if (size_bytes < thousand) return counted(size_bytes, "byte");
    constexpr std::array units{"kB", "MB", "GB", "TB"};
    auto size = static_cast<double>(size_bytes) / thousand;
    std::size_t unit = 0;
    for (; size >= thousand && unit + 1 < units.size(); ++unit)
        size /= thousand;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f %s", size, units[unit]);
    return text.data();
}

} // namespace almirah::cli
