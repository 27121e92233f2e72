// Evidence on the use of documents: where they are, who has read them, which paper is no longer in force.
#include "model/document.hpp"
#include "store/distribution.hpp"
#include "store/evidence.hpp"

#include <algorithm>
#include <map>

namespace almirah {

namespace {

/// Documents come one after the other; the last one is kept.
class LastDocument {
public:
    explicit LastDocument(Engine& engine) : engine_(engine) {}
    const Document& of(const std::string& number) {
        if (!document_ || document_->number != number) document_ = engine_.document(number);
        return *document_;
    }

private:
    Engine& engine_;
    std::optional<Document> document_;
};

std::map<std::string, std::string> names_of_people(Engine& engine) {
    std::map<std::string, std::string> names;
    for (const auto& person : engine.all<Person>("people"))
        names[person.login] = person.name;
    return names;
}

/// The copy as it was at the end of the period; without a step it was not there.
Copy at_end(const Evidence& evidence, Copy copy) {
    std::erase_if(copy.steps, [&](const CopyStep& step) { return !evidence.by_end(step.at); });
    return copy;
}

} // namespace

void gather_distribution(Evidence& evidence) {
    for (const auto& list : evidence.engine.all<DistributionList>("distribution")) {
        const Document document = evidence.engine.document(list.document);
        for (const auto& point : list.points)
            if (!point.since || *point.since <= evidence.plan.until)
                evidence.add({list.document, cell(evidence, document.title), format::name_of(point.kind),
                              point.code, point.language, cell(point.since), to_string(list.read_within)});
    }
}

void gather_outdated_copies(Evidence& evidence) {
    LastDocument last(evidence.engine);
    evidence.engine.each<Copy>("copies", [&](const Copy& now) {
        const Copy copy = at_end(evidence, now);
        if (copy.steps.empty() || !copy.out()) return;
        const Document& document = last.of(copy.document);
        const auto since = model::out_of_force_since(document, copy.revision, evidence.plan.until);
        if (!since) return;
        evidence.add({copy.document, cell(evidence, document.title), std::to_string(copy.number),
                      std::to_string(copy.revision), to_string(*since), format::name_of(copy.to.kind),
                      copy.to.code, copy.to.language, format::name_of(copy.state()),
                      to_string(copy.steps.front().at)});
    });
}

void gather_acknowledgements(Evidence& evidence) {
    auto names = names_of_people(evidence.engine);
    evidence.engine.each<Acknowledgement>("acknowledgements", [&](const Acknowledgement& given) {
        if (!evidence.within(given.on.value_or(evidence.day_of(given.at)))) return;
        evidence.add({given.document, std::to_string(given.revision), given.person, names[given.person],
                      to_string(given.at), cell(given.on), given.noted_by, given.digest, given.note});
    });
}

void gather_outstanding_reading(Evidence& evidence) {
    for (const auto& line : outstanding_reading(evidence.engine, evidence.plan.until))
        evidence.add({line.person, line.name, line.document, line.title, std::to_string(line.revision),
                      cell(line.due_on), cell(line.overdue)});
}

} // namespace almirah
