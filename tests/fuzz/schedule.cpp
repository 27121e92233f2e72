// A schedule, and after the first NUL byte its profile.
#include "exchange/schedule.hpp"

#include "format/json.hpp"
#include "fuzz/target.hpp"
#include "model/evaluate.hpp"

using namespace almirah;
using test::hold;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = test::text_of(data, size);
    const std::size_t end = std::min(bytes.find('\0'), bytes.size());
    std::optional<exchange::NamedText> profile;
    if (end < bytes.size()) profile = exchange::NamedText{"profile.json", bytes.substr(end + 1)};
    test::succeeds([&] {
        auto reading = exchange::read_schedule({"x.csv", bytes.substr(0, end)}, profile, "GEN");
        for (const auto& problem : reading.problems)
            hold(to_string(problem).find('\n') == std::string::npos, "a problem is one line");
        if (!reading.problems.empty()) return;
        for (const auto& rule : reading.schedule.rules)
            hold(model::faults_of(rule).empty(), "a rule that was read is legal");
        reading.schedule.version = 1;
        const format::ScheduleFile file{reading.schedule, {}, "a", "", "in force", reading.series};
        const std::string json = format::encode(file);
        hold(format::encode(format::decode<format::ScheduleFile>(json, "x")) == json,
             "what was read can be kept");
    });
    return 0;
}
