// Which revision is in force on a date (R14, R15, R20), and what follows from it.
#include "model/document.hpp"

#include "almirah/error.hpp"
#include "base/name.hpp"

#include <algorithm>

namespace almirah {

using model::language_of;

namespace {

/// Approved, whether or not it was withdrawn later.
bool was_issued(const Revision& revision) {
    return revision.state == RevisionState::approved || revision.state == RevisionState::obsolete;
}

/// Whether it came into force on or before the date. One withdrawn before its date never did; one withdrawn
/// on that very day did, and what it superseded stays superseded.
bool came_into_force(const Revision& revision, Date on) {
    if (!was_issued(revision) || !revision.effective_on || *revision.effective_on > on) return false;
    return !revision.obsolete_on || *revision.obsolete_on >= *revision.effective_on;
}

bool is_superseded(const Document& document, const Revision& revision, Date on) {
    return std::any_of(document.revisions.begin(), document.revisions.end(), [&](const Revision& other) {
        return other.number > revision.number &&
               language_of(document, other) == language_of(document, revision) && came_into_force(other, on);
    });
}

bool is_withdrawn(const Revision& revision, Date on) {
    return revision.state == RevisionState::obsolete &&
           (!revision.obsolete_on || *revision.obsolete_on <= on);
}

RevisionState state_of(const Document& document, const Revision& revision, Date on) {
    if (!was_issued(revision)) return revision.state;
    if (is_withdrawn(revision, on)) return RevisionState::obsolete;
    if (!came_into_force(revision, on)) return RevisionState::approved;
    return is_superseded(document, revision, on) ? RevisionState::superseded : RevisionState::effective;
}

} // namespace

RevisionState state_on(const Document& document, int number, Date on) {
    for (const Revision& revision : document.revisions) {
        if (revision.number == number) return state_of(document, revision, on);
    }
    throw Error(Code::not_found,
                "document " + document.number + " has no revision " + std::to_string(number));
}

std::optional<int> effective_revision(const Document& document, const std::string& language, Date on) {
    const std::string& wanted = language.empty() ? document.language : language;
    for (const Revision& revision : document.revisions) {
        if (language_of(document, revision) == wanted &&
            state_of(document, revision, on) == RevisionState::effective)
            return revision.number;
    }
    return std::nullopt;
}

std::string issue_name(const Revision& revision) {
    const bool issued = was_issued(revision);
    return std::to_string(revision.number) +
           (issued || revision.minor == 0 ? "" : "." + std::to_string(revision.minor));
}

std::optional<Date> review_due(const Document& document, std::optional<Period> every, Date on) {
    const auto number = effective_revision(document, "", on);
    if (!every || every->empty() || !number) return std::nullopt;
    const Date since = *model::issue_of(document, *number)->effective_on;
    return add(std::max(since, model::confirmed_on(document, *number, on).value_or(since)), *every);
}

namespace model {

std::vector<std::string> languages_of(const Document& document) {
    std::vector<std::string> languages{document.language};
    for (const Revision& revision : document.revisions)
        if (std::find(languages.begin(), languages.end(), language_of(document, revision)) == languages.end())
            languages.push_back(language_of(document, revision));
    return languages;
}

const Revision* issue_of(const Document& document, int number) {
    for (const Revision& revision : document.revisions)
        if (revision.number == number) return &revision;
    return nullptr;
}

const Revision* last_issue(const Document& document, const std::string& language) {
    const Revision* last = nullptr;
    for (const Revision& revision : document.revisions)
        if (was_issued(revision) && language_of(document, revision) == language) last = &revision;
    return last;
}

int said_by(const Document& document, const Revision& edition) {
    int said = edition.edition_of;
    if (said == 0)
        for (const Revision& revision : document.revisions)
            if (revision.number < edition.number && language_of(document, revision) == document.language)
                said = revision.number;
    return said;
}

bool is_behind(const Document& document, const std::string& language, Date on) {
    const auto own = effective_revision(document, "", on);
    if (!own || language == document.language) return false;
    const auto edition = effective_revision(document, language, on);
    return !edition || said_by(document, *issue_of(document, *edition)) < *own;
}

std::optional<Retired> retired(const Document& document, const Revision& revision, Date on) {
    if (!was_issued(revision) || !revision.effective_on) return std::nullopt;
    std::optional<Retired> found;
    if (is_withdrawn(revision, on)) found = Retired{revision.obsolete_on.value_or(on), true};
    if (!came_into_force(revision, on)) return found;
    for (const Revision& other : document.revisions) {
        if (other.number <= revision.number || !came_into_force(other, on) ||
            language_of(document, other) != language_of(document, revision))
            continue;
        const Date since = std::max(*other.effective_on, *revision.effective_on);
        if (!found || since < found->on) found = Retired{since, false};
    }
    return found;
}

std::optional<Date> out_of_force_since(const Document& document, int number, Date on) {
    const Revision* revision = issue_of(document, number);
    const auto left = revision ? retired(document, *revision, on) : std::nullopt;
    return left ? std::optional(left->on) : std::nullopt;
}

std::optional<InForce> in_force(const Document& document, const Revision& revision) {
    if (!was_issued(revision) || !revision.effective_on || is_withdrawn(revision, *revision.effective_on))
        return std::nullopt;
    const auto left = retired(document, revision, last_day);
    if (left && left->on <= *revision.effective_on) return std::nullopt;
    return InForce{*revision.effective_on, left ? std::optional(left->on) : std::nullopt};
}

std::optional<Date> confirmed_on(const Document& document, int number, Date until) {
    std::optional<Date> last;
    for (const DocumentReview& review : document.reviews)
        if (review.revision == number && review.verdict == ReviewVerdict::confirm && review.on <= until)
            last = std::max(last, std::optional(review.on));
    return last;
}

std::string missing_field(const DocumentType& type, const Document& document) {
    for (const std::string& field : type.required) {
        const std::string rest = field.substr(std::min(field.size(), field.find(':') + 1));
        const auto property = document.properties.find(rest);
        const bool there = field == "owner"              ? !document.owner.empty()
                           : field.starts_with("title:") ? document.title.in.contains(rest)
                           : field.starts_with("property:")
                               ? property != document.properties.end() && !property->second.empty()
                               : true;
        if (!there) return field;
    }
    return type.external && (!document.external || document.external->publisher.empty()) ? "source" : "";
}

std::string fault_of_type(const DocumentType& type) {
    if (!base::is_login(type.code))
        return "'" + type.code + "' is no name of a type; expected small letters, digits, dots and hyphens";
    if (!type.numbering.empty()) {
        const std::string number = numbering(type.numbering, "A", 2000).number(1);
        if (!base::is_code(number))
            return "its numbers would be like '" + number + "'; expected capitals, digits, dots and hyphens";
    }
    for (const std::string& field : type.required)
        if (field != "owner" && !(field.starts_with("title:") && field.size() > 6) &&
            !(field.starts_with("property:") && field.size() > 9))
            return "'" + field + "' cannot be required; expected owner, title:TAG or property:NAME";
    if (type.review_every && type.review_every->empty()) return "its review interval is empty";
    return "";
}

} // namespace model

} // namespace almirah
