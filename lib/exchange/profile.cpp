#include "exchange/profile.hpp"

#include "almirah/error.hpp"
#include "base/utf8.hpp"
#include "exchange/columns.hpp"
#include "format/json_parse.hpp"

#include <algorithm>
#include <set>

namespace almirah::exchange {

namespace {

using Json = simdjson::dom::element;

constexpr int profile_version = 1;

/// A part of the profile with its place, for messages.
struct Node {
    Json value;
    std::string place;

    [[noreturn]] void fault(const std::string& message) const {
        throw Error(Code::invalid_argument, place + ": " + message);
    }

    bool is_text() const { return value.is_string(); }
    std::string text() const {
        std::string_view text;
        if (value.get(text) != simdjson::SUCCESS) fault("expected a text");
        return std::string(text);
    }

    Node at(const std::string& key) const { return {value.at_key(key).value(), place + "." + key}; }
    bool has(const std::string& key) const { return value.at_key(key).error() == simdjson::SUCCESS; }

    std::vector<Node> items() const {
        simdjson::dom::array list;
        if (value.get(list) != simdjson::SUCCESS) fault("expected a list");
        std::vector<Node> nodes;
        for (const Json item : list)
            nodes.push_back({item, place + "[" + std::to_string(nodes.size()) + "]"});
        return nodes;
    }

    std::vector<Node> fields() const {
        simdjson::dom::object object;
        if (value.get(object) != simdjson::SUCCESS) fault("expected an object");
        std::vector<Node> nodes;
        for (const auto [key, field] : object)
            nodes.push_back({field, place + "." + std::string(key)});
        return nodes;
    }

    std::vector<std::string> keys() const {
        std::vector<std::string> keys;
        for (const Node& field : fields())
            keys.push_back(field.place.substr(place.size() + 1));
        return keys;
    }

    void check_keys(const std::vector<std::string>& known) const {
        for (const std::string& key : keys()) {
            if (std::find(known.begin(), known.end(), key) == known.end())
                fault("no such field '" + key + "'" + nearest(key, known));
        }
    }

    /// Faults what would be taken silently, wherever it stands in the node: a name that stands twice, of
    /// which one would win, and NUL bytes.
    void check_through() const {
        const auto check_whole = [this](std::string_view text) {
            if (text.find('\0') != std::string_view::npos) fault("a NUL byte in a text");
        };
        if (is_text()) check_whole(text());
        if (value.is_array())
            for (const Node& item : items())
                item.check_through();
        if (!value.is_object()) return;
        std::set<std::string> places;
        for (const Node& field : fields()) {
            check_whole(field.place);
            if (!places.insert(field.place).second) field.fault("stands there twice");
            field.check_through();
        }
    }

