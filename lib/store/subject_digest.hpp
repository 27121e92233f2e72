// What an approval binds to (R17): the SHA-256 of exactly what is submitted, for each kind of thing that is
// approved. What the approval itself changes is left out, so that the digest is the same until the subject is
// another.
#pragma once

#include "format/json.hpp"

#include <string>

namespace almirah {

/// Lower-case hexadecimal. What is said of the document and the content of the revision; not what is asked
/// and found meanwhile.
std::string digest_of(Document document, Revision revision);
/// The list as it was submitted, with what its review came to; the same until the list is carried out.
std::string digest_of(Disposal disposal);
std::string digest_of(format::ScheduleFile file);
std::string digest_of(const std::string& record, DateOverride date);
/// The hold as it is, and why it is to end.
std::string digest_of_release(Hold hold);

} // namespace almirah
