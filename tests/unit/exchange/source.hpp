// Files of the project that tests read.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace almirah::test {

inline std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

/// `path` from the top of the project.
inline std::string read_source(const std::string& path) {
    return read_file(std::string(ALMIRAH_SOURCE_DIR) + "/" + path);
}

} // namespace almirah::test
