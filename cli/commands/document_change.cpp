// almirah document revise|submit|approve|reject|recall|issue|withdraw
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/sources.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct ReviseOptions {
    std::string number, change, language;
    int request = 0;
    std::vector<std::string> paths;
};

void revise(Session& session, const ReviseOptions& options) {
    const auto content = sources_from(options.paths, session);
    const int revision = session.writing().documents().revise(options.number, content, options.change,
                                                              options.language, options.request);
    answer(session, "Revision " + std::to_string(revision) + " is the draft of " + options.number,
           {{"id", options.number}, {"revision", std::int64_t{revision}}});
}

/// One edition of a document.
struct Edition : Target {
    std::string language;
};

template <class Act>
CLI::App& add_edition_verb(CLI::App& parent, Session& session, const std::string& name,
                           const std::string& sentence, std::initializer_list<const char*> examples,
                           const std::shared_ptr<Edition>& edition, Act act) {
    CLI::App& verb = add_verb(parent, name, sentence, examples);
    verb.add_option("NUMBER", edition->id)->required();
    verb.add_option("--language", edition->language, "Tag; needed where it would fit several editions");
    verb.callback([&session, edition, act] { act(session, *edition); });
    return verb;
}

void submit(Session& session, const Edition& target) {
    const auto effective = date_if_given("--effective", target.on);
    const std::string approval = session.writing().documents().submit(target.id, effective, target.language);
    answer(session, "Submitted " + target.id + " for approval " + approval,
           {{"id", target.id}, {"approval", approval}});
}

/// State of the latest revision, after a decision.
std::string latest_state(Session& session, const std::string& number) {
    const Document document = session.reading().documents().get(number);
    return name_of(state_on(document, document.revisions.back().number, session.today()));
}

void tell_revision_state(Session& session, const std::string& done, const std::string& number) {
    const std::string state = latest_state(session, number);
    answer(session, done + " " + number + "; it is now " + state, {{"id", number}, {"state", state}});
}

void approve_revision(Session& session, const Edition& target) {
    session.writing().documents().approve(target.id, target.language);
    tell_revision_state(session, "Noted your approval of", target.id);
}

void reject_revision(Session& session, const Edition& target) {
    session.writing().documents().reject(target.id, target.reason, target.language);
    tell_revision_state(session, "Noted your rejection of", target.id);
}

void recall(Session& session, const Edition& target) {
    session.writing().documents().recall(target.id, target.reason, target.language);
    tell_revision_state(session, "Recalled", target.id);
}

void issue(Session& session, const Edition& target) {
    const Date on = date_of_option("--on", target.on);
    session.writing().documents().issue(target.id, on, target.language);
    answer(session, "In force from " + to_string(on) + ": " + target.id,
           {{"id", target.id}, {"on", to_string(on)}});
}

struct WithdrawOptions {
    std::string number, reason, language;
};

void withdraw(Session& session, const WithdrawOptions& options) {
    session.writing().documents().withdraw(options.number, options.reason, options.language);
    answer_with_id(session, "Withdrew", options.number);
}

void add_revise(CLI::App& document, Session& session) {
    auto options = std::make_shared<ReviseOptions>();
    CLI::App& verb = add_verb(document, "revise",
                              "Makes the next revision as a draft, or replaces the content of the open one.",
                              {"almirah document revise QP-07 --change \"new retention periods\" QP-07.odt"});
    verb.add_option("NUMBER", options->number)->required();
    verb.add_option("--change", options->change, "What changes and why")->required();
    verb.add_option("--language", options->language, "Tag (default: the document's own)");
    verb.add_option("--request", options->request, "The change request that it answers")->type_name("N");
    verb.add_option("PATH", options->paths, "Its files")->required();
    verb.callback([&session, options] { revise(session, *options); });
}

void add_submit(CLI::App& document, Session& session) {
    auto target = std::make_shared<Edition>();
    CLI::App& verb = add_edition_verb(
        document, session, "submit", "Submits the draft for approval.",
        {"almirah document submit QP-07", "almirah document submit QP-07 --effective 2026-04-01"}, target,
        submit);
    verb.add_option("--effective", target->on, "In force from this date (default: when approved)")
        ->type_name("DATE");
}

void add_revision_decisions(CLI::App& document, Session& session) {
    add_edition_verb(
        document, session, "approve", "Approves what was submitted, as one of the route's people.",
        {"almirah --as ravi document approve QP-07"}, std::make_shared<Edition>(), approve_revision);
    auto rejecting = std::make_shared<Edition>();
    add_edition_verb(document, session, "reject", "Rejects what was submitted.",
                     {"almirah --as ravi document reject QP-07 --reason \"step 4 is missing\""}, rejecting,
                     reject_revision)
        .add_option("--reason", rejecting->reason, "Why")
        ->required();
    auto recalling = std::make_shared<Edition>();
    add_edition_verb(document, session, "recall", "Takes a running submission back to draft.",
                     {"almirah document recall QP-07 --reason \"wrong file\""}, recalling, recall)
        .add_option("--reason", recalling->reason, "Why")
        ->required();
}

void add_issues(CLI::App& document, Session& session) {
    auto issuing = std::make_shared<Edition>();
    add_edition_verb(document, session, "issue", "Sets the date from which an approved revision is in force.",
                     {"almirah document issue QP-07 --on 2026-04-01"}, issuing, issue)
        .add_option("--on", issuing->on, "From this date on")
        ->required()
        ->type_name("DATE");
    auto options = std::make_shared<WithdrawOptions>();
    CLI::App& verb =
        add_verb(document, "withdraw", "Makes the revision in force obsolete; it stays readable.",
                 {"almirah document withdraw QP-07 --reason \"merged into QP-08\""});
    verb.add_option("NUMBER", options->number)->required();
    verb.add_option("--reason", options->reason, "Why")->required();
    verb.add_option("--language", options->language, "Tag (default: the document's own)");
    verb.callback([&session, options] { withdraw(session, *options); });
}

} // namespace

void add_document_changes(CLI::App& document, Session& session) {
    add_revise(document, session);
    add_submit(document, session);
    add_revision_decisions(document, session);
    add_issues(document, session);
}

} // namespace almirah::cli
