// Which revision is in force on a date (R14, R15, R20).
#include "almirah/document.hpp"

#include "almirah/error.hpp"

#include <algorithm>

namespace almirah {

namespace {

const std::string& language_of(const Document& document, const Revision& revision) {
    return revision.language.empty() ? document.language : revision.language;
}

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

} // namespace almirah
