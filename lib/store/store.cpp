#include "almirah/store.hpp"

#include "base/digest.hpp"
#include "base/login.hpp"
#include "base/name.hpp"
#include "format/entry.hpp"
#include "model/approve.hpp"
#include "model/operation.hpp"
#include "model/permission.hpp"
#include "os/clock.hpp"
#include "os/files.hpp"
#include "os/staged_folder.hpp"
#include "store/engine.hpp"

#include <algorithm>
#include <random>

namespace almirah {

namespace {

/// 32 hexadecimal digits that no other store has.
std::string new_identity() {
    std::random_device device;
    std::array<std::uint8_t, 16> bytes;
    for (auto& byte : bytes)
        byte = std::uint8_t(device());
    return base::hex(bytes.data(), bytes.size());
}

Person founding_administrator(const Founding& founding) {
    Person person = founding.administrator;
    if (!base::is_login(person.login))
        throw Error(Code::invalid_argument,
                    "'" + person.login +
                        "' is not a login; expected lower-case letters, digits, dots or hyphens");
    if (!base::is_new_login(person.login))
        throw Error(Code::invalid_argument,
                    "'" + person.login +
                        "' is easily taken for another login; expected single dots or "
                        "hyphens, each between letters or digits");
    if (person.name.empty()) person.name = person.login;
    if (person.roles.empty()) person.roles = {"administrator", "records-officer"};
    person.active = true;
    const auto roles = model::founding_roles();
    for (const auto& code : person.roles)
        if (std::none_of(roles.begin(), roles.end(), [&](const Role& role) { return role.code == code; }))
            throw Error(Code::invalid_argument, "a fresh store has no role " + code);
    if (!model::grants(person, roles, "person.manage"))
        throw Error(Code::invalid_argument,
                    "the first person must be able to add others; give the role administrator");
    return person;
}

Office founding_office(const Founding& founding) {
    Office office = founding.office;
    if (!base::is_code(office.code))
        throw Error(Code::invalid_argument,
                    "'" + office.code + "' is not an office code; expected capitals and digits");
    if (office.name.text.empty()) throw Error(Code::invalid_argument, "the office has no name; give one");
    auto& routes = office.policy.routes;
    routes.try_emplace("document", "document");
    routes.try_emplace("disposal", "disposal");
    return office;
}

/// The first entry: everything a fresh store starts with.
void write_founding(const std::string& directory, const Founding& founding, Instant now) {
    const Person person = founding_administrator(founding);
    const Office office = founding_office(founding);
    auto repository = vault::Repository::create(directory);
    auto writer = repository.begin();
    writer.put_register(format::format_path,
                        format::encode(format::FormatFile{format::store_format, new_identity()}));
    writer.put_register(format::office_path, format::encode(office));
    writer.put_register(format::person_path(person.login), format::encode(person));
    for (const auto& role : model::founding_roles())
        writer.put_register(format::role_path(role.code), format::encode(role));
    for (const auto& route : model::founding_routes())
        writer.put_register(format::route_path(route.code), format::encode(route));
    Entry entry;
    entry.by = person.login;
    entry.operation = "office.create";
    entry.summary = "Open the register of " + office.name.text;
    entry.subjects = {"office " + office.code, "person " + person.login};
    repository.commit(std::move(writer),
                      {person.name, person.email.empty() ? person.login + "@almirah" : person.email, now,
                       format::encode_message(entry, {.rows = model::operation_rows})});
}

} // namespace

void Engine::create(const std::string& directory, const Founding& founding, const StoreOptions& options) {
    os::StagedFolder::require_free(directory);
    os::StagedFolder staged(directory);
    write_founding(staged.path(), founding, options.clock ? options.clock() : os::now());
    staged.publish();
}

bool lies_within_store(const std::string& path) {
    return os::is_within_repository(path);
}

Store::Store(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::create(const std::string& directory, const Founding& founding, const StoreOptions& options) {
    Engine::create(directory, founding, options);
    StoreOptions opened = options;
    if (opened.actor.empty()) opened.actor = founding.administrator.login;
    try {
        return open(directory, opened);
    } catch (const std::exception& error) {
        throw Error(Code::in_doubt,
                    directory + " is made, but cannot be opened (" + error.what() + "); open it again");
    }
}

Store Store::open(const std::string& directory, const StoreOptions& options) {
    return Store(std::make_unique<Engine>(directory, options));
}

OfficeBook Store::office() {
    return OfficeBook(*engine_);
}
Retention Store::retention() {
    return Retention(*engine_);
}
Records Store::records() {
    return Records(*engine_);
}
Holds Store::holds() {
    return Holds(*engine_);
}
Disposals Store::disposals() {
    return Disposals(*engine_);
}
Bags Store::bags() {
    return Bags(*engine_);
}
Documents Store::documents() {
    return Documents(*engine_);
}
Distribution Store::distribution() {
    return Distribution(*engine_);
}
Audits Store::audits() {
    return Audits(*engine_);
}
Approvals Store::approvals() {
    return Approvals(*engine_);
}

Forms Store::forms() {
    return Forms(*engine_);
}
Trust Store::trust() {
    return Trust(*engine_);
}
Keys Store::keys() {
    return Keys(*engine_);
}
AuditPacks Store::audit_packs() {
    return AuditPacks(*engine_);
}

void Store::act_as(const std::string& login) {
    engine_->act_as(login);
}
void Store::sign_with(const Signer& signer) {
    engine_->sign_with(signer);
}
const std::string& Store::directory() const {
    return engine_->directory();
}

std::vector<std::pair<std::string, std::string>> permissions() {
    return model::all_permissions();
}
const char* version() noexcept {
    return "0.1.0";
}

} // namespace almirah
