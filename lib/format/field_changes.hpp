// Which fields of a thing differ between two states of it, whatever the thing is.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace almirah::format {

/// Called for each field, and each element of a list of objects, that differs. Paths as model::FieldChange
/// has them; a value that is not said is nothing. Valid during the call.
using EachField = std::function<void(std::string_view path, std::optional<std::string_view> before,
                                     std::optional<std::string_view> after)>;

/// Compares the JSON of a thing as it was (nothing: it was not there) with what it is. Lists of objects are
/// compared element by element, other lists as a whole. Throws corrupt, naming `path`, for what is no JSON
/// object.
void each_field_change(std::optional<std::string_view> before, std::string_view after,
                       const std::string& path, const EachField& each);

} // namespace almirah::format
