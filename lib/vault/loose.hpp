// Loose objects. None are ours; `git gc` makes them of what it finds unreachable.
#pragma once

#include "vault/object.hpp"

#include <functional>
#include <optional>
#include <string>

namespace almirah::vault {

/// The file of a loose object, whether it is there or not. `objects`: the folder.
std::string loose_path(const std::string& objects, const ObjectId& id);
/// Nothing when there is none. Throws corrupt when its bytes are not those of its name.
std::optional<Object> read_loose(const std::string& objects, const ObjectId& id);
/// Names of all loose objects, in order.
void each_loose(const std::string& objects, const std::function<void(const ObjectId&)>& each);

} // namespace almirah::vault
