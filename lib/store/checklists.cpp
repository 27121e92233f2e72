// Checklists: the office's own in the register, and those that come with the library.
#include "store/checklists.hpp"
#include "exchange/checklist.hpp"
#include "os/files.hpp"
#include "store/turn.hpp"

#include <algorithm>
#include <map>

namespace almirah {

Checklist read_checklist(const std::string& path) {
    return format::read_checklist(os::read_text(path), path);
}

void check_checklist(const Checklist& checklist) {
    if (!base::is_code(checklist.code))
        throw Error(Code::invalid_argument,
                    "'" + checklist.code +
                        "' is not a code of a checklist; expected capitals, digits, dots and hyphens");
    exchange::check_checklist(checklist);
}

std::vector<Checklist> AuditPacks::checklists() const {
    std::map<std::string, Checklist> by_code;
    for (const auto& shipped : exchange::shipped_checklists())
        by_code[shipped.code] = shipped;
    for (auto& own : engine_->all<Checklist>("checklists"))
        by_code[own.code] = std::move(own);
    std::vector<Checklist> all;
    for (auto& [code, checklist] : by_code)
        all.push_back(std::move(checklist));
    return all;
}

Checklist AuditPacks::checklist(const std::string& code) const {
    const std::string& wanted = code.empty() ? exchange::shipped_checklists().front().code : code;
    for (auto& checklist : checklists())
        if (checklist.code == wanted) return checklist;
    throw Error(Code::not_found, "no checklist " + wanted + "; list the checklists there are");
}

void AuditPacks::set_checklist(const Checklist& checklist, const std::string& reason) {
    Turn turn(*engine_, "office.manage", checklist.code);
    check_checklist(checklist);
    const std::string path = format::checklist_path(checklist.code);
    if (engine_->find<Checklist>(path) == checklist) return;
    Draft draft = turn.begin("checklist.set");
    draft.put(path, checklist);
    draft.subject("checklist", checklist.code);
    draft.say("Set the checklist " + checklist.code + " (" + checklist.title.text + ")", reason);
    turn.commit(std::move(draft));
}

} // namespace almirah
