// What the effects of an entry have to follow from: a decision from a turn on the route, a state from an
// approval of just that, a destruction from a list. Each function looks at one kind of thing and says what
// does not follow.
#include "store/entry_judge.hpp"

#include "base/ssh.hpp"
#include "model/approve.hpp"
#include "model/audit.hpp"
#include "model/key.hpp"
#include "model/permission.hpp"
#include "store/approval_check.hpp"
#include "store/entry_submission.hpp"
#include "store/route.hpp"
#include "store/subject_digest.hpp"
#include "store/turn.hpp"

#include <algorithm>

namespace almirah {

namespace {

constexpr const char* unfounded_code = "entry-unfounded";

class Follows {
public:
    Follows(RegisterAt& before, const Judging& judging, const EntryEffects& effects)
        : before_(before), entry_(judging.entry), bound_(judging.bound()), of_two_(judging.keeps_caught()),
          effects_(effects) {}

    std::vector<EntryFault> faults() {
        for (const auto& approval : effects_.approvals)
            look_at(approval);
        for (const auto& document : effects_.documents)
            look_at(document);
        for (const auto& disposal : effects_.disposals)
            look_at(disposal);
        for (const auto& schedule : effects_.schedules)
            look_at(schedule);
        for (const auto& series : effects_.series)
            look_at(series);
        for (const auto& hold : effects_.holds)
            look_at(hold);
        for (const auto& key : effects_.keys)
            look_at(key);
        for (const auto& delegation : effects_.delegations)
            look_at(delegation);
        for (const auto& finding : effects_.findings)
            look_at(finding);
        for (const auto& record : effects_.records)
            look_at(record);
        for (const auto& [id, files] : effects_.filed)
            if (!is_of_an_issue(id)) find("files " + id + ", which is of no document");
        if (entry_.operation == "disposal.carry-out" && !effects_.records.empty() && !carries_out())
            find("disposes of records, and carries out no list");
        return std::move(faults_);
    }

private:
    void find(const std::string& what) { faults_.push_back({unfounded_code, what}); }
    Date today() { return before_.civil_date(entry_.at); }

    /// An approval as the entry left it, if the entry changed it.
    const Changed<Approval>* changed_approval(const std::string& id) const {
        const auto found = std::find_if(effects_.approvals.begin(), effects_.approvals.end(),
                                        [&](const auto& approval) { return approval.after.id == id; });
        return found == effects_.approvals.end() ? nullptr : &*found;
    }

    bool is_of_an_issue(const std::string& record) const {
        return std::any_of(effects_.documents.begin(), effects_.documents.end(), [&](const auto& document) {
            const auto& revisions = document.after.revisions;
            return std::any_of(revisions.begin(), revisions.end(),
                               [&](const Revision& revision) { return revision.record == record; });
        });
    }

    bool carries_out() const {
        return std::any_of(effects_.disposals.begin(), effects_.disposals.end(), [](const auto& disposal) {
            return disposal.before && disposal.before->state == DisposalState::approved &&
                   disposal.after.state == DisposalState::carrying_out;
        });
    }

    // ---- Approvals

    void look_at(const Changed<Approval>& approval) {
        if (!approval.before) return look_at_submission(approval.after);
        const Approval &was = *approval.before, &is = approval.after;
        if (is.decisions.size() > was.decisions.size() + 1)
            return find("makes several decisions on " + is.id + " at once");
        if (is.decisions.size() > was.decisions.size()) return look_at_decision(was, is);
        const bool ended = is.state == ApprovalState::withdrawn || is.state == ApprovalState::voided;
        if (is.state != was.state && !ended)
            find("makes " + is.id + " " + format::name_of(is.state) + " without a decision");
        if (bound_ && is.state != was.state && ended && !touches(is.subject))
            find("ends the approval " + is.id + " of " + is.subject + ", which it does not change");
        if (bound_ && is.comments.size() > was.comments.size()) look_at_comment(was);
    }

