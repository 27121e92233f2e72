// What an Index is made of.
#pragma once

#include "index/connection.hpp"
#include "index/index.hpp"

namespace almirah::index {

struct Index::State {
    explicit State(const std::string& file) : connection(file) {}
    mutable Connection connection;
};

} // namespace almirah::index
