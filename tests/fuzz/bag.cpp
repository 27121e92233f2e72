// The texts of a bag: bagit.txt, bag-info.txt, manifests, and what our own bags say of their records.
#include "exchange/bag_text.hpp"
#include "exchange/transfer_papers.hpp"
#include "fuzz/target.hpp"

using namespace almirah;
using test::hold;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = test::text_of(data, size);
    exchange::Findings findings;
    const auto version = exchange::read_declaration(text, findings);
    hold(version.empty() || version == "1.0" || version == "0.97", "a version is one that is understood");
    for (const bool strict : {false, true}) {
        (void)exchange::read_bag_info(text, strict, findings);
        for (const auto& line : exchange::read_bag_manifest(text, "manifest-md5.txt", 32, strict, findings)) {
            hold(exchange::fault_of_bag_path(line.path).empty(), "no path leads out of the bag");
            hold(line.digest.size() == 32, "a digest has its digits");
            if (!strict) continue;
            exchange::Findings none;
            const auto again = exchange::read_bag_manifest(exchange::manifest_line(line.digest, line.path),
                                                           "m", 32, true, none);
            const bool marked = line.path.starts_with("*") || line.path.starts_with("./") ||
                                line.path.starts_with(" ") || line.path.starts_with("\t");
            hold(marked || (again.size() == 1 && again[0].path == line.path), "a line comes back");
        }
    }
    for (const auto& finding : findings)
        hold(finding.message.find('\n') == std::string::npos, "a finding is one line");
    std::vector<Problem> problems;
    for (const auto& row : exchange::read_bag_rows("f.csv", text, problems))
        hold(row.version >= 0, "no version is negative");
    (void)exchange::read_record_lines("r.ndjson", text, problems);
    if (const auto name = exchange::portable_name(text); !name.empty() && text.size() < 200)
        hold(text.find('/') != std::string_view::npos || exchange::portable_name(name) == name,
             "a portable name stays as it is");
    return 0;
}
