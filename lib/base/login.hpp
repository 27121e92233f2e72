// Logins of new people: history shows them, so that no two may be taken for one another.
#pragma once

#include <string>
#include <string_view>

namespace almirah::base {

/// A login (name.hpp) in which each dot or hyphen stands alone and between letters or digits.
bool is_new_login(std::string_view text);

/// Alike for logins that a reader takes for one another: '.' as '-', '1' as 'l', '0' as 'o', joints at the
/// end or in a row as one or none.
std::string look_of(std::string_view login);

} // namespace almirah::base
