// The rows of distribution: points of use, copies, acknowledgements.
#pragma once

#include "almirah/distribution.hpp"
#include "index/connection.hpp"

namespace almirah::index {

void put(Connection& connection, const DistributionList& list);
void put(Connection& connection, const Copy& copy);
void put(Connection& connection, const Acknowledgement& given);

void drop(Connection& connection, const DistributionList& list);
void drop(Connection& connection, const Copy& copy);
void drop(Connection& connection, const Acknowledgement& given);

} // namespace almirah::index
