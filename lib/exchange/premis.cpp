#include "exchange/premis.hpp"

#include "base/utf8.hpp"

#include <array>

namespace almirah::exchange {

namespace {

/// Grows an XML text, one element a line.
class Xml {
public:
    explicit Xml(int depth = 1) : depth_(depth) {}

    Xml& open(const std::string& name, const std::string& attributes = {}) {
        line("<premis:" + name + attributes + ">");
        open_.push_back(name);
        return *this;
    }
    Xml& close() {
        const std::string name = open_.back();
        open_.pop_back();
        line("</premis:" + name + ">");
        return *this;
    }
    Xml& leaf(const std::string& name, const std::string& text) {
        line("<premis:" + name + ">" + xml_text(text) + "</premis:" + name + ">");
        return *this;
    }
    /// <NAMEIdentifier> with its type and its value.
    Xml& id(const std::string& name, const std::string& type, const std::string& value) {
        open(name);
        leaf(name + "Type", type);
        leaf(name + "Value", value);
        return close();
    }
    std::string take() { return std::move(text_); }

private:
    void line(const std::string& text) {
        text_.append(static_cast<std::size_t>(depth_) + open_.size(), ' ');
        text_ += text + "\n";
    }

    int depth_;
    std::vector<std::string> open_;
    std::string text_;
};

constexpr const char* entry_id = "entry of the register";
constexpr const char* record_id = "record";
constexpr const char* file_id = "path in the bag";
constexpr const char* person_id = "login";
constexpr const char* software_id = "software";
constexpr const char* software = "almirah";

/// The event types of the Library of Congress where one fits; else the operation's own name.
std::string event_type_of(const std::string& operation) {
    struct Pair {
        const char *operation, *type;
    };
    constexpr std::array<Pair, 8> types{{{"record.file", "ingestion"},
                                         {"record.import", "ingestion"},
                                         {"record.version", "modification"},
                                         {"record.correct", "metadata modification"},
                                         {"record.classify", "metadata modification"},
                                         {"disposal.bag", "information package creation"},
                                         {"disposal.receipt", "transfer"},
                                         {"disposal.carry-out", "deaccession"}}};
    for (const auto& pair : types)
        if (operation == pair.operation) return pair.type;
    return operation;
}

void fixity(Xml& xml, const char* algorithm, const std::string& digest) {
    xml.open("fixity");
    xml.leaf("messageDigestAlgorithm", algorithm).leaf("messageDigest", digest);
    xml.close();
}

} // namespace

std::string xml_text(std::string_view text) {
    std::string out;
    for (const unsigned char *at = base::begin_of(text), *end = base::end_of(text); at != end;) {
        const char32_t c = base::next_code_point(at, end);
        const bool forbidden =
            (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '\r')
            out += "&#13;";
        else
            base::append_utf8(out, forbidden ? base::replacement : c);
    }
    return out;
}

std::string premis_head() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<premis:premis xmlns:premis=\"http://www.loc.gov/premis/v3\" "
           "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
           "xsi:schemaLocation=\"http://www.loc.gov/premis/v3 "
           "https://www.loc.gov/standards/premis/premis.xsd\" "
           "version=\"3.0\">\n";
}

std::string premis_foot() {
    return "</premis:premis>\n";
}

std::string premis_record(const PremisNames& names, const Record& record,
                          const std::vector<std::string>& events) {
    Xml xml;
    xml.open("object", " xsi:type=\"premis:intellectualEntity\"");
    xml.id("objectIdentifier", record_id, names.of_record(record.id));
    if (!record.file_no.empty()) xml.id("objectIdentifier", "file number", record.file_no);
    xml.leaf("originalName", record.title.text);
    for (const auto& event : events)
        xml.id("linkingEventIdentifier", entry_id, event);
    xml.close();
    return xml.take();
}

std::string premis_file(const PremisNames& names, const std::string& record, const ContentFile& file,
                        const std::string& path, const std::string& sha512, const std::string& event) {
    Xml xml;
    xml.open("object", " xsi:type=\"premis:file\"");
    xml.id("objectIdentifier", file_id, path);
    xml.open("objectCharacteristics");
    fixity(xml, "SHA-256", file.sha256);
    fixity(xml, "SHA-512", sha512);
    xml.leaf("size", std::to_string(file.size_bytes));
    xml.open("format").open("formatDesignation").leaf("formatName", "application/octet-stream").close();
    xml.leaf("formatNote", "not identified").close();
    xml.close();
    xml.leaf("originalName", file.name);
    xml.open("relationship").leaf("relationshipType", "structural").leaf("relationshipSubType", "is part of");
    xml.id("relatedObjectIdentifier", record_id, names.of_record(record)).close();
    xml.id("linkingEventIdentifier", entry_id, event);
    xml.close();
    return xml.take();
}

std::string premis_entry(const Entry& entry) {
    Xml xml;
    xml.open("event").id("eventIdentifier", entry_id, entry.commit);
    xml.leaf("eventType", event_type_of(entry.operation)).leaf("eventDateTime", to_string(entry.at));
    xml.open("eventDetailInformation");
    xml.leaf("eventDetail", entry.summary + (entry.reason.empty() ? "" : " (" + entry.reason + ")")).close();
    xml.id("linkingAgentIdentifier", person_id, entry.by);
    xml.close();
    return xml.take();
}

std::string premis_fixity_event(const std::string& id, Instant at, const std::string& by) {
    Xml xml;
    xml.open("event").id("eventIdentifier", entry_id, id);
    xml.leaf("eventType", "fixity check").leaf("eventDateTime", to_string(at));
    xml.open("eventDetailInformation");
    xml.leaf("eventDetail", "each file's SHA-256 compared with the register's").close();
    xml.open("eventOutcomeInformation").leaf("eventOutcome", "pass").close();
    if (!by.empty()) xml.id("linkingAgentIdentifier", person_id, by);
    xml.id("linkingAgentIdentifier", software_id, software);
    xml.close();
    return xml.take();
}

std::string premis_person(const std::string& login, const std::string& name) {
    Xml xml;
    xml.open("agent").id("agentIdentifier", person_id, login);
    xml.leaf("agentName", name).leaf("agentType", "person").close();
    return xml.take();
}

std::string premis_software(const std::string& version) {
    Xml xml;
    xml.open("agent").id("agentIdentifier", software_id, software);
    xml.leaf("agentName", "Almirah").leaf("agentType", "software").leaf("agentVersion", version).close();
    return xml.take();
}

} // namespace almirah::exchange
