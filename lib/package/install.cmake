# What `cmake --install` lays down: the library, its headers, the CMake package and the pkg-config file.
include(CMakePackageConfigHelpers)

install(TARGETS almirah EXPORT almirahTargets
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/almirah)
install(EXPORT almirahTargets NAMESPACE almirah:: DESTINATION ${package_dir})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/almirahConfig.cmake.in
    ${PROJECT_BINARY_DIR}/almirahConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/almirahConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/almirahConfig.cmake ${PROJECT_BINARY_DIR}/almirahConfigVersion.cmake
    DESTINATION ${package_dir})

# With a static library a linker needs what the library stands on; with a shared one it does not.
set(pc_stands_on "-lboost_filesystem -lstdc++ -lm -lpthread")
if(BUILD_SHARED_LIBS)
    set(pc_libs "")
    set(pc_libs_private ${pc_stands_on})
    set(pc_requires Requires.private)
else()
    set(pc_libs ${pc_stands_on})
    set(pc_libs_private "")
    set(pc_requires Requires)
endif()
# From where the file lies, so that an installed tree may be moved (`cmake --install --prefix`).
file(RELATIVE_PATH pc_up /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" pc_up "${pc_up}")
configure_file(${CMAKE_CURRENT_LIST_DIR}/almirah.pc.in ${PROJECT_BINARY_DIR}/almirah.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/almirah.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
