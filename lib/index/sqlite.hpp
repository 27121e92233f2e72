// What every handle of SQLite shares: how little it trusts the file, and what its errors mean.
#pragma once

#include <string>

struct sqlite3;

namespace almirah::index {

/// Nothing in the file is taken for code: no triggers, no extensions, no functions in the schema, no strings
/// in double quotes. Returns SQLite's result.
int distrust(sqlite3* handle);

/// Throws what `result` means: busy, no_space, permission, io, corrupt, …, with the file and what to do;
/// bad_alloc where there is no memory. `handle` may be null.
[[noreturn]] void throw_sqlite(sqlite3* handle, const std::string& file, int result);

} // namespace almirah::index
