// Reading a schedule from files; what is read is exchange's work.
#include "almirah/store.hpp"
#include "base/digest.hpp"
#include "base/name.hpp"
#include "exchange/schedule.hpp"
#include "os/files.hpp"

namespace almirah {

ScheduleReading read_schedule(const std::string& csv_path, const std::string& profile, const std::string& id,
                              const TableForm& form) {
    if (!base::is_code(id))
        throw Error(Code::invalid_argument,
                    "'" + id + "' is not the id of a schedule; expected capitals, digits, dots and hyphens");
    const std::string bytes = os::read_text(csv_path);
    const std::string map = profile.empty() ? "" : os::read_text(profile);
    auto reading = exchange::read_schedule(
        {csv_path, bytes}, profile.empty() ? std::nullopt : std::optional(exchange::NamedText{profile, map}),
        id, form.encoding);
    reading.schedule.source = csv_path.substr(csv_path.rfind('/') + 1);
    reading.schedule.sha256 = base::sha256_hex(bytes);
    return reading;
}

} // namespace almirah
