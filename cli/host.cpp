#include "cli/host.hpp"

#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace almirah::cli {
namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

int columns_of(int descriptor) {
    winsize size{};
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace

Host host_of_process() {
    Host host;
    host.store = environment("ALMIRAH_STORE");
    host.actor = environment("ALMIRAH_AS");
    host.signing = environment("ALMIRAH_SIGN_WITH");
    host.no_color = !environment("NO_COLOR").empty();
    host.out_is_terminal = isatty(STDOUT_FILENO) == 1;
    host.err_is_terminal = isatty(STDERR_FILENO) == 1;
    host.columns = columns_of(host.out_is_terminal ? STDOUT_FILENO : STDERR_FILENO);
    return host;
}

} // namespace almirah::cli
