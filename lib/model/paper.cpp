#include "model/paper.hpp"

#include <algorithm>
#include <set>

namespace almirah::model {

namespace {

const PaperClass* class_of(const std::string& code, const Policy& policy) {
    const auto found = std::find_if(policy.paper_classes.begin(), policy.paper_classes.end(),
                                    [&](const PaperClass& c) { return c.code == code; });
    return found == policy.paper_classes.end() ? nullptr : &*found;
}

bool has_file(const Record& record, const std::string& name) {
    return std::any_of(record.versions.begin(), record.versions.end(), [&](const ContentVersion& version) {
        return std::any_of(version.files.begin(), version.files.end(),
                           [&](const ContentFile& file) { return file.name == name; });
    });
}

std::string serial_of(const Paper& paper) {
    return "paper " + std::to_string(paper.serial);
}

std::string fault_of(const Record& record, const Paper& paper, const Policy& policy) {
    if (paper.serial < 1) return "a paper has no serial; they are counted from 1";
    if (!class_of(paper.paper_class, policy))
        return serial_of(paper) + " is of the class '" + paper.paper_class +
               "', which the office's policy does not have; see office policy show";
    for (const auto& name : paper.files)
        if (!has_file(record, name))
            return serial_of(paper) + " names the file " + name + ", which the record does not have";
    return "";
}

/// What goes with one paper must not be another's, too.
std::string fault_of_sharing(const Record& record) {
    std::set<std::string> names;
    for (const auto& paper : record.papers)
        for (const auto& name : paper.files)
            if (!names.insert(name).second)
                return serial_of(paper) + " names the file " + name + ", which another paper names, too";
    return "";
}

} // namespace

std::string set_papers(Record& record, const std::vector<Paper>& papers, const Policy& policy) {
    std::set<int> given;
    for (const auto& paper : papers) {
        if (const auto fault = fault_of(record, paper, policy); !fault.empty()) return fault;
        if (!given.insert(paper.serial).second) return serial_of(paper) + " is given twice";
        const auto at = std::find_if(record.papers.begin(), record.papers.end(),
                                     [&](const Paper& p) { return p.serial >= paper.serial; });
        const bool known = at != record.papers.end() && at->serial == paper.serial;
        if (known && !at->weeded.empty()) return serial_of(paper) + " was weeded under " + at->weeded;
        const auto place = known ? at : record.papers.insert(at, Paper{});
        *place = paper;
        place->weeded.clear();
    }
    return fault_of_sharing(record);
}

std::string highest_series(const Record& record, const Policy& policy) {
    // Superfluous papers decide where nothing else is left, so that they are found when they are due.
    for (const bool superfluous : {false, true})
        for (const auto& paper_class : policy.paper_classes)
            for (const auto& paper : record.papers)
                if (paper.weeded.empty() && paper.superfluous == superfluous &&
                    paper.paper_class == paper_class.code)
                    return paper_class.series;
    return "";
}

void follow_classes(Record& record, const Policy& policy) {
    if (record.papers.empty()) return;
    const std::string highest = highest_series(record, policy);
    std::erase_if(record.also_in, [&](const std::string& code) {
        return code != highest && std::any_of(policy.paper_classes.begin(), policy.paper_classes.end(),
                                              [&](const PaperClass& c) { return c.series == code; });
    });
    const bool there = record.series == highest || std::find(record.also_in.begin(), record.also_in.end(),
                                                             highest) != record.also_in.end();
    if (!highest.empty() && !there) record.also_in.push_back(highest);
}

Record as_class(const Record& record, const std::string& paper_class, const Policy& policy) {
    Record judged = record;
    const PaperClass* found = class_of(paper_class, policy);
    judged.series = found ? found->series : "";
    judged.also_in.clear();
    judged.overrides.clear();
    judged.steps_done.clear(); // steps of the file are none of the paper's
    return judged;
}

std::vector<ContentFile> files_of(const Record& record, const Paper& paper) {
    std::vector<ContentFile> files;
    for (const auto& version : record.versions)
        for (const auto& file : version.files)
            if (file.gone.empty() &&
                std::find(paper.files.begin(), paper.files.end(), file.name) != paper.files.end())
                files.push_back(file);
    return files;
}

} // namespace almirah::model
