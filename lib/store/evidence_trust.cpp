// Evidence on the store itself: what a verification found, and the state that the pack tells of.
#include "store/evidence.hpp"

namespace almirah {

namespace {

constexpr const char* records_folder = "records/";

const char* name_of(Severity severity) {
    if (severity == Severity::error) return "error";
    return severity == Severity::warning ? "warning" : "note";
}

/// Paths in the vault end with names of files, which may be of restricted records: only the record is named.
std::string without_file_name(const Evidence& evidence, const std::string& object) {
    if (evidence.plan.restricted || !object.starts_with(records_folder)) return object;
    constexpr int parts_of_record = 6; // records/LR/2024/00/01/23
    std::size_t end = 0;
    for (int part = 0; part < parts_of_record && end != std::string::npos; ++part)
        end = object.find('/', end + (part == 0 ? 0 : 1));
    return object.substr(0, end);
}

/// A message that has a path in it is left out; the code says what it is (docs/errors.md).
std::string message_of(const Evidence& evidence, const std::string& message) {
    const bool names = message.find(records_folder) != std::string::npos;
    return names && !evidence.plan.restricted ? "" : message;
}

void add_findings(Evidence& evidence, const char* check, const std::vector<Finding>& findings) {
    for (const auto& finding : findings)
        evidence.add({check, "", name_of(finding.severity), finding.code,
                      without_file_name(evidence, finding.object), message_of(evidence, finding.message)});
}

} // namespace

void gather_verification(Evidence& evidence) {
    const Verification& store = evidence.judged.store;
    const SignatureReport& signatures = evidence.judged.signatures;
    evidence.add({"store", store.clean() ? "sound" : "unsound", "", "", "",
                  std::to_string(store.entries) + " entries, " + std::to_string(store.objects) +
                      " objects, " + std::to_string(store.records) + " records, " +
                      std::to_string(store.files) + " files"});
    add_findings(evidence, "store", store.findings);
    evidence.add({"signatures", signatures.clean() ? "sound" : "unsound", "", "", "",
                  std::to_string(signatures.signed_entries) + " of " + std::to_string(signatures.entries) +
                      " entries and " + std::to_string(signatures.signed_decisions) + " of " +
                      std::to_string(signatures.decisions) + " decisions are signed"});
    add_findings(evidence, "signatures", signatures.findings);
}

void gather_checkpoint(Evidence& evidence) {
    const Checkpoint& checkpoint = evidence.checkpoint;
    std::vector<std::string> signers;
    for (const auto& signature : checkpoint.signatures)
        signers.push_back(signature.name);
    evidence.add({checkpoint.office, checkpoint.store, checkpoint.head, std::to_string(checkpoint.entries),
                  std::to_string(checkpoint.records), checkpoint.root, to_string(checkpoint.at),
                  cell_of_all(signers)});
    evidence.enclose("checkpoint.txt", to_string(checkpoint));
}

} // namespace almirah
