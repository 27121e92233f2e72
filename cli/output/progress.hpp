// Long work at the terminal: a bar, and a clean stop at Ctrl-C.
#pragma once

#include "cli/session.hpp"

#include "almirah/progress.hpp"

#include <cstdint>
#include <string>

namespace almirah::cli {

/// While it lives, the first Ctrl-C asks the work to stop after what it has committed; the second ends the
/// process. The bar is drawn on stderr where that is a terminal, and not with --quiet.
class Bar {
public:
    Bar(const Session& session, std::string label);
    Bar(const Bar&) = delete;
    Bar& operator=(const Bar&) = delete;
    ~Bar();

    /// To be handed to the library.
    Progress progress();
    /// Whether the person asked to stop.
    static bool interrupted();

private:
    void draw(std::uint64_t done, std::uint64_t total);

    const Session& session_;
    std::string label_;
    bool shown_ = false;
    std::uint64_t drawn_ = 0; ///< Thousandths that the bar shows.
};

} // namespace almirah::cli
