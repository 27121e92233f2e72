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

std::string json_line(const Verification& verification, const std::vector<Finding>& more,
                      const std::optional<SignatureReport>& signatures) {
    Json findings = values(verification.findings, finding_value);
    for (const Finding& finding : more)
        findings.push_back(finding_value(finding));
    Json json{{"clean", verification.clean() && more.empty() && (!signatures || signatures->clean())},
              {"entries", verification.entries},
              {"objects", verification.objects},
              {"records", verification.records},
              {"files", verification.files},
              {"size", verification.bytes}};
    if (signatures) {
        for (const Finding& finding : signatures->findings)
            findings.push_back(finding_value(finding));
        json["signed_entries"] = signatures->signed_entries;
        json["decisions"] = signatures->decisions;
        json["signed_decisions"] = signatures->signed_decisions;
    }
    json["findings"] = findings;
    return line_of(json);
}

std::string json_line(const Checkpoint& checkpoint) {
    return line_of({{"office", checkpoint.office},
                    {"store", checkpoint.store},
                    {"head", checkpoint.head},
                    {"entries", checkpoint.entries},
                    {"records", checkpoint.records},
                    {"at", to_string(checkpoint.at)},
                    {"root", checkpoint.root},
                    {"verified", checkpoint.verified},
                    {"note", to_string(checkpoint)}});
}

std::string json_line(const SigningKey& key) {
    const auto text = [](const std::optional<Instant>& instant) {
        return instant ? Json(to_string(*instant)) : Json();
    };
    return line_of({{"id", key.login + "/" + std::to_string(key.number)},
                    {"login", key.login},
                    {"number", key.number},
                    {"key", key.key},
                    {"fingerprint", fingerprint(key.key)},
                    {"note", key.note},
                    {"registered_at", to_string(key.registered_at)},
                    {"approved_by", key.approved_by},
                    {"approved_at", text(key.approved_at)},
                    {"valid_from", text(key.valid_from)},
                    {"valid_until", text(key.valid_until)},
                    {"revoked_from", text(key.revoked_from)},
                    {"revoked_by", key.revoked_by},
                    {"revoked_at", text(key.revoked_at)},
                    {"reason", key.revoked_reason}});
}

} // namespace almirah::cli
