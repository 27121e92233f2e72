// almirah record content
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/extract.hpp"

#include <algorithm>

namespace almirah::cli {
namespace {

struct ContentOptions {
    std::string id, name;
    int version = 0;
    Extraction extraction;
};

const ContentVersion& version_of(const Record& record, int number) {
    if (record.versions.empty()) throw Error(Code::not_found, record.id + ": this record has no content");
    if (number == 0) return record.versions.back();
    const auto found =
        std::find_if(record.versions.begin(), record.versions.end(),
                     [number](const ContentVersion& version) { return version.number == number; });
    if (found == record.versions.end())
        throw Error(Code::not_found, record.id + ": there is no version " + std::to_string(number) +
                                         "; the latest is " + std::to_string(record.versions.back().number));
    return *found;
}

void read_content(Session& session, const ContentOptions& options) {
    Records records = session.reading().records();
    const Record record = records.get(options.id);
    std::vector<std::string> names;
    if (!options.name.empty())
        names.push_back(options.name);
    else
        for (const ContentFile& file : version_of(record, options.version).files)
            names.push_back(file.name);
    extract(session, names, options.extraction, [&](const std::string& name, const Sink& sink) {
        records.read(options.id, name, sink, options.version);
    });
}

} // namespace

void add_record_content(CLI::App& record, Session& session) {
    auto options = std::make_shared<ContentOptions>();
    CLI::App& verb =
        add_verb(record, "content", "Gives the content back, byte for byte, with its SHA-256 checked.",
                 {"almirah record content LR/2026/000001 > scan.pdf",
                  "almirah record content LR/2026/000001 --name annex/map.svg",
                  "almirah record content LR/2026/000001 --out copies/"});
    verb.add_option("RECORD", options->id)->required();
    verb.add_option("--name", options->name, "Only this file")->type_name("FILE");
    verb.add_option("--version", options->version, "Of this version (default: the latest)")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    verb.add_option("--out", options->extraction.folder, "Write the files below this folder")
        ->type_name("DIR");
    verb.add_flag("--force", options->extraction.force, "Replace files that are there");
    verb.callback([&session, options] { read_content(session, *options); });
}

} // namespace almirah::cli
