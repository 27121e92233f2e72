// Talking to an agent over a socket of the file system.
#pragma once

#include <cstddef>
#include <string>

namespace almirah::os {

/// Sends a message and gives the body of the answer, which has its length (four bytes, the highest first) in
/// front. Throws not_found (nobody listens there), permission, io (an answer over `longest`, or none in two
/// minutes: a person may have to press a key).
std::string ask_socket(const std::string& path, const std::string& message, std::size_t longest);

/// A variable of the environment; empty when it is not set.
std::string environment(const char* name);

} // namespace almirah::os
