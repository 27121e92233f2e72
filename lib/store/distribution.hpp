// What copies and readers of documents need to know of one another.
#pragma once

#include "model/distribution.hpp"
#include "store/engine.hpp"

#include <vector>

namespace almirah {

/// Throws not_found unless the office has what the point names; boards are known by their code alone.
void check_point(Engine& engine, const PointOfUse& point);

/// Empty where nothing was said. Throws not_found (the document).
DistributionList distribution_of(Engine& engine, const std::string& document);

/// Lines of the copies of one document, or (empty) of all.
std::vector<CopyLine> copy_lines(Engine& engine, const std::string& document, Date on);

/// What is to be read and is not yet, by document and person.
std::vector<TrainingLine> outstanding_reading(Engine& engine, Date on);

} // namespace almirah