    /// Whether the entry, of an operation on such things, changes what an approval is about.
    bool touches(const std::string& subject) const {
        const auto [kind, object] = parts_of_subject(subject);
        const std::string of_kind = kind == "hold-release" ? "hold." : kind + ".";
        if (!entry_.operation.starts_with(of_kind)) return false;
        const auto is_it = [&object = object](const std::string& name) {
            return object == name || object.starts_with(name + "/");
        };
        const auto any = [&](const auto& things, auto name) {
            return std::any_of(things.begin(), things.end(),
                               [&](const auto& thing) { return is_it(name(thing)); });
        };
        return any(effects_.documents, [](const auto& one) { return one.after.number; }) ||
               any(effects_.disposals, [](const auto& one) { return one.after.id; }) ||
               any(effects_.holds, [](const auto& one) { return one.after.id; }) ||
               any(effects_.schedules, [](const auto& one) { return one.after.schedule.id; }) ||
               any(effects_.records, [](const auto& one) { return one.id; });
    }

    void look_at_comment(const Approval& approval) {
        const std::string& by = entry_.by;
        if (by == approval.author || by == approval.submitted_by || before_.grants(by, deciding)) return;
        if (has_seat(approval, [](const model::Seat&) { return true; })) return;
        find("comments on " + approval.id + ", and " + by + " is no party to it");
    }

    template <class Test>
    bool has_seat(const Approval& approval, Test test) {
        const auto seats = model::seats_of(
            approval, {before_.people(), before_.delegations(), before_.policy().utc_offset_minutes});
        return std::any_of(seats.begin(), seats.end(), [&](const model::Seat& seat) {
            return seat.person == entry_.by && seat.is_on(today()) && test(seat);
        });
    }

    void look_at_decision(const Approval& was, const Approval& is) {
        const Decision& decision = is.decisions.back();
        const std::string kind = parts_of_subject(is.subject).first;
        if (entry_.operation != operation_of(kind, decision.vote))
            return find("decides on " + is.subject + " under the name of " + entry_.operation);
        try {
            const Approval next = model::decided(was, decision);
            if (next.state != is.state)
                return find("makes " + is.id + " " + format::name_of(is.state) +
                            ", and its decisions make it " + format::name_of(next.state));
        } catch (const Error& error) {
            if (error.code() != Code::conflict) throw;
            return find(std::string("decides what cannot be decided: ") + error.what());
        }
        if (model::must_be_signed(before_.policy().signed_operations, model::decision_operation) &&
            decision.signature.empty())
            faults_.push_back({"signature-missing", "has a decision on " + is.id + " by " + decision.by +
                                                        " without a signature, which the policy asks for"});
        if (!bound_) return;
        const bool seated = has_seat(was, [&](const model::Seat& seat) {
            return seat.step == decision.step && seat.for_person == decision.for_person &&
                   seat.delegation == decision.delegation;
        });
        const std::string& whose = decision.for_person.empty() ? decision.by : decision.for_person;
        if (!seated || !before_.grants(whose, deciding))
            find("decides step " + std::to_string(decision.step + 1) + " of " + is.id + ", where " +
                 decision.by + " had no turn");
    }

    void look_at_submission(const Approval& approval) {
        if (!bound_) return; // Approvals of before were bound to other things.
        if (const auto why = fault_of_submission(before_, effects_, approval); !why.empty()) find(why);
    }

    /// Who wrote part of something stays among those who did.
    void require_kept(const std::set<std::string>& was, const std::set<std::string>& is,
                      const std::string& what) {
        if (!std::includes(is.begin(), is.end(), was.begin(), was.end()))
            find("takes somebody from among those who wrote " + what);
    }

    /// And who writes is one of them.
    void require_credited(const std::set<std::string>& authors, const std::string& what) {
        if (bound_ && !authors.contains(entry_.by))
            find("does not say that " + entry_.by + " wrote part of " + what);
    }

    /// Whether the entry itself brought the approval to a state that it was not in.
    bool came_to(const std::string& id, ApprovalState state) const {
        const auto* approval = changed_approval(id);
        return approval && approval->after.state == state &&
               (!approval->before || approval->before->state != state);
    }

