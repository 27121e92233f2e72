# Turns lib/index/sql/*.sql into the header index/sql.hpp: each file a namespace, each "-- name: x" in it a
# constant x that holds the SQL up to the next. Run by the build; run with -P it does the writing.
if(NOT CMAKE_SCRIPT_MODE_FILE)
    set(index_sql ${CMAKE_CURRENT_BINARY_DIR}/sql)
    file(GLOB index_sql_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/index/sql/*.sql)
    add_custom_command(
        OUTPUT ${index_sql}/index/sql.hpp
        COMMAND ${CMAKE_COMMAND} -DOUTPUT=${index_sql}/index/sql.hpp -DFOLDER=${CMAKE_CURRENT_SOURCE_DIR}/index/sql
                -P ${CMAKE_CURRENT_LIST_FILE}
        DEPENDS ${index_sql_files} ${CMAKE_CURRENT_LIST_FILE}
        COMMENT "Writing index/sql.hpp" VERBATIM)
    add_custom_target(index_sql DEPENDS ${index_sql}/index/sql.hpp)
    add_dependencies(almirah_index index_sql)
    target_include_directories(almirah_index PRIVATE ${index_sql})
    return()
endif()

set(text "// Written by lib/index/sql.cmake from lib/index/sql/*.sql.\n#pragma once\n")
file(GLOB files ${FOLDER}/*.sql)
foreach(file ${files})
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} sql)
    string(FIND "${sql}" "-- name: " start)
    string(SUBSTRING "${sql}" ${start} -1 sql)
    string(REGEX REPLACE "-- name: ([a-z_]+)\n" ")sql\";\ninline constexpr char \\1[] = R\"sql(\n" sql "${sql}")
    # The first name closes a constant that was never opened.
    string(REGEX REPLACE "^\\)sql\";\n" "" sql "${sql}")
    string(APPEND text "\nnamespace almirah::index::sql::${name} {\n${sql})sql\";\n} // namespace almirah::index::sql::${name}\n")
endforeach()
file(WRITE ${OUTPUT} "${text}")
