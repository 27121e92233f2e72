#include "format/json.hpp"

#include "base/utf8.hpp"
#include "format/archive.hpp"
#include "format/fields.hpp"
#include "format/fields_audit.hpp"
#include "format/fields_distribution.hpp"
#include "format/json_parse.hpp"
#include "format/paths.hpp"

#include <algorithm>
#include <utility>

namespace almirah::format {

// ---- encode

namespace {

[[noreturn]] void unwritable(const std::string& what) {
    throw Error(Code::invalid_argument, what + "; correct it");
}

/// The text of a value; what could not be read again (29 February 2023, minus one year) is not written.
template <class Value, class Parse>
void write_readable(std::string& out, const Value& value, Parse parse, const char* what) {
    const std::string text = to_string(value);
    if (!parse(text)) unwritable(text + " is no " + what);
    write_text(out, text);
}

template <class T>
void write(std::string& out, std::size_t depth, const T& value);

void write_editions(std::string& out, std::size_t depth, const Text& text) {
    Members members(out, depth, '{', '}');
    write_text(members.next("text"), text.text);
    for (const auto& [language, edition] : text.in) {
        if (language == "text") unwritable("'text' is no tag of a language");
        write_text(members.next(language), edition);
    }
    members.close();
}

template <class T>
void write(std::string& out, std::size_t depth, const T& value) {
    if constexpr (std::is_enum_v<T>) {
        write_text(out, lookup_name(value));
    } else if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        out += std::to_string(value);
    } else if constexpr (std::is_same_v<T, std::string>) {
        write_text(out, value);
    } else if constexpr (std::is_same_v<T, Date>) {
        write_readable(out, value, parse_date, "date");
    } else if constexpr (std::is_same_v<T, Instant>) {
        write_readable(out, value, parse_instant, "instant");
    } else if constexpr (std::is_same_v<T, Period>) {
        write_readable(out, value, parse_period, "period");
    } else if constexpr (std::is_same_v<T, Text>) {
        if (value.in.empty())
            write_text(out, value.text);
        else
            write_editions(out, depth, value);
    } else if constexpr (is_optional<T>) {
        if (value)
            write(out, depth, *value);
        else
            out += "null";
    } else if constexpr (is_vector<T> || std::is_same_v<T, std::set<std::string>>) {
        Members members(out, depth, '[', ']');
        for (const auto& item : value)
            write(members.next(), members.depth(), item);
        members.close();
    } else if constexpr (is_map<T>) {
        Members members(out, depth, '{', '}');
        for (const auto& [name, item] : value)
            write(members.next(name), members.depth(), item);
        members.close();
    } else {
        Encoder encoder(out, depth);
        fields(encoder, value);
        encoder.finish();
    }
}

} // namespace

template <class T>
void Encoder::always(const char* name, const T& value) {
    write(members_.next(name), members_.depth(), value);
}

template <class Value>
std::string encode(const Value& value) {
    std::string out;
    write(out, 0, value);
    return out += '\n';
}

// ---- decode

