#include "format/json.hpp"

#include "format/archive.hpp"
#include "format/fields.hpp"
#include "format/fields_audit.hpp"
#include "format/fields_distribution.hpp"
#include "format/paths.hpp"

#include <utility>

namespace almirah::format {

// ---- encode

namespace {

[[noreturn]] void unwritable(const std::string& what) {
    throw Error(Code::invalid_argument, what + "; correct it");
}

/// A text without NUL bytes: programs in C, and the index, would see half of it.
const std::string& whole(const std::string& text) {
    if (text.find('\0') != std::string::npos) unwritable("a text has a NUL byte");
    return text;
}

/// The text of a value; what could not be read again (29 February 2023, minus one year) is not written.
template <class Value, class Parse>
std::string readable(const Value& value, Parse parse, const char* what) {
    const std::string text = to_string(value);
    if (!parse(text)) unwritable(text + " is no " + what);
    return text;
}

Json pack_text(const Text& text) {
    if (text.in.empty()) return whole(text.text);
    Json json = {{"text", whole(text.text)}};
    for (const auto& [language, edition] : text.in) {
        if (language == "text") unwritable("'text' is no tag of a language");
        json[whole(language)] = whole(edition);
    }
    return json;
}

} // namespace

template <class T>
Json Encoder::pack(const T& value) {
    if constexpr (std::is_enum_v<T>) {
        return lookup_name(value);
    } else if constexpr (std::is_arithmetic_v<T>) {
        return value;
    } else if constexpr (std::is_same_v<T, std::string>) {
        return whole(value);
    } else if constexpr (std::is_same_v<T, Date>) {
        return readable(value, parse_date, "date");
    } else if constexpr (std::is_same_v<T, Instant>) {
        return readable(value, parse_instant, "instant");
    } else if constexpr (std::is_same_v<T, Period>) {
        return readable(value, parse_period, "period");
    } else if constexpr (std::is_same_v<T, Text>) {
        return pack_text(value);
    } else if constexpr (is_optional<T>) {
        return value ? pack(*value) : Json();
    } else if constexpr (is_vector<T> || std::is_same_v<T, std::set<std::string>>) {
        Json json = Json::array();
        for (const auto& item : value)
            json.push_back(pack(item));
        return json;
    } else if constexpr (is_map<T>) {
        Json json = Json::object();
        for (const auto& [name, item] : value)
            json[whole(name)] = pack(item);
        return json;
    } else {
        Encoder encoder;
        fields(encoder, value);
        return encoder.take();
    }
}

template <class Value>
std::string encode(const Value& value) {
    Encoder encoder;
    fields(encoder, value);
    try {
        return encoder.take().dump(1) + "\n";
    } catch (const Json::type_error&) {
        throw Error(Code::invalid_argument, "a text is not UTF-8; convert it before it is filed");
    }
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
const std::string& whole(const std::string& text, const Where& where) {
    if (text.find('\0') != std::string::npos) where.corrupt("a NUL byte in a text");
    return text;
}

const std::string& string_of(const Read& json, const Where& where) {
    if (!json.is_string()) where.corrupt("not a string");
    return whole(json.get_ref<const std::string&>(), where);
}

template <class T>
T number_of(const Read& json, const Where& where) {
    if constexpr (std::is_same_v<T, bool>) {
        if (!json.is_boolean()) where.corrupt("not true or false");
        return json.get<bool>();
    } else {
        if (!json.is_number_integer()) where.corrupt("not a whole number");
        if (std::is_unsigned_v<T> && !json.is_number_unsigned()) where.corrupt("a negative number");
        const bool fits = json.is_number_unsigned() ? std::in_range<T>(json.get<std::uint64_t>())
                                                    : std::in_range<T>(json.get<std::int64_t>());
        if (!fits) where.corrupt("out of range");
        return json.get<T>();
    }
}

Text text_of(const Read& json, const Where& where) {
    if (json.is_string()) return json.get_ref<const std::string&>();
    if (!json.is_object()) where.corrupt("not a text");
    Text text;
    for (const auto& [language, edition] : json.items())
        (language == "text" ? text.text : text.in[whole(language, where)]) =
            string_of(edition, where.in(language));
    return text;
}

} // namespace

template <class T>
void Decoder::unpack(const Read& json, T& value, const Where& where) {
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
        value.emplace();
        unpack(json, *value, where);
    } else if constexpr (is_vector<T>) {
        if (!json.is_array()) where.corrupt("not a list");
        value.clear();
        for (const auto& item : json)
            unpack(item, value.emplace_back(), where);
    } else if constexpr (std::is_same_v<T, std::set<std::string>>) {
        if (!json.is_array()) where.corrupt("not a list");
        value.clear();
        for (const auto& item : json)
            value.insert(string_of(item, where));
    } else if constexpr (is_map<T>) {
        if (!json.is_object()) where.corrupt("not an object");
        value.clear();
        for (const auto& [name, item] : json.items())
            unpack(item, value[whole(name, where)], where.in(name));
    } else {
        Decoder decoder(json, where);
        fields(decoder, value);
        decoder.finish();
    }
}

namespace {

Read parse(std::string_view bytes, const Where& where) {
    Read json = Read::parse(bytes, nullptr, false);
    if (json.is_discarded()) where.corrupt("not JSON");
    return json;
}

/// A newer store is told from a damaged one before anything else is read of it.
void check_format(const Read& json, const std::string& path) {
    const auto format = json.is_object() ? json.find("format") : json.end();
    if (!json.is_object() || format == json.end() || !format->is_number_unsigned()) return;
    if (format->get<std::uint64_t>() > store_format)
        throw Error(Code::unsupported_format, path + ": the store has format " + format->dump() +
                                                  ", this version knows up to " +
                                                  std::to_string(store_format) + "; update the software");
}

template <class Value>
Value decoded(const Read& json, const Where& where) {
    Decoder decoder(json, where);
    Value value;
    fields(decoder, value);
    decoder.finish();
    return value;
}

} // namespace

template <class Value>
Value decode(std::string_view bytes, const std::string& path) {
    const Where where{&path, ""};
    const Read json = parse(bytes, where);
    if constexpr (std::is_same_v<Value, FormatFile>) check_format(json, path);
    return decoded<Value>(json, where);
}

Form read_form(std::string_view bytes, const std::string& path) {
    const Where where{&path, "", true};
    return decoded<Form>(parse(bytes, where), where);
}

Checklist read_checklist(std::string_view bytes, const std::string& path) {
    const Where where{&path, "", true};
    return decoded<Checklist>(parse(bytes, where), where);
}

ProfileFile read_profile(std::string_view bytes, const std::string& path, const Policy& now) {
    const Where where{&path, "", true};
    Read json = parse(bytes, where);
    if (!json.is_object()) where.corrupt("not a JSON object");
    Office office;
    office.policy = now;
    Read policy = Read::parse(encode(office)).at("policy");
    if (const auto own = json.find("policy"); own != json.end()) {
        if (!own->is_object()) where.in("policy").corrupt("not an object");
        const Read routes = policy.value("routes", Read::object());
        policy.update(*own);
        for (const auto& [kind, route] : routes.items())
            if (policy["routes"].is_object()) policy["routes"].emplace(kind, route);
    }
    json["policy"] = policy;
    return decoded<ProfileFile>(json, where);
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
