// almirah place add|list|import
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/register.hpp"
#include "cli/values.hpp"

#include <algorithm>

namespace almirah::cli {
namespace {

struct AddOptions {
    std::string code, level, capacity;
    TextOptions title;
};

/// The level by the code's depth, where none is named: "R1/A02" is of the second.
std::string level_of(const Policy& policy, const std::string& code, const std::string& named) {
    if (!named.empty()) return named;
    const auto depth = static_cast<std::size_t>(std::count(code.begin(), code.end(), '/'));
    return depth < policy.place_levels.size() ? policy.place_levels[depth] : std::string();
}

void add_place_of(Session& session, const AddOptions& options) {
    OfficeBook office = session.writing().office();
    Place place;
    place.code = options.code;
    place.title = text_of(options.title);
    place.level = level_of(office.office().policy, options.code, options.level);
    if (!options.capacity.empty()) place.capacity = number_of_option("--capacity", options.capacity);
    office.add_place(place);
    answer_with_id(session, "Added place", options.code);
}

void list_places(Session& session) {
    show_list(
        session, session.reading().office().places(), {"place", "level", ">capacity", "~title"},
        [](const Place& place) {
            return std::vector<std::string>{place.code, place.level,
                                            place.capacity ? std::to_string(*place.capacity) : "",
                                            place.title.text};
        },
        "places");
}

std::vector<Place> places_in(CsvFile& file, const std::string& path, const Policy& policy) {
    std::vector<Place> places;
    for (const CsvLine& line : file.lines) {
        Place place;
        place.code = line["code"];
        place.title = title_of(line);
        place.level = level_of(policy, place.code, line["level"]);
        place.capacity = number_in(file, path, line, "capacity");
        places.push_back(std::move(place));
    }
    return places;
}

struct PlaceList {
    std::string path;
    TableForm table;
};

void import_places(Session& session, const PlaceList& options) {
    const std::string& path = options.path;
    CsvFile file = read_csv(path, {"code"}, {"title", "level", "capacity"}, options.table);
    check_codes(file, path, "code");
    OfficeBook office = session.writing().office();
    const std::vector<Place> places = places_in(file, path, office.office().policy);
    refuse_problems(session, file);
    const std::size_t added = office.add_places(places);
    answer(session, "Added " + counted(added, "place") + " of " + std::to_string(places.size()),
           {{"added", static_cast<std::int64_t>(added)}, {"rows", static_cast<std::int64_t>(places.size())}});
}

} // namespace

void add_place(CLI::App& root, Session& session) {
    CLI::App& place =
        add_noun(root, "place", "Places: rooms, almirahs, shelves, bundles.", group::administration);
    auto options = std::make_shared<AddOptions>();
    CLI::App& add = add_verb(
        place, "add", "Adds a place; its code is a path.",
        {"almirah place add R1 --title \"Record room 1\"", "almirah place add R1/A02 --capacity 400"});
    add.add_option("CODE", options->code, "Such as R1/A02/S3/B07")->required();
    add_text(add, "--title", options->title, "Its title");
    add.add_option("--level", options->level, "room, almirah, shelf, … (default: by the depth of the code)");
    add.add_option("--capacity", options->capacity, "Number of files it takes")->type_name("N");
    add.callback([&session, options] { add_place_of(session, *options); });
    CLI::App& list = add_verb(place, "list", "Lists places.", {"almirah place list"});
    list.callback([&session] { list_places(session); });
    auto from = std::make_shared<PlaceList>();
    CLI::App& verb = add_verb(place, "import",
                              "Adds places from CSV. The columns are code, and as wanted title, title_hi "
                              "(any language), level, capacity. Places that are there already are left.",
                              {"almirah place import places.csv"});
    verb.add_option("FILE", from->path)->required();
    add_encoding(verb, from->table);
    verb.callback([&session, from] { import_places(session, *from); });
}

} // namespace almirah::cli
