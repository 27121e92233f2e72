// Types of documents: what an office asks of each kind.
#pragma once

#include "store/turn.hpp"

namespace almirah {

/// The document's type; nothing where the office keeps no types.
std::optional<DocumentType> type_of(Engine& engine, const Document& document);

/// Throws invalid_argument: no title, a type that the office does not have, a field that it requires, a
/// number not of its pattern; not_found: a document that is to be superseded.
void require_fitting(Engine& engine, const Document& document);

/// By the type's pattern. Throws invalid_argument when it has none.
std::string next_number(Turn& turn, const Document& document);

/// As the document says, or else its type.
std::optional<Period> review_interval(const Document& document, const std::vector<DocumentType>& types);

/// For the index, to find what is to be reviewed.
index::ReviewsBy reviews_by(const std::vector<DocumentType>& types, Date until, Date today);

/// Documents::list.
std::vector<MasterLine> master_list(Engine& engine, const MasterQuery& query);

/// What is in force and to be reviewed by a day (R16), the earliest first.
std::vector<ReviewLine> reviews_until(Engine& engine, Date until);

} // namespace almirah
