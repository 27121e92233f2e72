// Whether an index says what one made anew says, row for row (P8).
#pragma once

#include "almirah/trust.hpp"
#include "index/connection.hpp"
#include "index/word_weights.hpp"

#include <vector>

namespace almirah::index {

/// Tables, views, their indexes and triggers that are not as this release makes them, as `index-differs`.
std::vector<Finding> compare_schema(Connection& index);

/// Rows of which one of the two has more, as findings `index-differs`. Words of content are left out.
std::vector<Finding> compare_rows(Connection& index, Connection& fresh);

/// Records and documents that are found by other words than those of their content. The bodies of `fresh` are
/// the blob ids of content instead of its words.
std::vector<Finding> compare_words(Connection& index, Connection& fresh, const WordWeights& weights,
                                   const WeightOf& weight_of);

} // namespace almirah::index
