// Where documents are used, and who has read them.
#include "store/distribution.hpp"

#include "model/document.hpp"
#include "store/turn.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace almirah {

namespace {

std::string counted_points(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " point of use" : " points of use");
}

auto find_point(std::vector<PointOfUse>& points, const PointOfUse& point) {
    return std::find_if(points.begin(), points.end(),
                        [&](const PointOfUse& other) { return other.same_place(point); });
}

DistributionList changed(Engine& engine, DistributionList list, const DistributionChange& change,
                         Date today) {
    for (const auto& point : change.remove) {
        const auto found = find_point(list.points, point);
        if (found == list.points.end())
            throw Error(Code::not_found, to_string(point) + " is not on the distribution list of " +
                                             list.document + "; show the list");
        list.points.erase(found);
    }
    for (PointOfUse point : change.add) {
        check_point(engine, point);
        const auto found = find_point(list.points, point);
        point.since = found == list.points.end() ? today : found->since;
        if (found == list.points.end())
            list.points.push_back(point);
        else
            *found = point;
    }
    std::sort(list.points.begin(), list.points.end(), [](const PointOfUse& a, const PointOfUse& b) {
        return std::tie(a.kind, a.code) < std::tie(b.kind, b.code);
    });
    if (change.read_within) list.read_within = *change.read_within;
    return list;
}

/// The revision that is acknowledged: named, or the one that the person is to read, or the one in force.
const Revision& revision_to_read(Engine& engine, const Document& document, int number,
                                 const std::string& login, Date on) {
    if (number == 0) {
        number = effective_revision(document, "", on).value_or(0);
        for (const auto& reader :
             model::readers_of(distribution_of(engine, document.number), document,
                               engine.all<Person>("people"), engine.all<Desk>("desks"), on))
            if (reader.person == login) number = reader.revision;
    }
    if (number == 0)
        throw Error(Code::not_found, document.number + " has no revision in force; name a revision");
    const Revision* revision = model::issue_of(document, number);
    if (!revision)
        throw Error(Code::not_found, document.number + " has no revision " + std::to_string(number));
    const RevisionState state = state_on(document, number, on);
    const std::string name = document.number + "/" + std::to_string(number);
    if (state != RevisionState::effective && state != RevisionState::approved)
        throw Refused("not-in-force", name,
                      name + " is " + format::name_of(state) + "; only what is approved can be acknowledged");
    return *revision;
}

Acknowledgement acknowledgement(const Turn& turn, const Document& document, const Revision& revision,
                                const std::string& person) {
    Acknowledgement given;
    given.document = document.number;
    given.revision = revision.number;
    given.person = person;
    given.at = turn.now();
    given.digest = revision.digest;
    given.noted_by = turn.actor().login;
    return given;
}

std::string path_of(const Acknowledgement& given) {
    return format::acknowledgement_path(given.document, given.revision, given.person);
}

void put(Draft& draft, const Acknowledgement& given) {
    draft.put(path_of(given), given);
    draft.subject("person", given.person);
}

/// Everybody once; each must be a person of the office who is active.
std::vector<std::string> checked_people(Engine& engine, std::vector<std::string> people) {
    std::sort(people.begin(), people.end());
    people.erase(std::unique(people.begin(), people.end()), people.end());
    for (const auto& login : people) {
        const auto person =
            base::is_login(login) ? engine.find<Person>(format::person_path(login)) : std::nullopt;
        if (!person) throw Error(Code::not_found, "no person " + login + "; list the people there are");
        if (!person->active)
            throw Refused("active", login, login + " is no longer active; leave that name out");
    }
    return people;
}

TrainingLine line_about(const std::vector<Person>& people, const Document& document, const std::string& login,
                        int revision) {
    TrainingLine line;
    line.person = login;
    for (const auto& person : people)
        if (person.login == login) line.name = person.name;
    line.document = document.number;
    line.title = document.title.text;
    line.revision = revision;
    return line;
}

