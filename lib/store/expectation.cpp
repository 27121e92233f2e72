#include "store/expectation.hpp"

#include "store/approval_check.hpp"

namespace almirah {

namespace {

void expect_file(Expectation& expected, const std::string& path, const ContentFile& file) {
    expected.places.push_back({path, file.blob});
    const auto id = vault::ObjectId::parse(file.blob);
    if (!id) return;
    const std::pair said(file.sha256, file.size_bytes);
    if (expected.content.try_emplace(*id, said).first->second != said) expected.otherwise.emplace(path, file);
}

void expect_gone(Expectation& expected, const ContentFile& file) {
    if (const auto id = vault::ObjectId::parse(file.blob)) expected.gone.insert(*id);
}

void expect_record(Expectation& expected, const Record& record) {
    expected.named.try_emplace(format::series_path(record.series), record.id);
    if (const auto id = base::parse_record_id(record.id)) {
        auto& numbers = expected.records[{id->series, id->year}];
        numbers.insert(numbers.end(), id->number); // they come in order
    }
    for (const auto& version : record.versions)
        for (const auto& file : version.files) {
            if (!file.gone.empty()) expected.took[file.gone].insert(record.id);
            if (record.state == RecordState::destroyed || !file.gone.empty())
                expect_gone(expected, file);
            else
                expect_file(expected, format::record_content_path(record.id, version.number, file.name),
                            file);
        }
    for (const auto& file : record.sealed) {
        if (!file.gone.empty()) expected.took[file.gone].insert(record.id);
        if (record.state == RecordState::destroyed || !file.gone.empty())
            expect_gone(expected, file);
        else
            expect_file(expected, format::record_folder(record.id) + "/" + file.name, file);
    }
}

void expect_document(Expectation& expected, const Document& document) {
    for (const auto& revision : document.revisions) {
        if (revision.state == RevisionState::approved || revision.state == RevisionState::obsolete)
            expected.issued.push_back(
                {document.number + "/" + std::to_string(revision.number), revision.approval});
        for (const auto& file : revision.files)
            if (revision.record.empty()) // else it is the record's
                expect_file(expected,
                            format::document_content_path(document.number, revision.number, file.name), file);
    }
}

Expectation::Disposed facts_of(const Disposal& disposal) {
    Expectation::Disposed facts{disposal.id,
                                disposal.approval,
                                disposal.state == DisposalState::carrying_out ||
                                    disposal.state == DisposalState::carried_out,
                                {}};
    for (const auto& item : disposal.items)
        if (item.outcome == Outcome::done) facts.done.insert(item.record);
    return facts;
}

Expectation::Approved facts_of(const Approval& approval) {
    const bool approved = approval.state == ApprovalState::approved;
    Expectation::Approved facts{
        approval.id, approval.subject, approved, approved && is_founded(approval), {}};
    for (const auto& decision : approval.decisions)
        for (const auto& login : {decision.by, decision.for_person})
            if (!login.empty()) facts.deciders.insert(login);
    return facts;
}

/// Decodes a file of its kind and gives the path at which such a thing belongs.
using PathOf = std::string (*)(std::string_view bytes, const std::string& path);

template <class Value, auto path_of, auto name>
std::string path_by(std::string_view bytes, const std::string& path) {
    return path_of(format::decode<Value>(bytes, path).*name);
}

template <class Value>
std::string path_itself(std::string_view bytes, const std::string& path) {
    (void)format::decode<Value>(bytes, path);
    return path;
}

std::string path_of_schedule(std::string_view bytes, const std::string& path) {
    const auto file = format::decode<format::ScheduleFile>(bytes, path);
    return format::schedule_path(file.schedule.id, file.schedule.version);
}

std::string path_of_copy(std::string_view bytes, const std::string& path) {
    const auto copy = format::decode<Copy>(bytes, path);
    return format::copy_path(copy.document, copy.number);
}

std::string path_of_acknowledgement(std::string_view bytes, const std::string& path) {
    const auto given = format::decode<Acknowledgement>(bytes, path);
    return format::acknowledgement_path(given.document, given.revision, given.person);
}

std::string path_of_key(std::string_view bytes, const std::string& path) {
    const auto key = format::decode<SigningKey>(bytes, path);
    return format::key_path(key.login, key.number);
}

/// All of which no more is asked than that it can be read.
const std::map<std::string_view, PathOf> small_kinds{
    {"format", path_itself<format::FormatFile>},
    {"keys", path_of_key},
    {"roles", path_by<Role, format::role_path, &Role::code>},
    {"routes", path_by<Route, format::route_path, &Route::code>},
    {"desks", path_by<Desk, format::desk_path, &Desk::code>},
    {"document-types", path_by<DocumentType, format::document_type_path, &DocumentType::code>},
    {"forms", path_by<Form, format::form_path, &Form::code>},
    {"checklists", path_by<Checklist, format::checklist_path, &Checklist::code>},
    {"places", path_by<Place, format::place_path, &Place::code>},
    {"series", path_by<Series, format::series_path, &Series::code>},
    {"schedules", path_of_schedule},
    {"holds", path_by<Hold, format::hold_path, &Hold::id>},
    {"distribution", path_by<DistributionList, format::distribution_path, &DistributionList::document>},
    {"copies", path_of_copy},
    {"acknowledgements", path_of_acknowledgement},
    {"delegations", path_by<Delegation, format::delegation_path, &Delegation::id>},
    {"certificates", path_by<Certificate, format::certificate_path, &Certificate::code>},
    {"audits", path_by<Audit, format::audit_path, &Audit::id>},
    {"findings", path_by<AuditFinding, format::finding_path, &AuditFinding::id>},
};

/// Where the thing belongs; "" when this software keeps nothing of the kind.
std::string expect_thing(Expectation& expected, const std::string& path, const std::string& bytes) {
    const auto kind = format::kind_of(path);
    expected.paths.insert(path);
    if (kind == "office") {
        const auto office = format::decode<Office>(bytes, path);
        for (const auto& [what, route] : office.policy.routes)
            expected.named.try_emplace(format::route_path(route), "the policy");
        return path;
    }
    if (kind == "disposals") {
        const auto disposal = format::decode<Disposal>(bytes, path);
        expected.disposals.emplace(path, facts_of(disposal));
        return format::disposal_path(disposal.id);
    }
    if (kind == "approvals") {
        const auto approval = format::decode<Approval>(bytes, path);
        expected.approvals.emplace(path, facts_of(approval));
        return format::approval_path(approval.id);
    }
    if (kind == "people") {
        const auto person = format::decode<Person>(bytes, path);
        expected.people.insert(person.login);
        for (const auto& role : person.roles)
            expected.named.try_emplace(format::role_path(role), person.login);
        return format::person_path(person.login);
    }
    if (kind == "documents") {
        const auto document = format::decode<Document>(bytes, path);
        expect_document(expected, document);
        return format::document_path(document.number);
    }
    const auto known = small_kinds.find(kind);
    return known == small_kinds.end() ? "" : known->second(bytes, path);
}

} // namespace

bool Expectation::has_record(const base::RecordId& id) const {
    const auto numbers = records.find({id.series, id.year});
    return numbers != records.end() && numbers->second.contains(id.number);
}

bool expect(Expectation& expected, const ReadFile& file, Verification& result) {
    const std::string& path = file.change.path;
    try {
        if (file.fault) std::rethrow_exception(file.fault);
        if (file.record) expect_record(expected, *file.record);
        const std::string belongs = file.record ? format::record_path(file.record->id)
                                                : expect_thing(expected, path, *file.change.bytes);
        if (belongs == path) return true;
        result.findings.push_back({"register-stray", Severity::error, path,
                                   belongs.empty()
                                       ? "is nothing that this software keeps in the register"
                                       : "is in the place of another thing; it belongs in " + belongs});
    } catch (const Error& error) {
        result.findings.push_back({"register-unreadable", Severity::error, path, error.what()});
    }
    return false;
}

} // namespace almirah
