// Checkpoints as text: a few labelled lines that can be printed, mailed and typed in again.
#include "almirah/error.hpp"
#include "almirah/trust.hpp"

#include <charconv>
#include <map>
#include <sstream>

namespace almirah {

namespace {

constexpr const char* title = "almirah checkpoint 1";

[[noreturn]] void bad(const std::string& what) {
    throw Error(Code::invalid_argument,
                "the checkpoint " + what + "; expected the text that 'almirah checkpoint' wrote");
}

std::uint64_t number(const std::map<std::string, std::string>& lines, const std::string& label) {
    const auto found = lines.find(label);
    if (found == lines.end()) bad("has no line '" + label + ":'");
    std::uint64_t value = 0;
    const char* end = found->second.data() + found->second.size();
    const auto [stop, error] = std::from_chars(found->second.data(), end, value);
    if (error != std::errc() || stop != end) bad("has no number in the line '" + label + ":'");
    return value;
}

std::string text(const std::map<std::string, std::string>& lines, const std::string& label) {
    const auto found = lines.find(label);
    if (found == lines.end()) bad("has no line '" + label + ":'");
    return found->second;
}

} // namespace

std::string to_string(const Checkpoint& checkpoint) {
    std::ostringstream out;
    out << title << "\n"
        << "office: " << checkpoint.office << "\n"
        << "store: " << checkpoint.store << "\n"
        << "head: " << checkpoint.head << "\n"
        << "entries: " << checkpoint.entries << "\n"
        << "records: " << checkpoint.records << "\n"
        << "at: " << to_string(checkpoint.at) << "\n";
    return out.str();
}

Checkpoint parse_checkpoint(const std::string& source) {
    std::istringstream in(source);
    std::string line;
    std::getline(in, line);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
        line.pop_back();
    if (line != title) bad("does not begin with '" + std::string(title) + "'");
    std::map<std::string, std::string> lines;
    while (std::getline(in, line)) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
            line.pop_back();
        const std::size_t colon = line.find(": ");
        if (colon == std::string::npos) continue;
        const std::string label = line.substr(0, colon);
        if (!lines.emplace(label, line.substr(colon + 2)).second) bad("has the line '" + label + ":' twice");
    }
    Checkpoint checkpoint;
    checkpoint.office = text(lines, "office");
    checkpoint.store = text(lines, "store");
    checkpoint.head = text(lines, "head");
    checkpoint.entries = number(lines, "entries");
    checkpoint.records = number(lines, "records");
    const auto at = parse_instant(text(lines, "at"));
    if (!at) bad("has no instant in the line 'at:'");
    checkpoint.at = *at;
    return checkpoint;
}

} // namespace almirah
