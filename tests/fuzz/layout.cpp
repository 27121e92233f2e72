#include "exchange/layout.hpp"

#include "base/fold.hpp"
#include "fuzz/target.hpp"

using namespace almirah;
using test::hold;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(test::text_of(data, size));
    FilledForm form;
    form.form = "F-1";
    form.fields = {{"office", "A & <B>"}, {"text", text}};
    form.tables = {{"files", {"No.", "Title"}, {"number", "title", "x"}, {{"1", text, "<x>"}, {"2", "", ""}}},
                   {"none", {"No."}, {"number"}, {}}};
    const bool sound = exchange::faults_of_layout(text, form).empty();
    for (const auto medium : {exchange::Medium::text, exchange::Medium::html}) {
        const bool written = test::succeeds([&] { (void)exchange::laid_out(text, form, medium); });
        hold(written || !sound, "a layout without faults is written");
    }
    const std::string html = exchange::laid_out("{{text}}{{files:drawn}}", form, exchange::Medium::html);
    hold(html.find("<x>") == std::string::npos && html.find("<script") == std::string::npos,
         "no value is markup");
    return 0;
}
