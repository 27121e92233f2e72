#include "store/register_at.hpp"

#include "model/permission.hpp"

#include <algorithm>

namespace almirah {

std::string email_of(const Person& person) {
    return person.email.empty() ? person.login + "@almirah" : person.email;
}

std::optional<std::string> RegisterAt::read(const std::string& path) const {
    const auto& repository = engine_.repository();
    const auto blob = tree_ ? repository.find_in(*tree_, path) : std::nullopt;
    return blob ? std::optional(repository.read_blob(*blob)) : std::nullopt;
}

template <class Value>
const std::vector<Value>& RegisterAt::all(Part<Value>& part) {
    const auto& repository = engine_.repository();
    const auto id = tree_ ? repository.find_in(*tree_, part.folder) : std::nullopt;
    if (id == part.id) return part.things;
    part.id.reset(); // what cannot be read whole is not kept
    part.things.clear();
    if (!id) return part.things;
    repository.list_in(*tree_, part.folder, [&](const vault::PathChange& file) {
        part.things.push_back(format::decode<Value>(repository.read_blob(*file.blob), file.path));
    });
    part.id = id;
    return part.things;
}

template const std::vector<Person>& RegisterAt::all(Part<Person>&);
template const std::vector<Role>& RegisterAt::all(Part<Role>&);
template const std::vector<SigningKey>& RegisterAt::all(Part<SigningKey>&);
template const std::vector<Delegation>& RegisterAt::all(Part<Delegation>&);
template const std::vector<Hold>& RegisterAt::all(Part<Hold>&);
template const std::vector<format::ScheduleFile>& RegisterAt::all(Part<format::ScheduleFile>&);
template const std::vector<Series>& RegisterAt::all(Part<Series>&);

const Policy& RegisterAt::policy() {
    const auto& repository = engine_.repository();
    const auto id = tree_ ? repository.find_in(*tree_, format::office_path) : std::nullopt;
    if (id == office_) return policy_;
    office_.reset();
    policy_ = {};
    if (!id) return policy_;
    policy_ = format::decode<Office>(repository.read_blob(*id), format::office_path).policy;
    office_ = id;
    return policy_;
}

const Person* RegisterAt::person(const std::string& login) {
    const auto& everybody = people(); // by path, and so by login
    const auto found = std::find_if(everybody.begin(), everybody.end(),
                                    [&](const Person& person) { return person.login == login; });
    return found == everybody.end() ? nullptr : &*found;
}

bool RegisterAt::grants(const std::string& login, const std::string& permission) {
    const Person* known = person(login);
    return known && model::grants(*known, roles(), permission);
}

} // namespace almirah
