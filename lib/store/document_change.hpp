// One change of one document as one entry.
#pragma once

#include "model/document.hpp"
#include "store/record_change.hpp"

namespace almirah {

/// "QP-07/3"
std::string name_of(const Document& document, const Revision& revision);

/// Puts the document into the draft and commits.
void write(Turn& turn, Draft draft, const Document& document, const std::string& summary,
           const std::string& reason);

/// Throws not_found.
ChangeRequest& require_request(Document& document, int number);

/// Content of the register's description, as it is put under another path.
vault::StoredContent stored_as(Engine& engine, const ContentFile& file);

/// Makes a person the author of the revision; who was it before stays among those who wrote part of it.
void write_as(Revision& revision, const std::string& login);

/// Makes a person one of those who wrote part of the revision.
void credit(Revision& revision, const std::string& login);

/// Everybody who wrote any part of the revision.
std::set<std::string> authors_of(const Revision& revision);

inline void make_obsolete(Revision& revision, Date on) {
    revision.state = RevisionState::obsolete;
    revision.obsolete_on = on;
}

} // namespace almirah
