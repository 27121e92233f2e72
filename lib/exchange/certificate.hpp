// Destruction certificates, for programs and for paper (R38, R59, R86).
#pragma once

#include "almirah/approval.hpp"
#include "almirah/disposal.hpp"
#include "almirah/office.hpp"

#include <string>
#include <vector>

namespace almirah::exchange {

/// Everything a certificate tells. `names`: printed names by login.
struct CertificateFacts {
    Office office;
    Disposal disposal;
    Approval approval;
    std::map<std::string, std::string> names;
};

std::string certificate_json(const CertificateFacts& facts);
/// `language`: "en" or "hi"; other tags give English. 80 columns where titles allow.
std::string certificate_text(const CertificateFacts& facts, const std::string& language);

} // namespace almirah::exchange