    /// One text, or a list of them.
    std::vector<std::string> texts() const {
        if (is_text()) return {text()};
        std::vector<std::string> all;
        for (const Node& item : items())
            all.push_back(item.text());
        return all;
    }
};

template <class Part>
Part made(const Node& node, const std::string& text) {
    try {
        return Part(text);
    } catch (const Error& error) {
        node.fault(error.what());
    }
}

template <class Value>
Value read(const Node& node, Read<Value> (*reader)(const std::string&)) {
    const Read<Value> result = reader(one_line(node.text()));
    if (!result.value) node.fault("'" + node.text() + "': " + result.fault);
    return *result.value;
}

std::vector<Condition> conditions_of(const Node& node) {
    std::vector<Condition> conditions;
    for (const std::string& name : node.keys()) {
        Condition condition{name, {}};
        for (const std::string& text : node.at(name).texts())
            condition.patterns.push_back(made<Pattern>(node.at(name), text));
        conditions.push_back(std::move(condition));
    }
    return conditions;
}

Meaning meaning_of(const Node& node) {
    node.check_keys({"when", "state", "why", "trigger", "cutoff", "retain", "action", "then", "window",
                     "minimum", "maximum", "open_records"});
    Meaning meaning;
    if (node.has("when")) meaning.when = conditions_of(node.at("when"));
    if (node.has("state")) meaning.state = read(node.at("state"), read_state);
    if (node.has("why")) meaning.why = one_line(node.at("why").text());
    if (node.has("trigger")) meaning.counting = read(node.at("trigger"), read_counting);
    if (node.has("cutoff")) meaning.ending = read(node.at("cutoff"), read_cutoff);
    if (node.has("minimum")) meaning.minimum = read(node.at("minimum"), read_bound);
    if (node.has("maximum")) meaning.maximum = read(node.at("maximum"), read_bound);
    if (node.has("retain")) meaning.retain = read(node.at("retain"), read_period);
    if (node.has("action")) meaning.action = read(node.at("action"), read_action);
    if (node.has("then")) meaning.then = read(node.at("then"), read_later_steps);
    if (node.has("open_records")) meaning.destroys_open = read(node.at("open_records"), read_open_records);
    if (node.has("window")) meaning.window_month = read(node.at("window"), read_month);
    return meaning;
}

/// Each line must say the table's own thing, or why it cannot be said.
std::vector<Meaning> table_of(const Node& root, const char* name, bool (*says)(const Meaning&)) {
    std::vector<Meaning> table;
    if (!root.has(name)) return table;
    for (const Node& item : root.at(name).items()) {
        table.push_back(meaning_of(item));
        if (!says(table.back()))
            item.fault(std::string("says nothing for the table ") + name + "; see docs/schedules.md");
    }
    return table;
}

void read_values(const Node& node, Profile& profile) {
    static const std::vector<std::string> names{"code",        "title", "class",      "authority",
                                                "disposition", "years", "months",     "days",
                                                "series",      "under", "under_title"};
    for (const std::string& name : node.keys()) {
        const bool edition = name.compare(0, 6, "title_") == 0 && name.size() > 6;
        if (!edition && std::find(names.begin(), names.end(), name) == names.end())
            node.fault("no such value '" + name + "'" + nearest(name, names));
        for (const std::string& text : node.at(name).texts())
            profile.values[name].push_back(made<Template>(node.at(name), text));
    }
    for (const char* needed : {"code", "title"}) {
        if (profile.values.count(needed) == 0)
            node.fault(std::string("the value '") + needed + "' is missing");
    }
}

void read_title(const Node& node, Profile& profile) {
    if (node.is_text()) {
        profile.title = node.text();
        return;
    }
    for (const std::string& language : node.keys())
        profile.title.in[language] = node.at(language).text();
    if (profile.title.in.empty()) node.fault("expected a text, or texts by language");
    profile.title.text =
        profile.title.edition("en").empty() ? profile.title.in.begin()->second : profile.title.edition("en");
    profile.title.in.erase("en");
}

Profile profile_of(const Node& root) {
    root.check_keys({"profile", "note", "title", "encoding", "columns", "optional", "values", "cut", "skip",
                     "states", "triggers", "actions", "duplicates"});
    std::int64_t version = 0;
    if (!root.has("profile") || root.at("profile").value.get(version) != simdjson::SUCCESS ||
        version != profile_version)
        root.fault("expected \"profile\": 1, the version of the format");
    Profile profile;
    if (root.has("title")) read_title(root.at("title"), profile);
    if (root.has("encoding")) profile.encoding = lower(root.at("encoding").text());
    if (profile.encoding != "utf-8" && profile.encoding != "windows-1252")
        root.at("encoding").fault("no such encoding; expected utf-8 or windows-1252");
    if (root.has("columns")) {
        for (const std::string& name : root.at("columns").keys())
            profile.columns[name] = root.at("columns").at(name).texts();
    }
    if (root.has("optional")) profile.optional = root.at("optional").texts();
    if (!root.has("values")) root.fault("the field 'values' is missing");
    read_values(root.at("values"), profile);
    if (root.has("cut")) {
        for (const std::string& column : root.at("cut").keys())
            profile.cut[column] = root.at("cut").at(column).texts();
    }
    if (root.has("skip")) profile.skip = conditions_of(root.at("skip"));
    profile.states = table_of(root, "states", [](const Meaning& m) { return m.state.has_value(); });
    profile.triggers =
        table_of(root, "triggers", [](const Meaning& m) { return m.counting || !m.why.empty(); });
    profile.actions = table_of(root, "actions", [](const Meaning& m) { return m.action || !m.why.empty(); });
    if (root.has("duplicates")) {
        profile.number_duplicates = root.at("duplicates").text() == "number";
        if (!profile.number_duplicates && root.at("duplicates").text() != "refuse")
            root.at("duplicates").fault("expected 'refuse' or 'number'");
    }
    return profile;
}

} // namespace

Profile parse_profile(const NamedText& file) {
    const format::ParsedJson json(base::without_marks(file.bytes));
    if (!json.fault().empty())
        throw Error(Code::invalid_argument, file.name + ": no JSON: " + json.fault() +
                                                "; expected a mapping profile as in docs/schedules.md");
    if (!json.root().is_object())
        throw Error(Code::invalid_argument, file.name + ": expected one JSON object");
    const Node root{json.root(), file.name + ": profile"};
    root.check_through();
    return profile_of(root);
}

} // namespace almirah::exchange
