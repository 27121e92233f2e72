// Layouts of forms: a text with gaps. "{{name}}" is a field, "{{name:20}}" one of at least 20 columns,
// "{{#table}} … {{/table}}" stands once for each row and knows its fields and "serial", "{{^table}} …
// {{/table}}" stands where there is no row, "{{table:drawn}}" is the whole table as the medium draws it.
#pragma once

#include "almirah/form.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::exchange {

enum class Medium { text, html };

/// A form by its layout. In HTML every value is escaped. Throws invalid_argument: the layout is wrong, and
/// where.
std::string laid_out(std::string_view layout, const FilledForm& form, Medium medium);

/// The layout with "{{>NAME}}" replaced by what `read` gives for NAME, but for its last line end; the parts
/// have no parts of their own. Throws what `read` throws.
std::string with_parts(std::string_view layout, const std::function<std::string(const std::string&)>& read);

/// Each name that a layout uses and the form does not have, and each gap that is not closed; "line 3: …".
std::vector<std::string> faults_of_layout(std::string_view layout, const FilledForm& form);

/// The table with its heads as CSV (RFC 4180), lines ended by CR LF.
std::string table_csv(const FilledForm::Table& table);

/// Everything that a filled form has, as JSON of one line.
std::string form_json(const FilledForm& form);

} // namespace almirah::exchange
