// Runs other programs: the stock judges (git, sqlite3) of what the library wrote.
#pragma once

#include <array>
#include <cstdio>
#include <string>
#include <sys/wait.h>

namespace almirah::test {

struct Ran {
    int status = -1; ///< Exit status; 128 + signal when a signal ended it.
    std::string out; ///< What it said, on both streams.
};

inline std::string quoted(const std::string& text) {
    std::string safe = "'";
    for (const char c : text)
        safe += c == '\'' ? "'\\''" : std::string(1, c);
    return safe + "'";
}

/// By the shell.
inline Ran run(const std::string& command) {
    Ran ran;
    FILE* pipe = popen(("{ " + command + "\n} 2>&1").c_str(), "r");
    std::array<char, 4096> buffer;
    for (std::size_t got; pipe && (got = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        ran.out.append(buffer.data(), got);
    const int status = pipe ? pclose(pipe) : -1;
    ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ran;
}

/// Stock git in a repository, deaf to the configuration of the user and the machine.
inline Ran git(const std::string& repository, const std::string& arguments) {
    return run("GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 git -C " + quoted(repository) + " " +
               arguments);
}

inline bool installed(const std::string& program) {
    return run("command -v " + program).status == 0;
}

} // namespace almirah::test
