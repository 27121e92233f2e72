// What people may do, by role; copied into a store at its founding and then the office's own data (R13, R25).
#include "model/permission.hpp"

#include <algorithm>

namespace almirah::model {

namespace {

Text title(const char* english, const char* hindi) {
    Text text(english);
    text.in["hi"] = hindi;
    return text;
}

const std::set<std::string> clerk_work{"document.write", "record.close", "record.event",
                                       "record.file",    "record.move",  "record.version"};
const std::set<std::string> keeper_work{"place.manage", "record.close",  "record.event",   "record.file",
                                        "record.move",  "record.reopen", "record.version", "record.correct"};
const std::set<std::string> officer_work{
    "approval.decide",    "audit.find",        "audit.manage",        "audit.pack",      "audit.restricted",
    "disposal.carry-out", "disposal.propose",  "document.distribute", "document.issue",  "document.write",
    "hold.place",         "hold.release",      "place.manage",        "record.appraise", "record.classify",
    "record.close",       "record.correct",    "record.event",        "record.file",     "record.move",
    "record.reopen",      "record.reschedule", "record.version",      "schedule.load",   "series.manage"};
const std::set<std::string> administrator_work{"audit.pack",   "office.manage", "person.manage",
                                               "place.manage", "schedule.load", "series.manage"};

const std::map<std::string, std::string> operations{
    {"approval.comment", ""},
    {"audit.close", "audit.manage"},
    {"audit.hold", "audit.find"},
    {"audit.plan", "audit.manage"},
    {"audit.postpone", "audit.manage"},
    {"certificate.add", "audit.manage"},
    {"certificate.change", "audit.manage"},
    {"certificate.correct-term", "audit.manage"},
    {"certificate.end-term", "audit.manage"},
    {"certificate.surveillance", "audit.manage"},
    {"certificate.term", "audit.manage"},
    {"checklist.set", "office.manage"},
    {"copy.back", "document.distribute"},
    {"copy.destroyed", "document.distribute"},
    {"copy.issue", "document.distribute"},
    {"copy.lost", "document.distribute"},
    {"copy.recall", "document.distribute"},
    {"delegation.add", ""},
    {"delegation.end", ""},
    {"desk.add", "office.manage"},
    {"disposal.abstain", "approval.decide"},
    {"disposal.approve", "approval.decide"},
    {"disposal.bag", "disposal.carry-out"},
    {"disposal.carry-out", "disposal.carry-out"},
    {"disposal.finish", "disposal.carry-out"},
    {"disposal.propose", "disposal.propose"},
    {"disposal.receipt", "disposal.carry-out"},
    {"disposal.reject", "approval.decide"},
    {"disposal.return", "approval.decide"},
    {"disposal.review", "disposal.propose"},
    {"disposal.withdraw", "disposal.propose"},
    {"document.abstain", "approval.decide"},
    {"document.acknowledge", ""},
    {"document.approve", "approval.decide"},
    {"document.copy", "document.write"},
    {"document.decline", "document.write"},
    {"document.describe", "document.write"},
    {"document.distribute", "document.distribute"},
    {"document.file", "document.issue"},
    {"document.issue", "document.issue"},
    {"document.new", "document.write"},
    {"document.recall", "document.write"},
    {"document.reject", "approval.decide"},
    {"document.reopen", "document.write"},
    {"document.request", ""},
    {"document.return", "approval.decide"},
    {"document.review", "document.write"},
    {"document.revise", "document.write"},
    {"document.set-type", "office.manage"},
    {"document.submit", "document.write"},
    {"document.train", "document.distribute"},
    {"document.withdraw", "document.issue"},
    {"finding.action", "audit.manage"},
    {"finding.close", "audit.find"},
    {"finding.finish-action", ""},
    {"finding.raise", "audit.find"},
    {"form.set", "office.manage"},
    {"hold-release.abstain", "approval.decide"},
    {"hold-release.approve", "approval.decide"},
    {"hold-release.reject", "approval.decide"},
    {"hold-release.return", "approval.decide"},
    {"hold.extend", "hold.place"},
    {"hold.place", "hold.place"},
    {"hold.release", "hold.release"},
    {"hold.submit-release", "hold.release"},
    {"hold.withdraw-release", "hold.release"},
    {"key.approve", "person.manage"},
    {"key.register", ""},
    {"key.revoke", ""},
    {"office.adopt", "office.manage"},
    {"office.policy", "office.manage"},
    {"override.abstain", "approval.decide"},
    {"override.approve", "approval.decide"},
    {"override.propose", "record.reschedule"},
    {"override.reject", "approval.decide"},
    {"override.return", "approval.decide"},
    {"override.withdraw", "record.reschedule"},
    {"person.add", "person.manage"},
    {"person.change", "person.manage"},
    {"place.add", "place.manage"},
    {"record.appraise", "record.appraise"},
    {"record.classify", "record.classify"},
    {"record.close", "record.close"},
    {"record.correct", "record.correct"},
    {"record.event", "record.event"},
    {"record.event-withdraw", "record.event"},
    {"record.file", "record.file"},
    {"record.import", "record.file"},
    {"record.move", "record.move"},
    {"record.papers", "record.classify"},
    {"record.reclassify", "record.classify"},
    {"record.reopen", "record.reopen"},
    {"record.version", "record.version"},
    {"role.set", "person.manage"},
    {"route.set", "office.manage"},
    {"schedule.abstain", "approval.decide"},
    {"schedule.approve", "approval.decide"},
    {"schedule.load", "schedule.load"},
    {"schedule.reject", "approval.decide"},
    {"schedule.return", "approval.decide"},
    {"schedule.submit", "schedule.load"},
    {"schedule.withdraw", "schedule.load"},
    {"series.add", "series.manage"},
    {"series.close", "series.manage"},
    {"series.move", "series.manage"},
};

} // namespace

const std::vector<std::pair<std::string, std::string>>& all_permissions() {
    static const std::vector<std::pair<std::string, std::string>> permissions{
        {"approval.decide", "Approve or reject what a route asks one to decide."},
        {"audit.find", "Hold audits; raise and close their findings."},
        {"audit.manage", "Keep certificates, plan and close audits, order corrective actions."},
        {"audit.pack", "Write the evidence for an audit into a folder."},
        {"audit.restricted", "Have titles of restricted records in it."},
        {"disposal.carry-out", "Carry out an approved disposal."},
        {"disposal.propose", "Propose a list of records for disposal."},
        {"document.distribute", "Keep distribution lists; issue and recall copies; note trainings."},
        {"document.issue", "Set the date of effect of an approved revision; withdraw one."},
        {"document.write", "Write, revise and submit controlled documents."},
        {"hold.place", "Place a hold on records."},
        {"hold.release", "Release a hold."},
        {"office.manage", "Change the office's policy, desks and approval routes."},
        {"person.manage", "Add and change people and roles."},
        {"place.manage", "Add rooms, almirahs, shelves and bundles."},
        {"record.appraise", "Set the appraisal reference that allows destruction of old records."},
        {"record.classify", "Put records into series and take them out."},
        {"record.close", "Close records."},
        {"record.correct", "Set the description of a record right."},
        {"record.event", "Add an event to a record."},
        {"record.file", "File and import records."},
        {"record.move", "Move records to another place."},
        {"record.reopen", "Reopen closed records."},
        {"record.reschedule", "Propose another date for the next step of a record."},
        {"record.version", "Add a version of a record's content."},
        {"schedule.load", "Load a retention schedule."},
        {"series.manage", "Add, move and close series."},
    };
    return permissions;
}

const std::map<std::string, std::string>& operation_permissions() {
    return operations;
}

std::string permission_of(const std::string& operation) {
    const auto found = operation_permissions().find(operation);
    return found == operation_permissions().end() ? "" : found->second;
}

std::vector<Role> founding_roles() {
    return {
        {"administrator", title("Administrator", "प्रशासक"), administrator_work},
        {"approver", title("Approver", "अनुमोदक"), {"approval.decide"}},
        {"auditor", title("Auditor", "लेखापरीक्षक"), {"audit.find", "audit.pack"}},
        {"clerk", title("Records clerk", "अभिलेख लिपिक"), clerk_work},
        {"record-keeper", title("Record keeper", "अभिलेखपाल"), keeper_work},
        {"records-officer", title("Records Officer", "अभिलेख अधिकारी"), officer_work},
    };
}

std::vector<Route> founding_routes() {
    Route disposal{"disposal", title("Disposal of records", "अभिलेखों का निपटान"), {}};
    disposal.steps.push_back({"approver,records-officer", "", 1});
    Route document{"document", title("Issue of a document", "दस्तावेज़ का निर्गमन"), {}};
    document.steps.push_back({"approver", "", 1});
    return {disposal, document};
}

bool grants(const Person& person, const std::vector<Role>& roles, const std::string& permission) {
    if (!person.active) return false;
    return std::any_of(roles.begin(), roles.end(), [&](const Role& role) {
        return person.roles.count(role.code) > 0 && role.permissions.count(permission) > 0;
    });
}

} // namespace almirah::model
