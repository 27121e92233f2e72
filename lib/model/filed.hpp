// What a filing may say of a record, and who may say it. Pure.
#pragma once

#include "almirah/record.hpp"

#include <string>
#include <vector>

namespace almirah::model {

/// Who sets a field of a record when it is filed, by whichever way.
enum class FiledBy {
    store,      ///< Nobody: the store does, whatever the filing says.
    filer,      ///< Whoever may file.
    permission, ///< Whoever may set it later, too: filing is no way around a permission.
    nobody      ///< It comes about by another operation; a filing that says it is refused.
};

struct FiledField {
    const char* name; ///< As in the register (docs/format.md).
    FiledBy by;
    const char* what; ///< The permission; of `nobody`, how it comes about.
    bool (*is_given)(const Record& record);
    std::string (*value)(const Record& record); ///< For messages.
};

/// All fields of a record, each once.
const std::vector<FiledField>& filed_fields();

} // namespace almirah::model
