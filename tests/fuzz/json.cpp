// The first byte chooses the type.
#include "format/json.hpp"

#include "fuzz/target.hpp"

using namespace almirah;

namespace {

template <class Value>
void decode_and_back(std::string_view bytes) {
    std::string json;
    std::optional<Value> value;
    if (!test::succeeds([&] { value = format::decode<Value>(bytes, "x.json"); })) return;
    const std::string once = format::encode(*value);
    test::hold(format::encode(format::decode<Value>(once, "x.json")) == once,
               "what was decoded encodes the same");
}

using Decode = void (*)(std::string_view);
constexpr Decode decoders[] = {
    decode_and_back<format::FormatFile>,
    decode_and_back<Office>,
    decode_and_back<Person>,
    decode_and_back<Role>,
    decode_and_back<Route>,
    decode_and_back<Desk>,
    decode_and_back<Place>,
    decode_and_back<Series>,
    decode_and_back<format::ScheduleFile>,
    decode_and_back<Record>,
    decode_and_back<Document>,
    decode_and_back<Hold>,
    decode_and_back<Disposal>,
    decode_and_back<Approval>,
    decode_and_back<Delegation>,
    decode_and_back<format::RefusedFile>,
    decode_and_back<Certificate>,
    decode_and_back<Audit>,
    decode_and_back<AuditFinding>,
    decode_and_back<Checklist>,
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr std::size_t kinds = sizeof decoders / sizeof *decoders;
    decoders[(data[0] - 'A' + 26 * kinds) % kinds](test::text_of(data + 1, size - 1));
    return 0;
}
