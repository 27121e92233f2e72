#include "exchange/manifest.hpp"

#include "format/json.hpp"
#include "fuzz/target.hpp"

using namespace almirah;
using test::hold;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto manifest = exchange::read_manifest("m.csv", test::text_of(data, size));
    for (const auto& problem : manifest.problems)
        hold(to_string(problem).find('\n') == std::string::npos, "a problem is one line");
    for (const auto& row : manifest.rows) {
        Record record = row.filing.record;
        hold(!record.key.empty(), "every row has a key");
        record.id = "LR/2024/000001";
        record.filed = *parse_date("2024-01-01");
        const std::string json = format::encode(record);
        hold(format::decode<Record>(json, "x") == record, "what was read can be kept");
    }
    return 0;
}
