#include "cli/output/progress.hpp"

#include <csignal>
#include <ostream>

namespace almirah::cli {
namespace {

volatile std::sig_atomic_t stop_asked = 0;

void ask_to_stop(int) {
    stop_asked = 1;
    std::signal(SIGINT, SIG_DFL); // the second Ctrl-C is for those who cannot wait
}

constexpr std::size_t cells = 30;

} // namespace

Bar::Bar(const Session& session, std::string label) : session_(session), label_(std::move(label)) {
    stop_asked = 0;
    std::signal(SIGINT, ask_to_stop);
}

Bar::~Bar() {
    std::signal(SIGINT, SIG_DFL);
    if (shown_) session_.err() << "\r\x1b[K" << std::flush;
}

bool Bar::interrupted() {
    return stop_asked != 0;
}

Progress Bar::progress() {
    return [this](std::uint64_t done, std::uint64_t total) {
        if (session_.host().err_is_terminal && !session_.quiet && total > 0) draw(done, total);
        return !interrupted();
    };
}

void Bar::draw(std::uint64_t done, std::uint64_t total) {
    const auto part = static_cast<double>(done) / static_cast<double>(total);
    const auto thousandths = static_cast<std::uint64_t>(part * 1000);
    if (shown_ && thousandths == drawn_) return;
    shown_ = true;
    drawn_ = thousandths;
    const auto full = static_cast<std::size_t>(part * cells);
    session_.err() << '\r' << label_ << " [" << std::string(full, '#') << std::string(cells - full, '.')
                   << "] " << done << '/' << total << "\x1b[K" << std::flush;
}

} // namespace almirah::cli
