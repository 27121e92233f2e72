// Values of options: read, or refused in one line that says what is expected.
#pragma once

#include "almirah/store.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace almirah::cli {

Date date_of_option(const std::string& option, const std::string& text);
/// Nothing when the option was not given.
std::optional<Date> date_if_given(const std::string& option, const std::string& text);
std::optional<Period> period_if_given(const std::string& option, const std::string& text);
/// Decimal, not negative.
int number_of_option(const std::string& option, const std::string& text);

/// "NAME=VALUE".
std::pair<std::string, std::string> pair_of_option(const std::string& option, const std::string& text);
std::map<std::string, std::string> pairs_of_option(const std::string& option,
                                                   const std::vector<std::string>& texts);
std::map<std::string, Date> dates_of_option(const std::string& option, const std::vector<std::string>& texts);

/// "desk:D07", "board:GATE@hi".
std::vector<PointOfUse> points_of_option(const std::string& option, const std::vector<std::string>& texts);

/// Minutes of "+05:30", "-03:00" or "+00:00".
int offset_of_option(const std::string& option, const std::string& text);
std::string offset_text(int minutes);

/// Changes one value of a policy by its key: "financial-year-start", "utc-offset", "appraisal-after-years",
/// "place-levels", "route.document" and so on. "none" takes a value back.
void set_policy_value(Policy& policy, const std::string& key, const std::string& value);

std::string text_of(const std::optional<Date>& date);
/// "a, b, c"
template <class Texts>
std::string joined(const Texts& texts, const std::string& separator = ", ") {
    std::string result;
    for (const auto& text : texts)
        result += (result.empty() ? "" : separator) + text;
    return result;
}
/// "1 record", "2 records"
std::string counted(std::size_t count, const std::string& noun);
/// "812 bytes", "12.3 MB"
std::string size_text(std::uint64_t size_bytes);

} // namespace almirah::cli
