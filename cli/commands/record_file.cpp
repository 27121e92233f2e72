// almirah record file
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/sources.hpp"
#include "cli/values.hpp"

#include <filesystem>

namespace almirah::cli {
namespace {

struct FileOptions {
    std::string series, file_no, created, opened, closed, language, medium, place, appraisal, key;
    TextOptions title;
    std::vector<std::string> also_in, parties, subjects, dates, events, properties, paths;
};

Text title_of(const FileOptions& options) {
    Text title = text_of(options.title);
    if (!title.text.empty() || options.paths.empty()) return title;
    std::filesystem::path path = std::filesystem::path(options.paths.front()).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    title.text = path.stem().string();
    return title;
}

Record record_of(const FileOptions& options) {
    Record record;
    record.series = options.series;
    record.also_in = options.also_in;
    record.title = title_of(options);
    record.file_no = options.file_no;
    record.created = date_if_given("--created", options.created);
    record.opened = date_if_given("--opened", options.opened);
    record.closed = date_if_given("--closed", options.closed);
    record.parties = options.parties;
    record.subjects = options.subjects;
    record.language = options.language;
    record.medium = options.medium;
    record.place = options.place;
    record.dates = dates_of_option("--date", options.dates);
    for (const auto& [name, on] : dates_of_option("--event", options.events))
        record.events.push_back({name, on, {}});
    record.properties = pairs_of_option("--property", options.properties);
    record.appraisal = options.appraisal;
    record.key = options.key;
    return record;
}

void file_record(Session& session, const FileOptions& options) {
    Filing filing{record_of(options), sources_from(options.paths, session)};
    answer_with_id(session, "Filed", session.writing().records().file(filing));
}

void add_description(CLI::App& verb, FileOptions& options) {
    add_repeated(verb, "--also-in", options.also_in, "A further series");
    verb.add_option("--file-no", options.file_no, "The office's own number of the file");
    verb.add_option("--created", options.created, "The record's own date")->type_name("DATE");
    verb.add_option("--opened", options.opened, "When the file was opened")->type_name("DATE");
    verb.add_option("--closed", options.closed, "When it was closed")->type_name("DATE");
    add_repeated(verb, "--party", options.parties, "A party");
    add_repeated(verb, "--subject", options.subjects, "A subject");
    verb.add_option("--place", options.place, "Where it lies: a place code");
    verb.add_option("--language", options.language, "Tag such as hi, en");
    verb.add_option("--medium", options.medium, "paper, digital, …");
    add_repeated(verb, "--date", options.dates, "A date property, NAME=DATE");
    add_repeated(verb, "--event", options.events, "Something that happened, NAME=DATE");
    add_repeated(verb, "--property", options.properties, "Another field, NAME=VALUE");
    verb.add_option("--appraisal", options.appraisal, "Reference of its appraisal");
    verb.add_option("--key", options.key, "What you know it by: filing the same key again changes nothing");
}

} // namespace

void add_record_file(CLI::App& record, Session& session) {
    auto options = std::make_shared<FileOptions>();
    CLI::App& verb = add_verb(record, "file", "Files one record with its parts, and prints its new id.",
                              {"almirah record file --series LR scan.pdf",
                               "almirah record file --series LR --title \"Mutation case 12/2024\" --title-hi "
                               "\"नामांतरण वाद 12/2024\" \\",
                               "    --file-no 12/2024 --opened 2024-01-05 --closed 2024-08-30 --party \"Ram "
                               "Lal\" scan.pdf annex/"});
    verb.add_option("--series", options->series, "The series it belongs to")->required();
    add_text(verb, "--title", options->title, "Its title (default: the first file's name)");
    add_description(verb, *options);
    verb.add_option("PATH", options->paths, "Files and folders that make it up; none for paper");
    verb.callback([&session, options] { file_record(session, *options); });
}

} // namespace almirah::cli
