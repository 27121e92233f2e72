// What an Index is made of.
#pragma once

#include "index/connection.hpp"
#include "index/index.hpp"

namespace almirah::index {

struct Index::State {
    explicit State(const std::string& file) : connection(file) {}
    explicit State(Connection::Unnamed unnamed) : connection(unnamed), bare(true) {}
    mutable Connection connection;
    bool bare = false; ///< Made to be compared with another.
};

/// Gives an empty file its tables and views; leaves one that has some alone.
void make(Connection& connection);

} // namespace almirah::index
