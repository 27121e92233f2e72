// A profile of policy and forms, taken over from a folder.
#include "os/files.hpp"
#include "os/source_file.hpp"
#include "store/checklists.hpp"
#include "store/form_check.hpp"
#include "store/office_check.hpp"
#include "store/turn.hpp"

namespace almirah {

namespace {

/// What a profile is made of, read and with its forms' layouts.
struct Profile {
    format::ProfileFile file;
    std::vector<Form> forms;
    std::vector<Checklist> checklists;
};

std::string beside(const std::string& folder, const std::string& name) {
    if (name.empty() || name.find('/') != std::string::npos || name == "..")
        throw Error(Code::invalid_argument, folder + "/profile.json: '" + name +
                                                "' is not the name of a file in the profile's folder");
    const std::string path = folder + "/" + name;
    if (os::leads_out(folder, path))
        throw Error(Code::invalid_argument, os::quoted(path) + " is a link that leads out of the folder of " +
                                                "the profile; copy the file into it");
    return path;
}

Profile read(const std::string& folder, const Policy& now) {
    const std::string path = beside(folder, "profile.json");
    if (!os::exists(path))
        throw Error(Code::not_found, "no profile.json in " + folder + "; give the folder of a profile");
    Profile profile{format::read_profile(os::read_text(path), path, now), {}, {}};
    for (const auto& name : profile.file.forms)
        profile.forms.push_back(read_form(beside(folder, name)));
    for (const auto& name : profile.file.checklists)
        profile.checklists.push_back(read_checklist(beside(folder, name)));
    return profile;
}

/// Puts what differs from the register into the draft, and says it.
class Adopting {
public:
    Adopting(Engine& engine, Draft* draft, std::vector<std::string>& changes)
        : engine_(engine), draft_(draft), changes_(changes) {}

    template <class Value>
    void take(const std::string& path, const Value& value, const std::string& kind, const std::string& code) {
        const auto there = engine_.find<Value>(path);
        if (there == value) return;
        changes_.push_back((there ? "Change the " : "Add the ") + kind + " " + code);
        if (!draft_) return;
        draft_->put(path, value);
        draft_->subject(kind, code);
    }

private:
    Engine& engine_;
    Draft* draft_;
    std::vector<std::string>& changes_;
};

void take_all(Engine& engine, const Profile& profile, Draft* draft, std::vector<std::string>& changes) {
    Adopting adopting(engine, draft, changes);
    Office office = engine.office();
    office.policy = profile.file.policy;
    adopting.take(format::office_path, office, "policy of the office", office.code);
    for (const auto& form : profile.forms)
        adopting.take(format::form_path(form.code), form, "form", form.code);
    for (const auto& checklist : profile.checklists)
        adopting.take(format::checklist_path(checklist.code), checklist, "checklist", checklist.code);
}

/// The series that a policy names come with the profile's schedules.
void require_series(Engine& engine, const Profile& profile, const std::string& folder) {
    for (const auto& paper_class : profile.file.policy.paper_classes) {
        if (engine.find<Series>(format::series_path(paper_class.series))) continue;
        std::string first;
        for (const auto& [id, name] : profile.file.schedules)
            first +=
                (first.empty() ? "; load its schedule first: " : ", ") + beside(folder, name) + " as " + id;
        throw Error(Code::not_found, "no series " + paper_class.series +
                                         ", in which the profile keeps papers of class " + paper_class.code +
                                         first);
    }
}

void check(Engine& engine, const Profile& profile, const std::string& folder) {
    require_series(engine, profile, folder);
    check_policy(engine, profile.file.policy);
    refuse_earlier_by(engine, engine.office().policy, profile.file.policy);
    for (const auto& form : profile.forms)
        check_form(engine, form);
    for (const auto& checklist : profile.checklists)
        check_checklist(checklist);
}

Adoption adoption_of(const Profile& profile, const std::string& folder) {
    Adoption adoption{profile.file.title.text, {}, {}};
    for (const auto& [id, name] : profile.file.schedules)
        adoption.schedules[id] = beside(folder, name);
    return adoption;
}

} // namespace

Adoption OfficeBook::adopt(const std::string& folder, const std::string& reason, bool dry_run) {
    if (dry_run) {
        const Profile profile = read(folder, engine_->office().policy);
        check(*engine_, profile, folder);
        Adoption adoption = adoption_of(profile, folder);
        take_all(*engine_, profile, nullptr, adoption.changes);
        return adoption;
    }
    Turn turn(*engine_, "office.manage", "policy");
    const Profile profile = read(folder, engine_->office().policy);
    check(*engine_, profile, folder);
    Adoption adoption = adoption_of(profile, folder);
    Draft draft = turn.begin("office.adopt");
    take_all(*engine_, profile, &draft, adoption.changes);
    if (adoption.changes.empty()) return adoption;
    draft.say("Adopt the profile: " + adoption.title, reason);
    turn.commit(std::move(draft));
    return adoption;
}

} // namespace almirah
