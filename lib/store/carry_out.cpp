// Carrying out an approved disposal, in three steps that a crash may fall between: (1) one entry in which
// every item is decided and its record changed, with the content out of the vault's tree; (2) the purge of
// the packs; (3) one entry that says it is done. A disposal left after (1) is carried on by calling again
// (docs/durability.md).
#include "store/approval_check.hpp"
#include "store/decision_check.hpp"
#include "store/disposals.hpp"
#include "store/filing.hpp"
#include "store/guard.hpp"
#include "store/route.hpp"
#include "store/subject_digest.hpp"
#include "store/transfer.hpp"
#include "store/turn.hpp"
#include "store/weeding.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace almirah {

namespace {

/// What the action makes of a record.
void dispose(Turn& turn, Draft& draft, const Law& law, const Disposal& disposal, const DisposalItem& item,
             Record record) {
    if (disposal.weeding) {
        weed(draft, disposal.id, item, turn.engine().office().policy, record);
        draft.put(format::record_path(record.id), record);
        return;
    }
    record.steps_done.push_back({format::name_of(disposal.action), turn.today(), disposal.id});
    if (disposal.action == Action::destroy) {
        record.state = RecordState::destroyed;
        if (!files_of(record).empty()) draft.remove_content(format::record_folder(record.id));
    } else if (disposal.action == Action::transfer && law.finished(record)) {
        record.state = RecordState::transferred;
        if (item.removes_content) remove_transferred(draft, disposal.id, record);
    }
    draft.put(format::record_path(record.id), record);
}

/// An item that is kept anyhow is not asked about.
std::string why_others_are_asked(const LeftOut& left_out, const Record& record, const DisposalItem& item) {
    if (item.excluded || item.review.verdict != Verdict::dispose) return {};
    const auto why = left_out.why_not(record);
    return why.empty() ? why : why + ": propose it again";
}

/// Decides each item by the facts of today; `act` is called for those that go through.
template <class Act>
std::size_t decide_items(Engine& engine, const Law& law, Disposal& disposal, Date today,
                         const Progress& progress, Act act) {
    const std::size_t approvers = people_who_approved(engine, disposal);
    const LeftOut left_out(engine, engine.approval(disposal.approval));
    std::size_t done = 0, seen = 0;
    const Policy policy = engine.office().policy;
    for (auto& item : disposal.items) {
        if (progress && !progress(seen++, disposal.items.size()))
            throw Error(Code::cancelled, "stopped before anything was disposed of; carry out again to go on");
        Record record = engine.record(item.record);
        item.why = why_not_handed_over(disposal, item);
        if (item.why.empty()) item.why = why_others_are_asked(left_out, record, item);
        if (item.why.empty())
            item.why = disposal.weeding
                           ? why_not_weeded(law, record, policy, {disposal.action, approvers, today}, item)
                           : why_not_carried_out(law, record, {disposal.action, approvers, today}, item);
        item.outcome = item.why.empty() ? Outcome::done : Outcome::skipped;
        if (!item.why.empty()) continue;
        act(item, std::move(record));
        ++done;
    }
    return done;
}

void check_how(const Disposal& disposal, const CarryOut& how) {
    if (disposal.action == Action::destroy && (how.method.empty() || how.witness.empty()))
        throw Error(Code::invalid_argument,
                    "a destruction is recorded with its method and its witness (R59); give both");
    if (disposal.action == Action::transfer && how.recipient.empty())
        throw Error(Code::invalid_argument, "a transfer is recorded with its recipient; give one");
    require_receipt(disposal);
}

/// Approved, and its day has come: a list of what will be due is not spent on an early attempt.
void require_approved(const Disposal& disposal, Date today) {
    if (disposal.state == DisposalState::approved && today < disposal.as_of)
        throw Refused(disposal.approval, disposal.id,
                      "the disposal " + disposal.id + " lists what is due on " + to_string(disposal.as_of) +
                          ", and today is " + to_string(today) +
                          "; it stays approved: carry it out from that day on");
    if (disposal.state == DisposalState::approved || disposal.state == DisposalState::carrying_out) return;
    throw Refused(disposal.approval, disposal.id,
                  "the disposal " + disposal.id + " is " + format::name_of(disposal.state) +
                      (disposal.state == DisposalState::proposed ? "; it needs its approval first"
                       : disposal.state == DisposalState::expired
                           ? " since " + to_string(*disposal.expires_on) +
                                 ", the last day of its approval; propose its records again"
                           : "; there is nothing to carry out"));
}

/// The approval itself is asked, not only what the list says of it: what is destroyed does not come back.
void require_borne_out(Engine& engine, const Disposal& disposal) {
    const Approval approval = engine.approval(disposal.approval);
    const auto known = [&](const std::string& login) {
        return login.empty() || (base::is_login(login) && engine.find<Person>(format::person_path(login)));
    };
    if (approval.state == ApprovalState::approved && approval.subject == "disposal " + disposal.id &&
        is_founded(approval) && still_submitted(approval, digest_of(disposal)) &&
        std::all_of(approval.decisions.begin(), approval.decisions.end(), [&](const Decision& decision) {
            return known(decision.by) && known(decision.for_person);
        })) {
        const std::string why = why_not_counted(engine, approval);
        if (why.empty()) return;
        throw Refused(approval.id, disposal.id,
                      why + "; nothing is disposed of on it: propose the records of " + disposal.id +
                          " again");
    }
    throw Error(Code::corrupt,
                "the approval " + approval.id + " does not bear out the disposal " + disposal.id +
                    " as it stands: its decisions, its deciders or its list are not those that "
                    "were; run verify, and find out who wrote it with almirah history");
}

/// The law of today, by which a hold stands whose release does not count.
Law law_for(Engine& engine) {
    Law law(engine);
    for (Hold hold : engine.all<Hold>("holds")) {
        const std::string why = why_release_not_counted(engine, hold);
        if (why.empty()) continue;
        hold.released_at.reset();
        hold.reason += " (its release does not count: " + why + ")";
        law.stand(std::move(hold));
    }
    return law;
}

/// A disposal that was begun is finished as it was begun: what is given anew must be the same.
void refuse_other_how(const Disposal& disposal, const CarryOut& how) {
    const CarryOut& begun = disposal.how;
    const auto differs = [](const std::string& given, const std::string& was) {
        return !given.empty() && given != was;
    };
    if (differs(how.method, begun.method) || differs(how.witness, begun.witness) ||
        differs(how.place, begun.place) || differs(how.authority, begun.authority) ||
        differs(how.recipient, begun.recipient))
        throw Error(Code::conflict,
                    "the disposal " + disposal.id + " was begun by " + disposal.carried_out_by +
                        " with method '" + begun.method + "' and witness '" + begun.witness +
                        "', and that is in the register; carry it out again with the same, or without them");
}

/// Names, for each item that is destroyed, what has the same bytes now and keeps them.
void note_shared_bytes(Engine& engine, Disposal& disposal) {
    std::set<std::string> destroyed;
    std::map<std::string, std::vector<DisposalItem*>> by_blob;
    for (auto& item : disposal.items) {
        if (item.outcome != Outcome::done || (disposal.action != Action::destroy && !item.removes_content))
            continue;
        destroyed.insert(item.record);
        item.bytes_also_in.clear();
        for (const auto& file : item.files)
            by_blob[file.blob].push_back(&item);
    }
    std::set<std::string> blobs;
    for (const auto& [blob, items] : by_blob)
        blobs.insert(blob);
    const auto keepers = engine.ask([&](const index::Index& index) { return index.owners_of(blobs); });
    for (const auto& [blob, owners] : keepers)
        for (DisposalItem* item : by_blob[blob])
            for (const auto& owner : owners)
                if (!destroyed.contains(owner) &&
                    std::find(item->bytes_also_in.begin(), item->bytes_also_in.end(), owner) ==
                        item->bytes_also_in.end())
                    item->bytes_also_in.push_back(owner);
}

std::set<vault::ObjectId> destroyed_content(const Disposal& disposal) {
    std::set<vault::ObjectId> objects;
    for (const auto& item : disposal.items)
        if (item.outcome == Outcome::done && (disposal.action == Action::destroy || item.removes_content))
            for (const auto& file : item.files)
                if (const auto id = vault::ObjectId::parse(file.blob)) objects.insert(*id);
    return objects;
}

/// Step 1.
void decide_and_remove(Turn& turn, Disposal& disposal, const CarryOut& how, const Progress& progress) {
    disposal.how = how;
    disposal.carried_out_by = turn.actor().login;
    disposal.carried_out_at = turn.now();
    if (disposal.action == Action::destroy)
        disposal.residual_places = turn.engine().office().policy.residual_places;
    const Law law = law_for(turn.engine());
    Draft draft = turn.begin("disposal.carry-out");
    draft.subject("disposal", disposal.id);
    std::vector<std::string> disposed;
    const std::size_t done = decide_items(turn.engine(), law, disposal, turn.today(), progress,
                                          [&](const DisposalItem& item, Record&& record) {
                                              disposed.push_back(record.id);
                                              dispose(turn, draft, law, disposal, item, std::move(record));
                                          });
    turn.engine().repository().require_unnamed(destroyed_content(disposal));
    add_record_subjects(draft, disposed);
    note_shared_bytes(turn.engine(), disposal);
    disposal.state = DisposalState::carrying_out;
    draft.put(format::disposal_path(disposal.id), disposal);
    draft.say("Carry out the disposal " + disposal.id + ": " +
                  (disposal.weeding ? "weed papers of" : format::name_of(disposal.action)) + " " +
                  records_in_words(done) + ", skip " + std::to_string(disposal.items.size() - done),
              how.authority);
    turn.commit(std::move(draft));
}

/// Of packs: an interrupted purge was finished by recovery, by another call, or by this one.
constexpr int not_counted = -1;

/// Says how much of the content is left after the purge: what others have, too.
std::string purge_in_words(Engine& engine, const Disposal& disposal, const std::set<vault::ObjectId>& objects,
                           const vault::PurgeReport& report) {
    if (objects.empty() && disposal.action != Action::destroy) return "";
    const auto kept = std::count_if(objects.begin(), objects.end(), [&](const vault::ObjectId& id) {
        return engine.repository().contains(id);
    });
    std::string text = kept == 0 ? ": the content is gone from every pack, "
                                 : ": the content is gone from every pack, but for " + std::to_string(kept) +
                                       " of " + std::to_string(objects.size()) + " that others have, too, ";
    text += std::to_string(report.packs_rewritten) + " rewritten";
    if (disposal.packs_rewritten == not_counted)
        text += " now; the carrying out had been interrupted, and packs rewritten before, or by the recovery "
                "that finished the purge, are not counted";
    if (report.packs_shared > 0)
        text += "; " + std::to_string(report.packs_shared) +
                " of them had another name on the disk (a hard link), under which the content stays";
    return text;
}

/// Steps 2 and 3.
void purge_and_finish(Turn& turn, Disposal& disposal, bool resumed, const Progress& progress) {
    const auto objects = destroyed_content(disposal);
    vault::PurgeReport report;
    if (disposal.action == Action::destroy || !objects.empty()) report = turn.purge(objects, progress);
    disposal.packs_rewritten = resumed ? not_counted : report.packs_rewritten;
    note_shared_bytes(turn.engine(), disposal); // who filed them since an interruption keeps them
    disposal.state = DisposalState::carried_out;
    Draft draft = turn.begin("disposal.finish");
    draft.put(format::disposal_path(disposal.id), disposal);
    draft.subject("disposal", disposal.id);
    draft.say("Finish the disposal " + disposal.id +
              purge_in_words(turn.engine(), disposal, objects, report));
    turn.commit(std::move(draft));
}

} // namespace

