// almirah approvals approve|reject|return|abstain|comment|withdraw
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct BallotOptions {
    std::string id, reason, digest;
    int step = 0;
};

/// A way to vote, as the command line has it.
struct Way {
    Vote vote;
    const char *sentence, *example;
    bool needs_reason;
};

void cast(Session& session, Vote vote, const BallotOptions& options) {
    Ballot ballot{vote, options.reason, options.digest, {}};
    if (options.step < 0)
        throw Error(Code::invalid_argument, "--step: steps are counted from 1; see approvals show");
    if (options.step > 0) ballot.step = static_cast<std::size_t>(options.step) - 1;
    const Approval approval = session.writing().approvals().decide(options.id, ballot);
    const std::string& whom = approval.decisions.back().for_person;
    answer(session,
           "Noted (" + std::string(name_of(vote)) + (whom.empty() ? "" : ", for " + whom) +
               "): " + approval.id + " of " + approval.subject + " is now " + name_of(approval.state),
           {{"id", approval.id},
            {"subject", approval.subject},
            {"state", name_of(approval.state)},
            {"for", whom}});
}

void add_way(CLI::App& approvals, Session& session, const Way& way) {
    auto options = std::make_shared<BallotOptions>();
    CLI::App& verb = add_verb(approvals, name_of(way.vote), way.sentence, {way.example});
    verb.add_option("APPROVAL", options->id)->required();
    verb.add_option("--reason", options->reason, "Why")->required(way.needs_reason);
    verb.add_option("--sha256", options->digest, "Only if it is still this, as approvals show told")
        ->type_name("DIGEST");
    verb.add_option("--step", options->step, "Which step, where several wait for you")->type_name("N");
    verb.callback([&session, vote = way.vote, options] { cast(session, vote, *options); });
}

void comment_on(Session& session, const Target& target) {
    session.writing().approvals().comment(target.id, target.reason);
    answer_with_id(session, "Noted your comment on", target.id);
}

void withdraw_submission(Session& session, const Target& target) {
    session.writing().approvals().withdraw(target.id, target.reason);
    answer_with_id(session, "Withdrew", target.id);
}

} // namespace

void add_approval_decisions(CLI::App& approvals, Session& session) {
    add_way(approvals, session,
            {Vote::approve, "Approves, whatever it is about.",
             "almirah --as ravi approvals approve A-2026-0001", false});
    add_way(approvals, session,
            {Vote::reject, "Rejects: the submission is at its end.",
             "almirah --as ravi approvals reject A-2026-0001 --reason \"not ours to decide\"", true});
    add_way(approvals, session,
            {Vote::return_for_change, "Sends it back for change; it has to be submitted again.",
             "almirah --as ravi approvals return A-2026-0001 --reason \"step 4 is missing\"", true});
    add_way(approvals, session,
            {Vote::abstain, "Abstains: it counts for nothing, and others decide.",
             "almirah --as ravi approvals abstain A-2026-0001 --reason \"a relative is party\"", false});
    auto text = std::make_shared<Target>();
    add_target_verb(approvals, session, "comment", "Adds a remark to what waits; it decides nothing.",
                    {"almirah approvals comment A-2026-0001 --text \"see letter 12\""}, "APPROVAL", text,
                    comment_on)
        .add_option("--text", text->reason, "The remark")
        ->required();
    auto back = std::make_shared<Target>();
    add_target_verb(approvals, session, "withdraw", "Takes a running submission back.",
                    {"almirah approvals withdraw A-2026-0001 --reason \"wrong file\""}, "APPROVAL", back,
                    withdraw_submission)
        .add_option("--reason", back->reason, "Why")
        ->required();
}

} // namespace almirah::cli
