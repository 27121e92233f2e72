#include "index/sqlite.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"

#include <cerrno>
#include <new>
#include <sqlite3.h>
#include <utility>

namespace almirah::index {

namespace {

Code code_of(int result) {
    switch (result) {
    case SQLITE_IOERR_SHORT_READ:
    case SQLITE_IOERR_DATA:
    case SQLITE_IOERR_CORRUPTFS:
        return Code::corrupt;
    default:
        break;
    }
    switch (result & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return Code::busy;
    case SQLITE_FULL:
        return Code::no_space;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOLFS:
        return Code::io;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
        return Code::permission;
    case SQLITE_INTERRUPT:
    case SQLITE_ABORT:
        return Code::cancelled;
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_INTERNAL:
        return Code::internal;
    // All SQL is the library's own, tested against its own schema. What is left, an unknown table or a broken
    // constraint among them, says that the file is not what the library has written.
    default:
        return Code::corrupt;
    }
}

const char* remedy_of(Code code) {
    switch (code) {
    case Code::corrupt:
        return "; delete the file, it is rebuilt from the register";
    case Code::busy:
        return "; another program is using it, wait and repeat";
    case Code::no_space:
        return "; make room on the disk and repeat";
    case Code::permission:
        return "; check owner and mode of the file and its folder";
    default:
        return "";
    }
}

} // namespace

int distrust(sqlite3* handle) {
    const std::pair<int, int> settings[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
    };
    for (const auto& [setting, value] : settings)
        if (const int result = sqlite3_db_config(handle, setting, value, nullptr)) return result;
    return SQLITE_OK;
}

void throw_sqlite(sqlite3* handle, const std::string& file, int result) {
    if ((result & 0xff) == SQLITE_NOMEM) throw std::bad_alloc();
    const int error = handle ? sqlite3_system_errno(handle) : 0;
    // SQLite opens with O_CREAT first and read-only second: ENOENT is of the second try and hides the reason.
    if ((result & 0xff) == SQLITE_CANTOPEN && error != 0 && error != ENOENT)
        os::throw_errno(error, "opening", file);
    const bool full = (result & 0xff) == SQLITE_IOERR && (error == ENOSPC || error == EDQUOT);
    const Code code = full ? Code::no_space : code_of(result);
    const bool told = handle && sqlite3_extended_errcode(handle) == result;
    throw Error(code,
                file + ": " + (told ? sqlite3_errmsg(handle) : sqlite3_errstr(result)) + remedy_of(code));
}

} // namespace almirah::index
