// The way in for schedules: Almirah's own columns, or any others through a profile.
#include "exchange/schedule.hpp"

#include "base/digest.hpp"
#include "base/utf8.hpp"
#include "exchange/json_table.hpp"
#include "exchange/mapped.hpp"
#include "exchange/native.hpp"

#include <algorithm>

namespace almirah::exchange {

ScheduleReading read_schedule(const NamedText& csv, const std::optional<NamedText>& profile_file,
                              const std::string& id, const std::string& encoding) {
    std::optional<Profile> profile;
    if (profile_file) profile = parse_profile(*profile_file);
    const std::string charset = !encoding.empty() || !profile ? encoding : profile->encoding;
    const std::string_view text = base::without_marks(csv.bytes);
    const Csv table = looks_like_json(text)
                          ? parse_json_table(csv.name, text)
                          : read_table(csv.name, csv.bytes, charset == "utf-8" ? "" : charset,
                                       profile ? known_of(*profile) : known_of(native_columns()));

    Assembly assembly(csv.name, id);
    for (const Problem& problem : table.problems)
        assembly.problem(problem);
    if (profile) {
        read_mapped(table, *profile, assembly);
    } else {
        read_native(table, assembly);
    }
    ScheduleReading reading = assembly.finish();
    reading.rows = table.rows.size();
    reading.schedule.title = profile && !profile->title.text.empty() ? profile->title : Text(id);
    reading.schedule.source = csv.name;
    reading.schedule.sha256 = base::sha256_hex(csv.bytes);
    if (reading.problems.empty() && reading.schedule.rules.empty())
        reading.problems.push_back({csv.name, 0, "", "", "the file has no rule; expected one a row"});
    return reading;
}

} // namespace almirah::exchange
