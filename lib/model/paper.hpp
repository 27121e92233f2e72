// Papers inside files: the fly-leaf and what it makes of its file (R76, R69). Pure.
#pragma once

#include "almirah/office.hpp"
#include "almirah/record.hpp"

#include <string>
#include <vector>

namespace almirah::model {

/// Sets papers by serial: those that are there are described anew, others added. Says what is wrong, or "".
std::string set_papers(Record& record, const std::vector<Paper>& papers, const Policy& policy);

/// The series of the highest class among the papers that are in the file; "" where none has one.
std::string highest_series(const Record& record, const Policy& policy);

/// Puts the file into the series of its highest class, and takes it out of those of lower ones.
void follow_classes(Record& record, const Policy& policy);

/// The record as its papers of a class are judged: as if it were in the series of the class alone.
Record as_class(const Record& record, const std::string& paper_class, const Policy& policy);

/// The content of a paper, in every version.
std::vector<ContentFile> files_of(const Record& record, const Paper& paper);

} // namespace almirah::model
