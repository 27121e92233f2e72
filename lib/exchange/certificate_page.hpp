// The page of a certificate: all its terms, six of them and more, with their visits (R88).
#pragma once

#include "almirah/audit.hpp"
#include "exchange/layout.hpp"

#include <string>

namespace almirah::exchange {

struct CertificatePage {
    Text office;
    Certificate certificate;
    Date on{}; ///< The day as of which it tells what is valid and what is overdue.
};

/// In one language ("en", "hi"), or (empty) in both.
std::string certificate_page(const CertificatePage& page, Medium medium, const std::string& language);

} // namespace almirah::exchange
