# Turns lib/exchange/checklists/*.json into the header exchange/shipped_checklists.hpp: each file one text. Run by the
# build; run with -P it does the writing.
if(NOT CMAKE_SCRIPT_MODE_FILE)
    set(shipped ${CMAKE_CURRENT_BINARY_DIR}/checklists)
    file(GLOB checklist_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/exchange/checklists/*.json)
    add_custom_command(
        OUTPUT ${shipped}/exchange/shipped_checklists.hpp
        COMMAND ${CMAKE_COMMAND} -DOUTPUT=${shipped}/exchange/shipped_checklists.hpp
                -DFOLDER=${CMAKE_CURRENT_SOURCE_DIR}/exchange/checklists -P ${CMAKE_CURRENT_LIST_FILE}
        DEPENDS ${checklist_files} ${CMAKE_CURRENT_LIST_FILE}
        COMMENT "Writing exchange/shipped_checklists.hpp" VERBATIM)
    add_custom_target(shipped_checklists DEPENDS ${shipped}/exchange/shipped_checklists.hpp)
    add_dependencies(almirah_exchange shipped_checklists)
    target_include_directories(almirah_exchange PRIVATE ${shipped})
    return()
endif()

set(text "// Written by lib/exchange/checklists.cmake from lib/exchange/checklists/*.json.\n#pragma once\n\n")
string(APPEND text "namespace almirah::exchange {\n\ninline constexpr const char* shipped_checklist_texts[] = {\n")
file(GLOB files ${FOLDER}/*.json)
foreach(file ${files})
    file(READ ${file} json)
    string(APPEND text "R\"json(${json})json\",\n")
endforeach()
file(WRITE ${OUTPUT} "${text}};\n\n} // namespace almirah::exchange\n")
