#include "store/refusals.hpp"

#include "base/digest.hpp"
#include "base/fold.hpp"
#include "os/file.hpp"
#include "os/files.hpp"
#include "vault/commit.hpp"

#include <algorithm>

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

std::optional<format::RefusedFile> read_log(const Engine& engine) {
    const std::string file = file_of(engine);
    if (!os::exists(file)) return std::nullopt;
    if (os::stamp(file).size_bytes > largest_file)
        throw Error(Code::corrupt, file + ": is longer than it can be; look into it and remove it");
    return format::decode<format::RefusedFile>(os::read_file(file), file);
}

std::string link(const std::string& before, const RefusedAttempt& attempt) {
    return base::sha256_hex(before + "\n" + format::encode(format::RefusedFile{{attempt}}));
}

/// Takes the oldest away, and keeps what the others hang on.
void drop_oldest(format::RefusedFile& log) {
    log.before = link(log.before, log.attempts.front());
    log.attempts.erase(log.attempts.begin());
    ++log.dropped;
}

/// The hash of each attempt from the last that was dropped on.
std::vector<std::string> links_of(const format::RefusedFile& log) {
    std::vector<std::string> links{log.before};
    for (const auto& attempt : log.attempts)
        links.push_back(link(links.back(), attempt));
    return links;
}

/// What the last entry says of the log.
format::Marks last_marks(Engine& engine) {
    const auto head = engine.repository().head();
    if (!head) return {};
    return format::marks_of(vault::parse_commit(engine.repository().read_commit(*head), *head).message);
}

void note(Engine& engine, const RefusedAttempt& attempt) {
    std::optional<format::RefusedFile> log;
    try {
        log = read_log(engine);
    } catch (const Error&) {
        // What cannot be read is begun anew: the next attempt shall be seen.
    }
    if (!log) { // It goes on from what history says, so that the gap shows.
        const auto marks = last_marks(engine);
        log = format::RefusedFile{{}, marks.refused, marks.refused_head, marks.refused_head};
    }
    if (log->last.empty()) log->last = links_of(*log).back(); // as before there were links
    log->last = link(log->last, attempt);
    log->attempts.push_back(attempt);
    while (log->attempts.size() > most_attempts)
        drop_oldest(*log);
    os::write_file(file_of(engine), format::encode(*log));
}

std::uint64_t count_of(const format::RefusedFile& log) {
    return log.dropped + log.attempts.size();
}

/// Whether the log has what an entry said of it, or comes after it.
bool bears_out(const format::RefusedFile& log, const format::Marks& marks) {
    if (marks.refused > count_of(log)) return false;
    if (marks.refused == count_of(log)) return marks.refused_head == log.last;
    return marks.refused < log.dropped || links_of(log)[marks.refused - log.dropped] == marks.refused_head;
}

} // namespace

void refuse(Engine& engine, const std::string& rule, const std::string& object, const std::string& message) {
    try {
        note(engine, {engine.now(), kept(engine.options().actor), kept(rule), kept(object), kept(message)});
    } catch (const std::exception&) {
        // The answer is the refusal, whatever the disk says.
    }
    throw Refused(rule, object, message);
}

std::vector<RefusedAttempt> refused_attempts(const Engine& engine) {
    auto log = read_log(engine);
    return log ? std::move(log->attempts) : std::vector<RefusedAttempt>{};
}

format::Marks marks_now(Engine& engine) {
    format::Marks marks = last_marks(engine);
    try {
        const auto log = read_log(engine);
        if (!log || !bears_out(*log, marks)) return marks; // what was said stays, until verify is asked
        marks.refused = count_of(*log);
        marks.refused_head = log->last.empty() ? links_of(*log).back() : log->last;
    } catch (const Error&) {
        // An entry does not wait for the log to be mended.
    }
    return marks;
}

void look_at_refusals(Engine& engine, std::vector<Finding>& findings) {
    const auto marks = last_marks(engine);
    const auto find = [&](const char* code, Severity severity, const std::string& message) {
        findings.push_back({code, severity, "almirah/refused.json", message});
    };
    std::optional<format::RefusedFile> log;
    try {
        log = read_log(engine);
    } catch (const Error& error) {
        return find("refusals-altered", Severity::error, std::string("cannot be read: ") + error.what());
    }
    if (!log) {
        if (marks.refused > 0)
            find("refusals-missing", Severity::note,
                 "is not there, and history says that " + std::to_string(marks.refused) +
                     " attempts had been refused: it was deleted, or this is a copy");
        return;
    }
    if (!bears_out(*log, marks) || (!log->last.empty() && links_of(*log).back() != log->last))
        return find("refusals-altered", Severity::error,
                    "is not what history says of it: attempts were taken out, or changed");
    const std::size_t there = log->attempts.size();
    if (there < std::min<std::uint64_t>(most_attempts, count_of(*log)))
        find("refusals-missing", Severity::note,
             "has " + std::to_string(there) + " of " + std::to_string(count_of(*log)) +
                 " attempts: it was deleted and begun anew, or this is a copy");
}

} // namespace almirah