    /// What becomes approved does so with the decision that approves of just that.
    void require_decision(const std::string& id, const std::string& subject, const std::string& digest) {
        const auto* approval = changed_approval(id);
        if (!approval || !came_to(id, ApprovalState::approved) || approval->after.subject != subject)
            return find("puts " + subject + " into force without a decision that approves of it");
        if (!still_submitted(approval->after, digest))
            find("puts " + subject + " into force, which is no longer what was submitted");
    }

    void require_submission(const std::string& id, const std::string& subject) {
        const auto* approval = changed_approval(id);
        if (!approval || approval->before || approval->after.subject != subject)
            find("says that " + subject + " is submitted, and submits nothing");
    }

    void require_ended(const std::string& id, const std::string& subject) {
        const auto parts = base::parse_serial_id(id);
        if (!parts || parts->kind != 'A') return;
        const auto* changed = changed_approval(id);
        const auto approval =
            changed ? std::optional(changed->after) : before_.find<Approval>(format::approval_path(id));
        if (approval &&
            (approval->state == ApprovalState::pending || approval->state == ApprovalState::approved))
            find("changes " + subject + " and leaves its approval " + id + " as it was");
    }

    // ---- Documents

    void look_at(const Changed<Document>& document) {
        if (!document.before) return;
        const auto& revisions = document.before->revisions;
        for (std::size_t i = 0; i < std::min(revisions.size(), document.after.revisions.size()); ++i)
            look_at_revision(document, revisions[i], document.after.revisions[i]);
        if (entry_.operation != "document.approve")
            require_kept(document.before->described_by, document.after.described_by, document.after.number);
        if (is_described(document)) require_credited(document.after.described_by, document.after.number);
    }

    /// Not one that only comes into force again, or goes out of it, with another.
    bool is_described(const Changed<Document>& document) const {
        const auto said = [](Document of) {
            of.revisions.clear();
            of.described_by.clear();
            return of;
        };
        return entry_.operation == "document.describe" && said(*document.before) != said(document.after);
    }

    void look_at_revision(const Changed<Document>& document, const Revision& was, const Revision& is) {
        using enum RevisionState;
        const std::string name = subject_name(document.after, is), subject = "document " + name;
        const RevisionState then = state_on(*document.before, was.number, today());
        require_kept(all_of(was.author, was.coauthors), all_of(is.author, is.coauthors), name);
        if (is_described(document) && is.state == draft)
            require_credited(all_of(is.author, is.coauthors), name);
        if (is_described(document) && is.state != draft && (was.state == in_review || then == approved))
            find("describes " + document.after.number + " anew and leaves " + name +
                 " as it was approved or shown");
        if (was.state == is.state && (is.state == approved || is.state == obsolete) &&
            said_of(was) != said_of(is))
            find("changes what is said of " + name + ", which is no draft");
        if (was.files != is.files && (is.state != draft || then == effective || then == superseded))
            find("changes the content of " + name + ", which is no draft");
        if (was.record != is.record) look_at_filed(name, then, is);
        if (was.state == in_review && is.state == approved)
            require_decision(is.approval, subject, digest_of(*document.before, was));
        if (was.state == draft && is.state == in_review) require_submission(is.approval, subject);
        if ((was.state == in_review || was.state == approved) && is.state == draft)
            require_ended(is.approval, name);
        if (was.effective_on != is.effective_on && is.state == approved) look_at_force(name, then, was, is);
        if ((was.state == approved && is.state == obsolete) ||
            (was.state == obsolete && is.state == approved))
            look_at_superseded(document.after.number, is);
    }

    /// All of a revision but what its coming into force and going out of it change.
    static Revision said_of(Revision revision) {
        revision.effective_on.reset();
        revision.submitted_for.reset();
        revision.obsolete_on.reset();
        revision.record.clear();
        return revision;
    }

    void look_at_force(const std::string& name, RevisionState then, const Revision& was, const Revision& is) {
        if (was.state == is.state && entry_.operation != "document.issue")
            find("sets the day of effect of " + name + ", which only document.issue does");
        if (then == RevisionState::effective || then == RevisionState::superseded)
            find("moves the day of effect of " + name + ", which was in force");
        if (!is.effective_on || *is.effective_on < today())
            find("puts " + name + " into force on a day before the entry");
    }

