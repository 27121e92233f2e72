#include "base/fold.hpp"
#include "fuzz/target.hpp"

using namespace almirah;
using test::hold;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = test::text_of(data, size);
    const std::string folded = base::fold(text), latin = base::latin(folded), plain = base::caseless(text);
    hold(base::is_utf8(folded) && base::is_utf8(latin) && base::is_utf8(plain), "what is folded is UTF-8");
    hold(base::fold(folded) == folded, "folding twice is folding once");
    hold(base::latin(latin) == latin, "Latin spelling is spelt once");
    hold(base::caseless(plain) == plain, "a caseless text has no case");
    hold(base::nfc(base::nfc(text)) == base::nfc(text), "composing twice is composing once");
    for (const auto& word : base::words(folded))
        hold(!word.empty(), "no word is empty");
    hold(base::is_utf8(base::search_terms(text)), "search terms are UTF-8");
    (void)base::columns(text);
    return 0;
}
