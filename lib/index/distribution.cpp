#include "index/distribution.hpp"

#include "format/json.hpp"
#include "index/sql.hpp"

namespace almirah::index {

void put(Connection& connection, const DistributionList& list) {
    drop(connection, list);
    Statement put = connection.prepare(sql::distribution::put_point);
    for (const auto& point : list.points)
        put.run(list.document, format::name_of(point.kind), point.code, point.language, point.since);
}

void put(Connection& connection, const Copy& copy) {
    if (copy.steps.empty()) return drop(connection, copy);
    const CopyStep &first = copy.steps.front(), &last = copy.steps.back();
    connection.prepare(sql::distribution::put_copy)
        .run(copy.document, copy.number, copy.revision, format::name_of(copy.to.kind), copy.to.code,
             copy.to.language, format::name_of(last.state), last.at, last.by, last.note, first.at, first.by,
             copy.code);
}

void put(Connection& connection, const Acknowledgement& given) {
    connection.prepare(sql::distribution::put_acknowledgement)
        .run(given.document, given.revision, given.person, given.at, given.digest, given.noted_by, given.on,
             given.note);
}

void drop(Connection& connection, const DistributionList& list) {
    connection.prepare(sql::distribution::drop_points).run(list.document);
}

void drop(Connection& connection, const Copy& copy) {
    connection.prepare(sql::distribution::drop_copy).run(copy.document, copy.number);
}

void drop(Connection& connection, const Acknowledgement& given) {
    connection.prepare(sql::distribution::drop_acknowledgement)
        .run(given.document, given.revision, given.person);
}

} // namespace almirah::index
