#include "store/missing_check.hpp"

#include "base/name.hpp"

#include <algorithm>

namespace almirah {

namespace {

/// The files that a subject of an entry stands for; none where it is not known here.
using PathOfId = std::string (*)(const std::string& id);

std::string path_of_office(const std::string&) {
    return format::office_path;
}

/// Its first version: a subject does not tell which.
std::string path_of_schedule(const std::string& id) {
    return format::schedule_path(id, 1);
}

template <auto path_of, char letter>
std::string path_of_serial(const std::string& id) {
    const auto serial = base::parse_serial_id(id);
    return serial && serial->kind == letter ? path_of(id) : "";
}

const std::map<std::string, PathOfId, std::less<>> named_kinds{
    {"office", path_of_office},
    {"person", format::person_path},
    {"role", format::role_path},
    {"route", format::route_path},
    {"desk", format::desk_path},
    {"place", format::place_path},
    {"form", format::form_path},
    {"checklist", format::checklist_path},
    {"document-type", format::document_type_path},
    {"series", format::series_path},
    {"schedule", path_of_schedule},
    {"document", format::document_path},
    {"certificate", format::certificate_path},
    {"hold", path_of_serial<format::hold_path, 'H'>},
    {"disposal", path_of_serial<format::disposal_path, 'D'>},
    {"approval", path_of_serial<format::approval_path, 'A'>},
    {"delegation", path_of_serial<format::delegation_path, 'G'>},
    {"audit", path_of_serial<format::audit_path, 'U'>},
    {"finding", path_of_serial<format::finding_path, 'F'>},
};

/// The first record from `first` to `last` that is not there; "" when all are.
std::string missing_record(const Expectation& expected, const std::string& first, const std::string& last) {
    const auto from = base::parse_record_id(first), to = base::parse_record_id(last);
    if (!from || !to) return first;
    for (base::RecordId id = *from; id.number <= to->number; ++id.number)
        if (!expected.has_record(id)) return to_string(id);
    return "";
}

} // namespace

void find_missing(const Expectation& expected, const index::Index& history, Verification& result) {
    std::map<std::string, std::string> missing; // what, and who names it
    for (const auto& [path, by] : expected.named)
        if (!expected.paths.contains(path)) missing.emplace(path, by);
    history.each_subject([&](const std::string& kind, const std::string& first, const std::string& last) {
        if (kind == "record") {
            if (const auto id = missing_record(expected, first, last); !id.empty())
                missing.emplace(id, "the history");
        } else if (const auto known = named_kinds.find(kind); known != named_kinds.end()) {
            const auto path = known->second(first);
            if (!expected.paths.contains(path)) missing.emplace(kind + " " + first, "the history");
        }
    });
    for (const auto& [what, by] : missing)
        result.findings.push_back(
            {"register-missing", Severity::error, what,
             "is named by " + by +
                 " and is not in the register; find out who took it out, and restore the "
                 "store from a copy"});
}

} // namespace almirah
