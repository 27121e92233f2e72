#include "store/document_types.hpp"

#include "base/name.hpp"
#include "format/paths.hpp"
#include "model/document.hpp"

#include <algorithm>

namespace almirah {

namespace {

constexpr const char* kind = "document-types";

int year_of(Date date) {
    return static_cast<int>(date.year());
}

const DocumentType* find_type(const std::vector<DocumentType>& types, const std::string& code) {
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const auto& type) { return type.code == code; });
    return found == types.end() ? nullptr : &*found;
}

[[noreturn]] void unknown_type(const std::vector<DocumentType>& types, const std::string& code) {
    std::string known;
    for (const auto& type : types)
        known += (known.empty() ? "" : ", ") + type.code;
    throw Error(Code::invalid_argument, "'" + code + "' is no type of document here; there are " + known);
}

/// How a missing field is given.
std::string remedy_for(const std::string& field) {
    if (field == "source") return "it is of external origin; say who publishes it";
    return "the type requires " + field + "; give it";
}

void require_known(Engine& engine, const ExternalSource& source) {
    if (source.publisher.empty())
        throw Error(Code::invalid_argument, "the source of a document from outside needs a name; say who "
                                            "publishes it");
    const std::string& watcher = source.watched_by;
    if (watcher.empty() || (base::is_login(watcher) && engine.find<Person>(format::person_path(watcher))) ||
        (base::is_code(watcher) && engine.find<Desk>(format::desk_path(watcher))))
        return;
    throw Error(Code::not_found, "'" + watcher +
                                     "' is no person and no desk here; say who looks for newer "
                                     "editions");
}

} // namespace

std::optional<DocumentType> type_of(Engine& engine, const Document& document) {
    const auto types = engine.all<DocumentType>(kind);
    if (types.empty()) return std::nullopt;
    const DocumentType* type = find_type(types, document.type);
    if (!type) unknown_type(types, document.type);
    return *type;
}

void require_fitting(Engine& engine, const Document& document) {
    if (document.title.text.empty())
        throw Error(Code::invalid_argument, "the document " + document.number + " has no title; give one");
    for (const auto& number : document.supersedes) {
        if (number == document.number)
            throw Error(Code::invalid_argument, number + " cannot supersede itself; revise it instead");
        (void)engine.document(number);
    }
    if (document.external) require_known(engine, *document.external);
    const auto type = type_of(engine, document);
    if (!type) return;
    if (const auto field = model::missing_field(*type, document); !field.empty())
        throw Error(Code::invalid_argument,
                    "a document of the type " + type->code + ": " + remedy_for(field));
}

std::string next_number(Turn& turn, const Document& document) {
    const auto type = type_of(turn.engine(), document);
    if (!type || type->numbering.empty())
        throw Error(Code::invalid_argument,
                    "the document has no number, and its type no pattern to make one; give a number");
    const auto pattern = model::numbering(type->numbering, document.owner, year_of(turn.today()));
    unsigned last = 0;
    for (const auto& number :
         turn.engine().ask([](const index::Index& index) { return index.document_numbers({}); }))
        last = std::max(last, pattern.serial(number).value_or(0));
    // An index that somebody edited must not have a number given twice.
    while (turn.engine().find<Document>(format::document_path(pattern.number(last + 1))))
        ++last;
    return pattern.number(last + 1);
}

std::optional<Period> review_interval(const Document& document, const std::vector<DocumentType>& types) {
    if (document.review_every) return document.review_every;
    const DocumentType* type = find_type(types, document.type);
    return type ? type->review_every : std::nullopt;
}

index::ReviewsBy reviews_by(const std::vector<DocumentType>& types, Date until, Date today) {
    index::ReviewsBy by{until, today, {}};
    for (const DocumentType& type : types)
        if (type.review_every) by.intervals.push_back(*type.review_every);
    return by;
}

std::vector<DocumentType> Documents::types() const {
    return engine_->all<DocumentType>(kind);
}

void Documents::set_type(const DocumentType& type, const std::string& reason) {
    Turn turn(*engine_, "office.manage", type.code);
    if (const auto fault = model::fault_of_type(type); !fault.empty())
        throw Error(Code::invalid_argument, "the type of document '" + type.code + "' is unusable: " + fault);
    if (!type.series.empty()) (void)engine_->series(type.series);
    if (!type.route.empty())
        (void)engine_->require<Route>(format::route_path(type.route), "route " + type.route, "set it first");
    const auto path = format::document_type_path(type.code);
    if (engine_->find<DocumentType>(path) == type) return;
    Draft draft = turn.begin("document.set-type");
    draft.put(path, type);
    draft.subject("document-type", type.code);
    draft.say("Set the type of document " + type.code, reason);
    turn.commit(std::move(draft));
}

} // namespace almirah
