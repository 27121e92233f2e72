#include "index/things.hpp"

#include "almirah/error.hpp"
#include "format/json.hpp"
#include "format/paths.hpp"
#include "index/sql.hpp"
#include "model/approve.hpp"
#include "model/hold.hpp"

namespace almirah::index {

namespace {

template <class Value>
std::vector<Value> all(Connection& connection, const char* kind) {
    std::vector<Value> values;
    Statement row = connection.prepare(sql::things::things);
    row.bind(kind);
    while (row.step())
        values.push_back(format::decode<Value>(row.view(1), row.text(0)));
    return values;
}

std::vector<Approval> pending(Connection& connection) {
    std::vector<Approval> all;
    Statement id = connection.prepare(sql::things::pending_approvals);
    Statement thing = connection.prepare(sql::things::thing);
    while (id.step()) {
        const std::string path = path_of_row(connection, format::approval_path, id.text(0));
        if (thing.bind(path).step()) all.push_back(format::decode<Approval>(thing.view(0), path));
    }
    return all;
}

int utc_offset(Connection& connection) {
    Statement thing = connection.prepare(sql::things::thing);
    if (!thing.bind(format::office_path).step()) return 0;
    return format::decode<Office>(thing.view(0), format::office_path).policy.utc_offset_minutes;
}

} // namespace

void put(Connection& connection, const Person& person) {
    connection.prepare(sql::things::put_person).run(person.login, person.name, person.email, person.active);
}

void put(Connection& connection, const Place& place) {
    connection.prepare(sql::things::put_place).run(place.code, place.title.text, place.level, place.capacity);
}

void put(Connection& connection, const Hold& hold) {
    connection.prepare(sql::things::drop_hold).run(hold.id);
    connection.prepare(sql::things::put_hold)
        .run(hold.id, hold.reason, hold.reference, hold.ordered_by, hold.placed_by, hold.placed_at,
             hold.released_at, hold.released_by, hold.release_reason);
    Statement put = connection.prepare(sql::things::put_hold_record);
    for (const auto& record : model::listed_by(hold))
        put.run(hold.id, record, false);
}

void put(Connection& connection, const Disposal& disposal) {
    connection.prepare(sql::things::drop_disposal).run(disposal.id);
    connection.prepare(sql::things::put_disposal)
        .run(disposal.id, format::name_of(disposal.action), format::name_of(disposal.state), disposal.as_of,
             disposal.proposed_by, disposal.proposed_at, disposal.approval, disposal.carried_out_by,
             disposal.carried_out_at, disposal.expires_on, disposal.how.method, disposal.how.witness,
             disposal.how.place, disposal.how.authority, disposal.how.recipient);
    Statement put = connection.prepare(sql::things::put_disposal_item);
    for (const auto& item : disposal.items)
        put.run(disposal.id, item.record, item.title, item.series, item.rule, item.schedule,
                item.schedule_version, item.due_on, format::name_of(item.outcome), item.why,
                format::name_of(item.review.verdict), item.excluded ? item.excluded->by : "");
}

void put(Connection& connection, const Delegation& delegation) {
    std::string routes;
    for (const auto& route : delegation.routes)
        routes += (routes.empty() ? "" : " ") + route;
    connection.prepare(sql::things::put_delegation)
        .run(delegation.id, delegation.by, delegation.to, delegation.from, delegation.until, routes,
             delegation.reason, delegation.ended_at);
}

void put(Connection& connection, const Approval& approval) {
    connection.prepare(sql::things::drop_approval).run(approval.id);
    std::optional<std::int64_t> step;
    if (const auto waiting = model::waiting_step(approval)) step = std::int64_t(*waiting) + 1;
    connection.prepare(sql::things::put_approval)
        .run(approval.id, approval.subject, approval.digest, approval.route.code, approval.author,
             approval.submitted_by, approval.submitted_at, format::name_of(approval.state), step,
             std::uint64_t(approval.route.steps.size()), approval.note);
    Statement put = connection.prepare(sql::things::put_decision);
    int number = 0;
    for (const auto& decision : approval.decisions)
        put.run(approval.id, ++number, std::uint64_t(decision.step) + 1, decision.by, decision.at,
                decision.approved(), format::name_of(decision.vote), decision.reason, decision.digest,
                decision.for_person);
}

std::string path_of_row(const Connection& connection, std::string (*path_of)(const std::string&),
                        const std::string& id) {
    try {
        return path_of(id);
    } catch (const Error&) {
        throw Error(Code::corrupt, connection.file() + ": names '" + id +
                                       "', which is no id; delete the file, it is rebuilt from the register");
    }
}

void renew_waiting(Connection& connection) {
    connection.prepare(sql::things::clear_waiting).run();
    const auto approvals = pending(connection);
    if (approvals.empty()) return;
    const model::Deciders deciders{all<Person>(connection, "people"),
                                   all<Delegation>(connection, "delegations"), utc_offset(connection)};
    Statement put = connection.prepare(sql::things::put_waiting);
    for (const auto& approval : approvals) {
        int number = 0;
        for (const auto& seat : model::seats_of(approval, deciders))
            put.run(approval.id, ++number, std::uint64_t(seat.step) + 1, seat.person, seat.for_person,
                    seat.from, seat.until);
    }
}

} // namespace almirah::index
