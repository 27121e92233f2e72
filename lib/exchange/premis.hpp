// PREMIS 3 (Library of Congress, data dictionary 3.0): what was kept, its fixity, what happened to it and by
// whom. Written a piece at a time, so that a bag of any size needs no memory for it: the objects, then the
// events, then the agents.
#pragma once

#include "almirah/record.hpp"
#include "almirah/trust.hpp"

#include <string>
#include <vector>

namespace almirah::exchange {

/// How things of one store are told apart from those of another: its identity, put before each id.
struct PremisNames {
    std::string store;
    std::string of_record(const std::string& id) const { return store + "/" + id; }
};

std::string premis_head();
std::string premis_foot();
/// The record as an intellectual entity; `events`: commits of its entries.
std::string premis_record(const PremisNames& names, const Record& record,
                          const std::vector<std::string>& events);
/// A file of the record, at `path` in the bag.
std::string premis_file(const PremisNames& names, const std::string& record, const ContentFile& file,
                        const std::string& path, const std::string& sha512, const std::string& event);
/// An entry of the register as an event.
std::string premis_entry(const Entry& entry);
/// That each file's SHA-256 was compared with the register's as it was copied into the bag.
std::string premis_fixity_event(const std::string& id, Instant at, const std::string& by);
std::string premis_person(const std::string& login, const std::string& name);
std::string premis_software(const std::string& version);

/// Text as XML holds it; characters that XML forbids become U+FFFD.
std::string xml_text(std::string_view text);

} // namespace almirah::exchange
