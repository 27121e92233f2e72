#include "cli/output/json_value.hpp"

namespace almirah::cli {
namespace {

/// As a checklist's file has it.
Json text_value(const Text& text) {
    if (text.in.empty()) return text.text;
    Json json{{"text", text.text}};
    for (const auto& [language, edition] : text.in)
        json[language] = edition;
    return json;
}

} // namespace

std::string json_line(const Checklist& checklist) {
    Json words = Json::object();
    for (const auto& [name, word] : checklist.words)
        words[name] = text_value(word);
    return line_of({{"code", checklist.code},
                    {"title", text_value(checklist.title)},
                    {"points", values(checklist.points,
                                      [](const ChecklistPoint& point) {
                                          return Json{{"clause", point.clause},
                                                      {"title", text_value(point.title)},
                                                      {"sections", point.sections}};
                                      })},
                    {"words", words}});
}

std::string json_line(const AuditPackReport& report) {
    const Checkpoint& checkpoint = report.checkpoint;
    return line_of({{"path", report.path},
                    {"checklist", report.checklist},
                    {"files", report.files},
                    {"size", report.bytes},
                    {"manifest_sha256", report.manifest_sha256},
                    {"signed_by", report.signed_by},
                    {"sound", report.sound},
                    {"withheld", report.withheld},
                    {"entries", checkpoint.entries},
                    {"head", checkpoint.head},
                    {"root", checkpoint.root},
                    {"sections", values(report.sections,
                                        [](const AuditSection& section) {
                                            return Json{{"name", section.name}, {"rows", section.rows}};
                                        })},
                    {"points", values(report.points,
                                      [](const AuditPoint& point) {
                                          return Json{{"clause", point.clause}, {"rows", point.rows}};
                                      })},
                    {"without_evidence", report.without_evidence()}});
}

} // namespace almirah::cli
