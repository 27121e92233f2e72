#include "model/distribution.hpp"

#include "model/document.hpp"

#include <algorithm>
#include <map>

namespace almirah::model {

namespace {

/// Active people whom a point stands for.
std::vector<std::string> people_at(const PointOfUse& point, const std::vector<Person>& people,
                                   const std::vector<Desk>& desks) {
    std::vector<std::string> found;
    for (const auto& person : people) {
        bool meant = false;
        if (point.kind == PointKind::person) meant = person.login == point.code;
        if (point.kind == PointKind::role) meant = person.roles.contains(point.code);
        if (point.kind == PointKind::desk)
            meant = std::any_of(desks.begin(), desks.end(), [&](const Desk& desk) {
                return desk.code == point.code && desk.holder == person.login;
            });
        if (meant && person.active) found.push_back(person.login);
    }
    return found;
}

} // namespace

bool may_become(CopyState from, CopyState to) {
    switch (to) {
    case CopyState::issued:
        return false;
    case CopyState::recalled:
        return from == CopyState::issued;
    case CopyState::back:
        return from == CopyState::issued || from == CopyState::recalled || from == CopyState::lost;
    case CopyState::lost:
        return from == CopyState::issued || from == CopyState::recalled;
    case CopyState::destroyed:
        break;
    }
    return from != CopyState::destroyed && from != CopyState::lost;
}

std::optional<int> revision_in_use(const Document& document, const std::string& language, Date on) {
    const auto found = effective_revision(document, language, on);
    return found ? found : effective_revision(document, "", on);
}

std::vector<Reader> readers_of(const DistributionList& list, const Document& document,
                               const std::vector<Person>& people, const std::vector<Desk>& desks, Date on) {
    std::map<std::string, Reader> readers;
    for (const auto& point : list.points) {
        const auto number = revision_in_use(document, point.language, on);
        const Revision* revision = number ? issue_of(document, *number) : nullptr;
        if (!revision || !revision->effective_on) continue;
        const Date from = std::max(*revision->effective_on, point.since.value_or(*revision->effective_on));
        const Date due = add(from, list.read_within);
        for (const auto& login : people_at(point, people, desks)) {
            const auto [reader, fresh] = readers.try_emplace(login, Reader{login, *number, due});
            if (!fresh && due < reader->second.due_on) reader->second = {login, *number, due};
        }
    }
    std::vector<Reader> all;
    for (auto& [login, reader] : readers)
        all.push_back(std::move(reader));
    return all;
}

bool has_read(const std::vector<Acknowledgement>& given, const std::string& person, const Document& document,
              Date on) {
    return std::any_of(given.begin(), given.end(), [&](const Acknowledgement& one) {
        return one.person == person && one.document == document.number && issue_of(document, one.revision) &&
               state_on(document, one.revision, on) == RevisionState::effective;
    });
}

std::string text_of_code(const Copy& copy, const std::string& digest) {
    return copy.document + "/" + std::to_string(copy.revision) + " copy " + std::to_string(copy.number) +
           "\n" + digest;
}

} // namespace almirah::model
