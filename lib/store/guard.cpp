#include "store/guard.hpp"

namespace almirah {

namespace {

std::string blocking_reasons(const Evaluation& evaluation) {
    std::string why;
    for (const auto& reason : evaluation.reasons)
        if (reason.blocks) why += (why.empty() ? "" : "; ") + reason.text;
    return why;
}

} // namespace

std::string why_not_disposable(const Law& law, const Record& record, Action action, Date today,
                               DisposalItem& item) {
    const Evaluation now = law.evaluate(record, today);
    if (!now.eligible) return blocking_reasons(now);
    if (now.action != action)
        return std::string("the next action is ") + format::name_of(now.action) + ", not " +
               format::name_of(action);
    if (now.rule != item.rule || now.schedule != item.schedule || now.due_on != item.due_on)
        return "the list was approved under rule " + item.schedule + ":" + item.rule + " as due on " +
               to_string(item.due_on) + "; now it is rule " + now.schedule + ":" + now.rule + ", due on " +
               to_string(*now.due_on) + ": propose it again";
    if (files_of(record) != item.files)
        return "its content changed after the list was proposed: propose it again";
    if (action == Action::transfer && law.removes_after_transfer(record) != item.removes_content)
        return std::string("the list was approved with its content to be ") +
               (item.removes_content ? "removed" : "kept") +
               ", and the rule now says otherwise: propose it again";
    item.schedule_version = now.schedule_version;
    return "";
}

namespace {

std::string names_of(const std::vector<Hold>& holds) {
    std::string names;
    for (const auto& hold : holds)
        names += (names.empty() ? "" : ", ") + hold.id + " (" + hold.reason + ")";
    return names;
}

} // namespace

std::string why_held(const Law& law, const Record& record) {
    return names_of(law.holds_on(record));
}

void refuse_unless_free(const Law& law, const Record& record, const char* done) {
    const auto& holds = law.holds_on(record);
    if (holds.empty()) return;
    throw Refused(holds.front().id, record.id,
                  record.id + " is held and must not be " + done + ": " + names_of(holds) +
                      "; it can be when every hold is released");
}

std::vector<ContentFile> files_of(const Record& record) {
    std::vector<ContentFile> files;
    for (const auto& version : record.versions)
        for (const auto& file : version.files)
            if (file.gone.empty()) files.push_back(file);
    for (const auto& file : record.sealed)
        if (file.gone.empty()) files.push_back(file);
    return files;
}

} // namespace almirah