    /// Out of force by its own withdrawal, or by a document that supersedes it.
    void look_at_superseded(const std::string& number, const Revision& is) {
        if (entry_.operation == "document.withdraw") return;
        if (is.obsolete_on && *is.obsolete_on < today())
            find("makes " + number + " obsolete on a day before the entry");
        const bool named =
            std::any_of(effects_.documents.begin(), effects_.documents.end(), [&](const auto& other) {
                const auto names = [&](const Document& document) {
                    const auto& all = document.supersedes;
                    return std::find(all.begin(), all.end(), number) != all.end();
                };
                return names(other.after) || (other.before && names(*other.before));
            });
        if (!named) find("puts " + number + " out of force or into it, and nothing in it supersedes that");
    }

    /// Filed are issues that are out of force, with all their content.
    void look_at_filed(const std::string& name, RevisionState then, const Revision& is) {
        const auto filed = effects_.filed.find(is.record);
        if (then != RevisionState::superseded && then != RevisionState::obsolete)
            find("files " + name + ", which is not out of force");
        if (filed == effects_.filed.end() || filed->second != is.files)
            find("says that " + name + " is filed as " + is.record + ", which does not have its content");
    }

    // ---- Disposals

    void look_at(const Changed<Disposal>& disposal) {
        using enum DisposalState;
        if (!disposal.before)
            return require_submission(disposal.after.approval, "disposal " + disposal.after.id);
        const Disposal &was = *disposal.before, &is = disposal.after;
        const std::string subject = "disposal " + is.id;
        if (was.approval != is.approval) require_submission(is.approval, subject);
        if (was.state == proposed && is.state == approved)
            require_decision(is.approval, subject, digest_of(was));
        if (was.state == proposed && is.state == rejected && !came_to(is.approval, ApprovalState::rejected))
            find("rejects " + subject + " without a decision");
        if (is.state == withdrawn && was.state != withdrawn) require_ended(is.approval, subject);
        require_kept(was.coauthors, is.coauthors, subject);
        if (entry_.operation == "disposal.review")
            require_credited(all_of(is.proposed_by, is.coauthors), subject);
        if (entry_.operation == "disposal.review" && was.approval == is.approval)
            find("reviews " + subject + " and leaves its approval " + is.approval + " as it was");
        if (was.state == approved && is.state == carrying_out) look_at_carrying_out(was, is);
    }

    void look_at_carrying_out(const Disposal& was, const Disposal& is) {
        const auto id = base::parse_serial_id(is.approval);
        const auto approval =
            id && id->kind == 'A' ? before_.find<Approval>(format::approval_path(is.approval)) : std::nullopt;
        if (!approval || approval->state != ApprovalState::approved ||
            approval->subject != "disposal " + is.id || !is_founded(*approval) ||
            !still_submitted(*approval, digest_of(was)))
            return find("carries out " + is.id + ", which was not approved as it stands");
        look_at_keys(*approval);
        if (of_two_ && today() < was.as_of) find("carries out " + is.id + " before its day");
        if (was.expires_on && !was.bag && today() > *was.expires_on)
            find("carries out " + is.id + " after the last day of its approval");
        std::map<std::string, const DisposalItem*> done;
        for (const DisposalItem& item : is.items) {
            if (item.outcome != Outcome::done) continue;
            done[item.record] = &item;
            if (item.excluded || item.review.verdict != Verdict::dispose)
                find("disposes of " + item.record + ", which the approval kept");
        }
        for (const RecordEffect& record : effects_.records)
            if (const auto item = done.find(record.id); item == done.end())
                find("changes " + record.id + ", which " + is.id + " does not dispose of");
            else if (is.action != Action::review && !record.held_by.empty())
                find("disposes of " + record.id + ", which " + record.held_by + " held");
            else if (!is_effect(record, *item->second, is))
                find("does to " + record.id + " what " + is.id + " does not");
        if (effects_.records.size() < done.size())
            find("says of records that they are disposed of, and they are not");
    }

