// Whether a form can be filled, known before it is kept.
#pragma once

#include "store/engine.hpp"

namespace almirah {

/// The fields and tables that layouts and questions of the form may name, all empty.
FilledForm fields_known_to(const Form& form);

/// Throws invalid_argument: what is wrong with the form, its questions asked of this store's index.
void check_form(Engine& engine, const Form& form);

} // namespace almirah
