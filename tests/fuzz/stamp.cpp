// An authority's answer, before and after whom one trusts: "PEM\n\n" and DER, or DER alone.
#include "almirah/trust.hpp"

#include "fuzz/target.hpp"

using namespace almirah;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string all(test::text_of(data, size));
    const std::size_t gap = all.find("-----\n\n");
    const std::string trusted = gap == all.npos ? "" : all.substr(0, gap + 6);
    const std::string answer = gap == all.npos ? all : all.substr(gap + 7);
    const bool fits = test::succeeds([&] { (void)check_time_stamp("checkpoint\n", answer, trusted); });
    test::hold(!fits || !test::succeeds([&] { (void)check_time_stamp("another\n", answer, trusted); }),
               "no stamp fits two texts");
    return 0;
}