    /// A decision whose key was known by then not to have been valid carried nothing any more.
    void look_at_keys(const Approval& approval) {
        if (!bound_) return;
        for (const Decision& decision : approval.decisions) {
            const auto signature = base::parse_armour(decision.signature);
            if (decision.signature.empty() || !signature) continue;
            const auto* key =
                model::key_of(before_.keys(), decision.by, base::public_key_line(signature->key));
            if (!key || !why_not_valid(*key, decision.at).empty())
                find("carries out what " + decision.by + " decided by a key that was known not to count");
        }
    }

    static bool is_effect(const RecordEffect& record, const DisposalItem& item, const Disposal& disposal) {
        const std::set<std::string> nothing, this_list{disposal.id};
        if (disposal.weeding) {
            const bool listed = std::all_of(record.weeded.begin(), record.weeded.end(), [&](int serial) {
                return std::any_of(item.papers.begin(), item.papers.end(),
                                   [&](const WeededPaper& paper) { return paper.serial == serial; });
            });
            return record.before == record.after && record.steps.empty() && record.gone == this_list &&
                   listed;
        }
        if (record.steps.size() != 1 || record.steps[0].action != format::name_of(disposal.action) ||
            record.steps[0].disposal != disposal.id || !record.weeded.empty())
            return false;
        if (disposal.action == Action::destroy)
            return record.after == RecordState::destroyed && record.gone.empty() &&
                   record.files == item.files;
        if (disposal.action == Action::review) return record.before == record.after && record.gone.empty();
        return record.after != RecordState::destroyed &&
               (record.gone.empty() || (item.removes_content && record.gone == this_list));
    }

    // ---- Schedules and series

    void look_at(const Changed<format::ScheduleFile>& file) {
        const std::string was = file.before ? file.before->state : "", is = file.after.state;
        const std::string subject = "schedule " + subject_name(file.after);
        const bool takes_force = is == "approved" || is == "in force";
        if (is == "awaiting approval" && (was != is || file.before->approval != file.after.approval))
            require_submission(file.after.approval, subject);
        if (was == "awaiting approval" && is == "draft") require_ended(file.after.approval, subject);
        if (was == "approved" && is == "in force" &&
            !(file.after.effective_on && *file.after.effective_on <= today()))
            find("puts " + subject + " into force before its day");
        if (!takes_force || was == is || was == "approved") return;
        if (entry_.operation == "schedule.approve")
            return require_decision(file.after.approval, subject, digest_of(*file.before));
        if (bound_ &&
            (!routes_for_schedules().empty() || (file.after.impact && file.after.impact->earlier > 0)))
            find("puts " + subject + " into force without the approval that it needs");
    }

    std::string routes_for_schedules() {
        const auto& routes = before_.policy().routes;
        const auto route = routes.find("schedule");
        return route == routes.end() ? "" : route->second;
    }

    /// One that its own operation changes, or one that a schedule binds.
    void look_at(const Changed<Series>& series) {
        const auto& subjects = entry_.subjects;
        const bool own =
            entry_.operation.starts_with("series.") &&
            std::find(subjects.begin(), subjects.end(), "series " + series.after.code) != subjects.end();
        if (own || is_bound(series.after)) return;
        find("changes the series " + series.after.code + " as no schedule says");
    }

    bool is_bound(const Series& series) {
        const auto binds = [&](const format::ScheduleFile& file) {
            if (file.state != "in force" && file.state != "approved") return false;
            return std::any_of(file.series.begin(), file.series.end(), [&](Series row) {
                row.schedule = row.rule.empty() ? "" : file.schedule.id;
                row.closed = series.closed;
                return row == series;
            });
        };
        const auto& there = before_.schedules();
        return std::any_of(effects_.schedules.begin(), effects_.schedules.end(),
                           [&](const auto& file) { return binds(file.after); }) ||
               std::any_of(there.begin(), there.end(), binds);
    }

    // ---- Holds