exchange::CertificateFacts certificate_facts(Engine& engine, Disposal disposal) {
    exchange::CertificateFacts facts;
    facts.disposal = std::move(disposal);
    const std::string& id = facts.disposal.id;
    if (facts.disposal.state != DisposalState::carried_out)
        throw Refused(facts.disposal.approval, id,
                      "the disposal " + id + " is " + format::name_of(facts.disposal.state) +
                          "; a certificate is given after it was carried out");
    facts.office = engine.office();
    facts.approval = engine.approval(facts.disposal.approval);
    for (const auto& person : engine.all<Person>("people"))
        facts.names[person.login] = person.name;
    return facts;
}

Disposal Disposals::carry_out(const std::string& id, const CarryOut& how, bool dry_run,
                              const Progress& progress) {
    if (dry_run) {
        Disposal disposal = as_of(engine_->disposal(id), engine_->today());
        require_approved(disposal, engine_->today());
        if (disposal.state == DisposalState::approved) {
            require_borne_out(*engine_, disposal);
            decide_items(*engine_, law_for(*engine_), disposal, engine_->today(), progress,
                         [](const DisposalItem&, Record&&) {});
            engine_->repository().require_unnamed(destroyed_content(disposal));
        }
        return disposal;
    }
    Turn turn(*engine_, "disposal.carry-out", id);
    Disposal disposal = as_of(engine_->disposal(id), turn.today());
    require_approved(disposal, turn.today());
    const bool resumed = disposal.state == DisposalState::carrying_out;
    if (disposal.state == DisposalState::approved) {
        check_how(disposal, how);
        require_borne_out(*engine_, disposal);
        decide_and_remove(turn, disposal, how, progress);
    }
    refuse_other_how(disposal, how);
    purge_and_finish(turn, disposal, resumed, progress);
    return disposal;
}

std::string Disposals::certificate_json(const std::string& id) const {
    return exchange::certificate_json(certificate_facts(*engine_, engine_->disposal(id)));
}

std::string Disposals::certificate_text(const std::string& id, const std::string& language) const {
    return exchange::certificate_text(certificate_facts(*engine_, engine_->disposal(id)), language);
}

} // namespace almirah
