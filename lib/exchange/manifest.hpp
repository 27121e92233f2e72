// Manifests: one record a row.
#pragma once

#include "almirah/record.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace almirah::exchange {

struct ManifestRow {
    std::size_t line = 0;
    Filing filing; ///< `content[].path` as the manifest has it, relative to the folder of files. `record.key`
                   ///< is set: from the column `key`, else a digest of the row, so that filing it again is
                   ///< recognised.
};

struct Manifest {
    std::vector<ManifestRow> rows;
    std::vector<Problem> problems; ///< With line and column; a row with a problem is not in `rows`.
    bool readable = true;          ///< False where the file or its headings are wrong: no row was looked at.
};

/// Columns (any order; others are refused, naming the nearest): series, title, title_XX, file_no, created,
/// opened, closed, parties, subjects (several separated by ';'), language, medium, place, path (several by
/// ';'), key, appraisal, date:NAME, event:NAME, property:NAME. Pure; whether series, places and files exist
/// is checked by the store.
Manifest read_manifest(const std::string& file, std::string_view bytes, const TableForm& form = {});

} // namespace almirah::exchange
