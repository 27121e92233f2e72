// What is another between two texts, as git tells it.
#pragma once

#include <string>
#include <string_view>

namespace almirah::vault {

/// A unified diff with three lines around each change; empty where one of the two is no text in UTF-8, or
/// both are the same. `name` stands in its head.
std::string text_difference(const std::string& name, std::string_view before, std::string_view after);

} // namespace almirah::vault
