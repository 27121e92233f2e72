// What people may do, by role; copied into a store at its founding and then the office's own data (R13, R25).
#include "model/permission.hpp"

#include "model/operation.hpp"

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

std::string permission_of(const std::string& operation) {
    const OperationRow* row = row_of(operation);
    return row ? row->permission : "";
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
