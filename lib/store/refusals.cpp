#include "store/refusals.hpp"

#include "base/fold.hpp"
#include "os/file.hpp"
#include "os/files.hpp"

namespace almirah {

namespace {

constexpr std::size_t most_attempts = 500;
constexpr std::size_t longest_text = 500;
constexpr std::uint64_t largest_file = 4 << 20; // more than as many attempts need

std::string file_of(const Engine& engine) {
    return engine.directory() + "/almirah/refused.json";
}

/// As it may stand in JSON, and no longer than a line that somebody reads.
std::string kept(std::string text) {
    if (text.size() > longest_text) text.resize(longest_text);
    const bool clean = base::is_utf8(text) && text.find('\0') == std::string::npos;
    return clean ? text : os::quoted(text);
}

void note(const Engine& engine, const RefusedAttempt& attempt) {
    format::RefusedFile file;
    try {
        file.attempts = refused_attempts(engine);
    } catch (const Error&) {
        // What cannot be read is begun anew: the next attempt shall be seen.
    }
    file.attempts.push_back(attempt);
    if (file.attempts.size() > most_attempts)
        file.attempts.erase(file.attempts.begin(), file.attempts.end() - most_attempts);
    os::write_file(file_of(engine), format::encode(file));
}

} // namespace

void refuse(const Engine& engine, const std::string& rule, const std::string& object,
            const std::string& message) {
    try {
        note(engine, {engine.now(), kept(engine.options().actor), kept(rule), kept(object), kept(message)});
    } catch (const std::exception&) {
        // The answer is the refusal, whatever the disk says.
    }
    throw Refused(rule, object, message);
}

std::vector<RefusedAttempt> refused_attempts(const Engine& engine) {
    const std::string file = file_of(engine);
    if (!os::exists(file)) return {};
    if (os::stamp(file).size_bytes > largest_file)
        throw Error(Code::corrupt, file + ": is longer than it can be; look into it and remove it");
    return format::decode<format::RefusedFile>(os::read_file(file), file).attempts;
}

} // namespace almirah