    void look_at(const Changed<Hold>& hold) {
        if (!hold.before) return;
        const Hold &was = *hold.before, &is = hold.after;
        const std::string subject = "hold-release " + is.id;
        if (!std::includes(is.records.begin(), is.records.end(), was.records.begin(), was.records.end()))
            find("takes records out of the hold " + is.id);
        require_kept(was.release_asked_by, is.release_asked_by, subject);
        if (was.release_approval != is.release_approval && !is.release_approval.empty())
            require_submission(is.release_approval, subject);
        if (was.awaits_release() && !is.awaits_release() && is.active())
            require_ended(was.release_approval, subject);
        if (!was.active() || is.active()) return;
        if (entry_.operation == "hold.release") {
            const auto& routes = before_.policy().routes;
            const auto route = routes.find("hold-release");
            if (route != routes.end() && !route->second.empty())
                find("releases the hold " + is.id + " without the approval that the policy asks for");
            return;
        }
        require_decision(was.release_approval, subject, digest_of_release(was));
        if (is.released_by != was.release_requested_by)
            find("says that " + is.released_by + " released " + is.id + ", who did not ask for it");
    }

    // ---- Keys, delegations, findings

    void look_at(const Changed<SigningKey>& key) {
        if (!bound_ || entry_.operation != "key.approve" || key.after.login != entry_.by) return;
        for (const Person& person : before_.people())
            if (person.login != entry_.by && model::grants(person, before_.roles(), "person.manage"))
                return find("approves a key of his own, where " + person.login + " could");
    }

    void look_at(const Changed<Delegation>& delegation) {
        const Delegation& is = delegation.after;
        const bool own = is.by == entry_.by;
        if (!before_.grants(entry_.by, own ? deciding : "person.manage"))
            find("lends what is not his to lend, in " + is.id);
        if (bound_ && !delegation.before && !own && is.to == entry_.by)
            find("lends " + entry_.by + " himself the turn of another, in " + is.id);
    }

    void look_at(const Changed<AuditFinding>& finding) {
        if (!finding.before) return;
        const AuditFinding &was = *finding.before, &is = finding.after;
        if (is.closed_at && !was.closed_at && model::acted_on(is, entry_.by))
            find("closes " + is.id + " by who acted on it");
        for (std::size_t i = 0; i < std::min(was.actions.size(), is.actions.size()); ++i)
            if (was.actions[i].open() && !is.actions[i].open() && is.actions[i].responsible != entry_.by &&
                !before_.grants(entry_.by, "audit.manage"))
                find("finishes an action on " + is.id + " that is another's");
    }

    // ---- Dates of records

    void look_at(const RecordEffect& record) {
        for (const DateOverride& date : record.set) {
            const std::string subject = "override " + record.id + "/" + std::to_string(date.number);
            if (entry_.operation == "override.propose")
                require_submission(date.approval, subject);
            else if (!is_extension(record.id, date))
                find("sets a date of " + record.id + " that no review set");
        }
        if (record.decided) look_at_decided(record.id, *record.decided);
        if (record.appraisal_taken && entry_.operation == "disposal.approve" &&
            !reviewed(record.id,
                      [](const ItemReview& review) { return review.verdict == Verdict::reappraise; }))
            find("takes the appraisal of " + record.id + ", which no review asked for");
    }

    void look_at_decided(const std::string& record, const Changed<DateOverride>& date) {
        const std::string subject = "override " + record + "/" + std::to_string(date.after.number);
        if (date.after.state == OverrideState::approved)
            require_decision(date.after.approval, subject, digest_of(record, *date.before));
        else
            require_ended(date.after.approval, subject);
    }

    template <class Test>
    bool reviewed(const std::string& record, Test test) const {
        return std::any_of(effects_.disposals.begin(), effects_.disposals.end(), [&](const auto& disposal) {
            const auto& items = disposal.after.items;
            return std::any_of(items.begin(), items.end(), [&](const DisposalItem& item) {
                return item.record == record && !item.excluded && test(item.review);
            });
        });
    }

    bool is_extension(const std::string& record, const DateOverride& date) const {
        return reviewed(record, [&](const ItemReview& review) {
            return review.verdict == Verdict::extend && review.until == date.due_on;
        });
    }

    RegisterAt& before_;
    const Entry& entry_;
    bool bound_;
    bool of_two_; ///< By the second version of the rows.
    const EntryEffects& effects_;
    std::vector<EntryFault> faults_;
};

} // namespace

std::vector<EntryFault> unfounded(RegisterAt& before, const Judging& judging, const EntryEffects& effects) {
    return Follows(before, judging, effects).faults();
}

} // namespace almirah
