#include "cli/output/json_value.hpp"

namespace almirah::cli {

Json finding_value(const Finding& finding) {
    return {{"code", finding.code},
            {"severity", name_of(finding.severity)},
            {"object", finding.object},
            {"message", finding.message}};
}

std::string json_line(const Entry& entry) {
    return line_of({{"number", entry.number},
                    {"at", to_string(entry.at)},
                    {"by", entry.by},
                    {"operation", entry.operation},
                    {"summary", entry.summary},
                    {"reason", entry.reason},
                    {"subjects", entry.subjects},
                    {"commit", entry.commit}});
}

std::string json_line(const Verification& verification, const std::vector<Finding>& more) {
    Json findings = values(verification.findings, finding_value);
    for (const Finding& finding : more)
        findings.push_back(finding_value(finding));
    return line_of({{"clean", verification.clean() && more.empty()},
                    {"entries", verification.entries},
                    {"objects", verification.objects},
                    {"records", verification.records},
                    {"files", verification.files},
                    {"size", verification.bytes},
                    {"findings", findings}});
}

std::string json_line(const Checkpoint& checkpoint) {
    return line_of({{"office", checkpoint.office},
                    {"store", checkpoint.store},
                    {"head", checkpoint.head},
                    {"entries", checkpoint.entries},
                    {"records", checkpoint.records},
                    {"at", to_string(checkpoint.at)}});
}

} // namespace almirah::cli
