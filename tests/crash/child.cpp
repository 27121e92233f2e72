#include "crash/child.hpp"

#include "almirah/error.hpp"
#include "crash/faults.hpp"

#include <array>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace almirah::crash {

void say(int out, const std::string& text) {
    for (std::size_t done = 0; done < text.size();) {
        const auto count = ::write(out, text.data() + done, text.size() - done);
        if (count <= 0) return;
        done += std::size_t(count);
    }
}

/// Where no memory is found while another error is on its way, or in a destructor, C++ can only end the
/// process.
[[noreturn]] void end_for_memory() {
    try {
        if (const auto error = std::current_exception()) std::rethrow_exception(error);
    } catch (const std::bad_alloc&) {
        ::_exit(ended_for_memory);
    } catch (...) {
    }
    std::abort();
}

int status_of(const std::function<void()>& act, int out) {
    try {
        act();
        disarm();
        return 0;
    } catch (const Error& error) {
        disarm();
        say(out, std::string(name_of(error.code())) + ": " + error.what());
        return error.code() == Code::in_doubt ? 2 : 1;
    } catch (const std::bad_alloc&) {
        disarm();
        say(out, "no memory");
        return 3;
    } catch (const std::exception& error) {
        disarm();
        say(out, error.what());
        return 4;
    }
}

bool Ended::hung() const {
    return signal == SIGALRM || signal == SIGXCPU;
}

Ended in_child(const std::function<int(int)>& body) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) throw std::bad_alloc();
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(pipe[0]);
        // Of its own time a little; of the clock's much, since the machine may have other work.
        const ::rlimit limit{60, 60};
        ::setrlimit(RLIMIT_CPU, &limit);
        ::alarm(900);
        std::set_terminate(end_for_memory);
        ::_exit(body(pipe[1]));
    }
    ::close(pipe[1]);
    Ended ended;
    std::array<char, 4096> buffer;
    for (ssize_t got; (got = ::read(pipe[0], buffer.data(), buffer.size())) > 0;)
        ended.out.append(buffer.data(), std::size_t(got));
    ::close(pipe[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ended.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ended;
}

} // namespace almirah::crash
