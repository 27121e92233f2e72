#include "cli/session.hpp"

#include "cli/output/plain.hpp"

#include <filesystem>
#include <ostream>

namespace almirah::cli {

Session::Session(Streams& streams, const Host& host)
    : directory(host.store), actor(host.actor), signing(host.signing), streams_(streams), host_(host) {}

Store& Session::reading() {
    if (store_) return *store_;
    if (directory.empty())
        throw Error(Code::invalid_argument, "no store is named; give --store DIR or set ALMIRAH_STORE");
    store_.emplace(Store::open(directory, options(actor)));
    // Only who acts signs; who reads is not asked for a key.
    if (!signing.empty() && !actor.empty())
        store_->sign_with(
            signer_of(std::filesystem::is_directory(signing) ? signing + "/" + actor : signing));
    return *store_;
}

Store& Session::writing() {
    if (actor.empty())
        throw Error(
            Code::invalid_argument,
            "this changes the store, and nobody is named as acting; give --as PERSON or set ALMIRAH_AS");
    return reading();
}

StoreOptions Session::options(const std::string& login) const {
    StoreOptions options;
    options.actor = login;
    options.clock = host_.clock;
    options.lock_wait = std::chrono::seconds(wait_seconds);
    return options;
}

void Session::note(const std::string& line) const {
    if (!quiet) err() << plain(line) << '\n';
}

void Session::list(const std::vector<Problem>& problems) const {
    for (const Problem& problem : problems)
        err() << plain(to_string(problem)) << '\n';
}

Date Session::today() {
    const std::chrono::minutes offset{reading().office().office().policy.utc_offset_minutes};
    const Instant now = host_.clock
                            ? host_.clock()
                            : std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return date_of(now + offset);
}

} // namespace almirah::cli
