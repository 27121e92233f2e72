// Every signature is looked at: docs/threat-model.md, "What a check of signatures finds".
#include "store/trust.hpp"

#include <algorithm>

namespace almirah {

bool SignatureReport::clean() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::error; });
}

SignatureReport verify_signatures(Engine& engine, const Progress& progress, DecisionFaults* faults) {
    engine.repository().refresh();
    SignatureReport report;
    replay(engine, {.signatures = true, .progress = progress}, report, faults);
    return report;
}

SignatureReport Trust::verify_signatures(const Progress& progress) const {
    return almirah::verify_signatures(*engine_, progress);
}

} // namespace almirah
