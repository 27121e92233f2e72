#include "format/decision.hpp"

#include <algorithm>
#include <sstream>

namespace almirah::format {

namespace {

/// So that no reason can pass for another line.
std::string one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

} // namespace

std::string decision_text(const std::string& store, const Approval& approval, const Decision& decision) {
    std::ostringstream out;
    out << "almirah decision 1\n"
        << "store: " << store << "\n"
        << "approval: " << approval.id << "\n"
        << "subject: " << one_line(approval.subject) << "\n"
        << "sha256: " << decision.digest << "\n"
        << "step: " << decision.step + 1 << "\n"
        << "decision: " << (decision.approved ? "approved" : "rejected") << "\n"
        << "reason: " << one_line(decision.reason) << "\n"
        << "by: " << decision.by << "\n"
        << "at: " << to_string(decision.at) << "\n";
    return out.str();
}

} // namespace almirah::format
