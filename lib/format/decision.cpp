#include "format/decision.hpp"

#include "format/lines.hpp"

#include <sstream>

namespace almirah::format {

namespace {

/// So that no reason can pass for another line.
const char* done(Vote vote) {
    switch (vote) {
    case Vote::approve:
        return "approved";
    case Vote::reject:
        return "rejected";
    case Vote::return_for_change:
        return "returned";
    case Vote::abstain:
        return "abstained";
    }
    return "";
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
        << "decision: " << done(decision.vote) << "\n"
        << "reason: " << one_line(decision.reason) << "\n"
        << "by: " << decision.by << "\n"
        << (decision.for_person.empty() ? "" : "for: " + decision.for_person + "\n")
        << "at: " << to_string(decision.at) << "\n";
    return out.str();
}

} // namespace almirah::format