namespace {

template <class T>
T parsed(std::optional<T> value, const std::string& text, const Where& where) {
    if (!value) where.corrupt("'" + text + "' is not of the expected form");
    return *value;
}

template <class T>
T parse_text(const std::string& text, const Where& where) {
    if constexpr (std::is_enum_v<T>) return parsed(lookup_value<T>(text), text, where);
    if constexpr (std::is_same_v<T, Date>) return parsed(parse_date(text), text, where);
    if constexpr (std::is_same_v<T, Instant>) return parsed(parse_instant(text), text, where);
    if constexpr (std::is_same_v<T, Period>) return parsed(parse_period(text), text, where);
}

/// Nothing that we write has a NUL byte in it; programs in C would see half of such a text.
std::string whole(std::string_view text, const Where& where) {
    if (text.find('\0') != std::string_view::npos) where.corrupt("a NUL byte in a text");
    return std::string(text);
}

std::string string_of(Read json, const Where& where) {
    std::string_view text;
    if (json.get(text) != simdjson::SUCCESS) where.corrupt("not a string");
    return whole(text, where);
}

template <class T>
T number_of(Read json, const Where& where) {
    if constexpr (std::is_same_v<T, bool>) {
        bool truth = false;
        if (json.get(truth) != simdjson::SUCCESS) where.corrupt("not true or false");
        return truth;
    } else {
        if (!json.is_int64() && !json.is_uint64()) where.corrupt("not a whole number");
        std::int64_t number = 0;
        std::uint64_t large = 0;
        const bool small = json.get(number) == simdjson::SUCCESS;
        if (!small) large = json.get_uint64().value_unsafe();
        if (std::is_unsigned_v<T> && small && number < 0) where.corrupt("a negative number");
        if (!(small ? std::in_range<T>(number) : std::in_range<T>(large))) where.corrupt("out of range");
        return static_cast<T>(small ? number : large);
    }
}

simdjson::dom::array list_of(Read json, const Where& where) {
    simdjson::dom::array list;
    if (json.get(list) != simdjson::SUCCESS) where.corrupt("not a list");
    return list;
}

simdjson::dom::object object_of(Read json, const Where& where) {
    simdjson::dom::object object;
    if (json.get(object) != simdjson::SUCCESS) where.corrupt("not an object");
    return object;
}

Text text_of(Read json, const Where& where) {
    if (json.is_string()) return string_of(json, where);
    if (!json.is_object()) where.corrupt("not a text");
    Text text;
    bool original = false;
    for (const auto [language, edition] : object_of(json, where)) {
        const bool first =
            language == "text" ? !std::exchange(original, true) : !text.in.contains(whole(language, where));
        if (!first) where.in(language).corrupt("stands there twice");
        (language == "text" ? text.text : text.in[std::string(language)]) =
            string_of(edition, where.in(language));
    }
    return text;
}

template <class T>
void read(Read json, T& value, const Where& where) {
    if constexpr (std::is_same_v<T, std::string>) {
        value = string_of(json, where);
    } else if constexpr (std::is_enum_v<T> || std::is_same_v<T, Date> || std::is_same_v<T, Instant> ||
                         std::is_same_v<T, Period>) {
        value = parse_text<T>(string_of(json, where), where);
    } else if constexpr (std::is_arithmetic_v<T>) {
        value = number_of<T>(json, where);
    } else if constexpr (std::is_same_v<T, Text>) {
        value = text_of(json, where);
    } else if constexpr (is_optional<T>) {
        read(json, value.emplace(), where);
    } else if constexpr (is_vector<T>) {
        value.clear();
        for (const Read item : list_of(json, where))
            read(item, value.emplace_back(), where);
    } else if constexpr (std::is_same_v<T, std::set<std::string>>) {
        value.clear();
        for (const Read item : list_of(json, where))
            value.insert(string_of(item, where));
    } else if constexpr (is_map<T>) {
        value.clear();
        for (const auto [name, item] : object_of(json, where)) {
            const auto [entry, first] = value.try_emplace(whole(name, where));
            if (!first) where.in(name).corrupt("stands there twice");
            read(item, entry->second, where.in(name));
        }
    } else {
        Decoder decoder(json, where);
        fields(decoder, value);
        decoder.finish();
    }
}

const ParsedJson& sound(const ParsedJson& json, const Where& where) {
    if (!json.fault().empty()) where.corrupt("not JSON: " + json.fault());
    return json;
}

/// A newer store is told from a damaged one before anything else is read of it.
void check_format(Read json, const std::string& path) {
    std::uint64_t format = 0;
    if (json.at_key("format").get(format) != simdjson::SUCCESS) return;
    if (format == 0) throw Error(Code::corrupt, path + ": the store has format 0, which never was");
    if (format > store_format)
        throw Error(Code::unsupported_format, path + ": the store has format " + std::to_string(format) +
                                                  ", this version knows up to " +
                                                  std::to_string(store_format) + "; update the software");
}

/// What no operation makes, and what those who read rely on.
template <class Value>
void check_sense(const Value&, const Where&) {}

void check_sense(const Record& record, const Where& where) {
    const bool gone = record.state == RecordState::destroyed || record.state == RecordState::transferred;
    if (gone && record.steps_done.empty())
        where.in("state").corrupt(std::string("'") + name_of(record.state) + "', and no step made it so");
}

void check_sense(const Approval& approval, const Where& where) {
    if (approval.route.steps.empty()) where.in("route").corrupt("has no steps");
    for (const auto& decision : approval.decisions)
        if (decision.step >= approval.route.steps.size())
            where.in("decisions").corrupt("the route has no step " + std::to_string(decision.step + 1));
}

void check_sense(const Copy& copy, const Where& where) {
    if (copy.steps.empty()) where.in("steps").corrupt("is empty");
}

template <class Value>
Value decoded(std::string_view bytes, const Where& where) {
    const ParsedJson json(bytes);
    const Read root = sound(json, where).root();
    if constexpr (std::is_same_v<Value, FormatFile>) check_format(root, where.path());
    Value value;
    Decoder decoder(root, where);
    fields(decoder, value);
    decoder.finish();
    check_sense(value, where);
    return value;
}

/// The members of `over`, and those of `under` that it does not have. Along the path `deep` this goes for the
/// members' own members too.
void write_over(std::string& out, simdjson::dom::object over, simdjson::dom::object under,
                std::string_view deep) {
    const std::string_view own = deep.substr(0, deep.find('/'));
    Members members(out, 0, '{', '}');
    for (const auto [name, value] : over) {
        std::string& text = members.next(name);
        simdjson::dom::object inner, below;
        if (name == own && value.get(inner) == simdjson::SUCCESS &&
            under.at_key(name).get(below) == simdjson::SUCCESS)
            write_over(text, inner, below, deep.substr(std::min(deep.size(), own.size() + 1)));
        else
            text += simdjson::minify(value);
    }
    for (const auto [name, value] : under)
        if (over.at_key(name).error() != simdjson::SUCCESS) members.next(name) += simdjson::minify(value);
    members.close();
}

template <class Value>
Value given(std::string_view bytes, const std::string& path) {
    return decoded<Value>(base::without_marks(bytes), Where(path, true));
}

} // namespace