/// A line for each acknowledgement of documents that are there.
std::vector<TrainingLine> given_lines(Engine& engine, const TrainingQuery& query, Date on) {
    const auto people = engine.all<Person>("people");
    const auto given = engine.all<Acknowledgement>(
        query.document.empty() ? "acknowledgements" : "acknowledgements/" + query.document);
    std::vector<TrainingLine> lines;
    std::optional<Document> document;
    for (const auto& one : given) {
        if (!query.person.empty() && one.person != query.person) continue;
        if (!document || document->number != one.document) document = engine.document(one.document);
        TrainingLine line = line_about(people, *document, one.person, one.revision);
        line.revision_state = state_on(*document, one.revision, on);
        line.given = one;
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace

void check_point(Engine& engine, const PointOfUse& point) {
    const auto written = parse_point(to_string(point));
    if (!written || !written->same_place(point))
        throw Error(Code::invalid_argument, "'" + to_string(point) +
                                                "' is no point of use; expected desk:CODE, place:CODE, "
                                                "person:LOGIN, board:CODE or role:NAME");
    const std::string what = format::name_of(point.kind) + (" " + point.code);
    if (point.kind == PointKind::desk)
        (void)engine.require<Desk>(format::desk_path(point.code), what, "add it first");
    if (point.kind == PointKind::place)
        (void)engine.require<Place>(format::place_path(point.code), what, "add it first");
    if (point.kind == PointKind::person)
        (void)engine.require<Person>(format::person_path(point.code), what, "add the person first");
    if (point.kind == PointKind::role)
        (void)engine.require<Role>(format::role_path(point.code), what, "list the roles there are");
}

DistributionList distribution_of(Engine& engine, const std::string& document) {
    (void)engine.document(document);
    const auto list = engine.find<DistributionList>(format::distribution_path(document));
    return list.value_or(DistributionList{document, {}});
}

std::vector<TrainingLine> outstanding_reading(Engine& engine, Date on) {
    const auto people = engine.all<Person>("people");
    const auto desks = engine.all<Desk>("desks");
    std::map<std::string, std::vector<Acknowledgement>> given;
    for (auto& one : engine.all<Acknowledgement>("acknowledgements"))
        given[one.document].push_back(std::move(one));
    std::vector<TrainingLine> lines;
    for (const auto& list : engine.all<DistributionList>("distribution")) {
        const Document document = engine.document(list.document);
        for (const auto& reader : model::readers_of(list, document, people, desks, on)) {
            if (model::has_read(given[list.document], reader.person, document, on)) continue;
            TrainingLine line = line_about(people, document, reader.person, reader.revision);
            line.revision_state = RevisionState::effective;
            line.due_on = reader.due_on;
            line.overdue = reader.due_on < on;
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

DistributionList Distribution::list(const std::string& document) const {
    return distribution_of(*engine_, document);
}

std::vector<DistributionList> Distribution::lists() const {
    return engine_->all<DistributionList>("distribution");
}

void Distribution::change(const DistributionChange& change) {
    Turn turn(*engine_, "document.distribute", change.document);
    const DistributionList before = distribution_of(*engine_, change.document);
    const DistributionList list = changed(*engine_, before, change, turn.today());
    if (list == before)
        throw Error(Code::conflict, "the distribution list of " + change.document +
                                        " is so already; say what to add or remove");
    Draft draft = turn.begin("document.distribute");
    draft.put(format::distribution_path(list.document), list);
    draft.subject("document", list.document);
    draft.say("Distribute " + list.document + " to " + counted_points(list.points.size()), change.reason);
    turn.commit(std::move(draft));
}

Acknowledgement Distribution::acknowledge(const std::string& number, int revision, const std::string& note) {
    Turn turn(*engine_, any_person, number);
    const Document document = engine_->document(number);
    const std::string& login = turn.actor().login;
    const Revision& read = revision_to_read(*engine_, document, revision, login, turn.today());
    Acknowledgement given = acknowledgement(turn, document, read, login);
    given.note = note;
    const std::string name = number + "/" + std::to_string(read.number);
    if (engine_->find<Acknowledgement>(path_of(given)))
        throw Error(Code::conflict,
                    login + " has acknowledged " + name + " already; there is nothing more to do");
    Draft draft = turn.begin("document.acknowledge");
    put(draft, given);
    draft.subject("document", number);
    draft.say(login + " has read and understood " + name, note);
    turn.commit(std::move(draft));
    return given;
}

std::size_t Distribution::note_training(const Training& training) {
    if (training.people.empty())
        throw Error(Code::invalid_argument, "the training names nobody; give who was taught");
    Turn turn(*engine_, "document.distribute", training.document);
    if (training.on > turn.today())
        throw Error(Code::invalid_argument,
                    to_string(training.on) + " is still to come; note a training on its day or later");
    const Document document = engine_->document(training.document);
    const Revision& taught = revision_to_read(*engine_, document, training.revision, "", turn.today());
    Draft draft = turn.begin("document.train");
    std::size_t noted = 0;
    for (const auto& login : checked_people(*engine_, training.people)) {
        Acknowledgement given = acknowledgement(turn, document, taught, login);
        given.on = training.on;
        given.note = training.note;
        if (engine_->find<Acknowledgement>(path_of(given))) continue;
        put(draft, given);
        ++noted;
    }
    if (noted == 0) return 0;
    draft.subject("document", document.number);
    draft.say("Taught " + document.number + "/" + std::to_string(taught.number) + " on " +
                  to_string(training.on) + " to " + std::to_string(noted) +
                  (noted == 1 ? " person" : " people"),
              training.note);
    turn.commit(std::move(draft));
    return noted;
}

std::vector<TrainingLine> Distribution::training(const TrainingQuery& query) const {
    if (!query.document.empty()) (void)engine_->document(query.document);
    const Date on = query.on.value_or(engine_->today());
    std::vector<TrainingLine> lines;
    if (!query.outstanding) lines = given_lines(*engine_, query, on);
    for (auto& line : outstanding_reading(*engine_, on))
        if ((query.person.empty() || line.person == query.person) &&
            (query.document.empty() || line.document == query.document))
            lines.push_back(std::move(line));
    std::stable_sort(lines.begin(), lines.end(), [](const TrainingLine& a, const TrainingLine& b) {
        return std::tie(a.person, a.document, a.revision) < std::tie(b.person, b.document, b.revision);
    });
    return lines;
}

} // namespace almirah