template <class T>
bool Decoder::read(const char* name, T& value) {
    Read found;
    if (object_.at_key(name).get(found) != simdjson::SUCCESS) return false;
    ++known_;
    format::read(found, value, where_.in(name));
    return true;
}

template <class Value>
Value decode(std::string_view bytes, const std::string& path) {
    return decoded<Value>(bytes, Where(path));
}

Form read_form(std::string_view bytes, const std::string& path) {
    return given<Form>(bytes, path);
}

Checklist read_checklist(std::string_view bytes, const std::string& path) {
    return given<Checklist>(bytes, path);
}

ProfileFile read_profile(std::string_view bytes, const std::string& path, const Policy& now) {
    const Where where(path, true);
    const ParsedJson profile(base::without_marks(bytes));
    std::string before = "{\"policy\": ";
    write(before, 1, now);
    const ParsedJson office(before += '}');
    std::string merged;
    write_over(merged, object_of(sound(profile, where).root(), where), object_of(office.root(), where),
               "policy/routes");
    return decoded<ProfileFile>(merged, where);
}

#define ALMIRAH_REGISTER_TYPE(Value)                                                                         \
    template std::string encode(const Value&);                                                               \
    template Value decode(std::string_view, const std::string&);

ALMIRAH_REGISTER_TYPE(FormatFile)
ALMIRAH_REGISTER_TYPE(Office)
ALMIRAH_REGISTER_TYPE(Person)
ALMIRAH_REGISTER_TYPE(SigningKey)
ALMIRAH_REGISTER_TYPE(Role)
ALMIRAH_REGISTER_TYPE(Route)
ALMIRAH_REGISTER_TYPE(Desk)
ALMIRAH_REGISTER_TYPE(Place)
ALMIRAH_REGISTER_TYPE(Form)
ALMIRAH_REGISTER_TYPE(Checklist)
ALMIRAH_REGISTER_TYPE(DocumentType)
ALMIRAH_REGISTER_TYPE(Series)
ALMIRAH_REGISTER_TYPE(ScheduleFile)
ALMIRAH_REGISTER_TYPE(Record)
ALMIRAH_REGISTER_TYPE(DateOverride)
ALMIRAH_REGISTER_TYPE(Document)
ALMIRAH_REGISTER_TYPE(Hold)
ALMIRAH_REGISTER_TYPE(Disposal)
ALMIRAH_REGISTER_TYPE(Approval)
ALMIRAH_REGISTER_TYPE(Delegation)
ALMIRAH_REGISTER_TYPE(RefusedFile)
ALMIRAH_REGISTER_TYPE(SealedFile)
ALMIRAH_REGISTER_TYPE(DistributionList)
ALMIRAH_REGISTER_TYPE(Copy)
ALMIRAH_REGISTER_TYPE(Acknowledgement)
ALMIRAH_REGISTER_TYPE(Certificate)
ALMIRAH_REGISTER_TYPE(Audit)
ALMIRAH_REGISTER_TYPE(AuditFinding)

} // namespace almirah::format
