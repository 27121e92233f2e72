// almirah copy issue|recall|back|lost|destroyed|list|stamp, and almirah document check
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/text_file.hpp"
#include "cli/values.hpp"

#include "almirah/shown.hpp"

#include <ostream>

namespace almirah::cli {
namespace {

struct IssueOptions {
    CopyIssue issue;
    std::vector<std::string> to;
};

std::vector<std::string> row_of(const Copy& copy) {
    return {copy.document,      std::to_string(copy.number), std::to_string(copy.revision),
            to_string(copy.to), name_of(copy.state()),       copy.code};
}

void issue_copies(Session& session, IssueOptions options) {
    options.issue.to = points_of_option("--to", options.to);
    Store& store = options.issue.dry_run ? session.reading() : session.writing();
    const auto copies = store.distribution().issue(options.issue);
    show_list(session, copies, {"document", ">copy", ">revision", "to", "state", "code"}, row_of, "copies");
    if (options.issue.dry_run) session.note("Nothing was written.");
}

struct MarkOptions {
    CopySelection which;
    std::string note;
};

void mark_copies(Session& session, const MarkOptions& options, CopyState state, const std::string& done) {
    const auto numbers = session.writing().distribution().mark(options.which, state, options.note);
    std::vector<std::string> words;
    for (const int number : numbers)
        words.push_back(std::to_string(number));
    answer(session, done + " " + options.which.document + ": " + joined(words),
           {{"id", options.which.document},
            {"state", std::string(name_of(state))},
            {"copies", static_cast<std::int64_t>(numbers.size())}});
}

/// One of the verbs that note what became of copies.
struct Marking {
    const char* verb;
    CopyState state;
    const char* sentence;
    const char* example;
    const char* done;
    bool needs_note;
};

const Marking markings[] = {
    {"recall", CopyState::recalled, "Calls copies back.",
     "almirah copy recall QP-07 --outdated --note \"revision 3 is in force\"", "Recalled copies of", true},
    {"back", CopyState::back, "Notes that copies are back in the office's hands.",
     "almirah copy back QP-07 3 4", "Back are copies of", false},
    {"lost", CopyState::lost, "Notes that copies are lost.",
     "almirah copy lost QP-07 3 --note \"not found at desk D07\"", "Lost are copies of", true},
    {"destroyed", CopyState::destroyed, "Notes that copies are destroyed.",
     "almirah copy destroyed QP-07 3 4 --note \"shredded\"", "Destroyed are copies of", false},
};

void add_marking(CLI::App& copy, Session& session, const Marking& marking) {
    auto options = std::make_shared<MarkOptions>();
    CLI::App& verb = add_verb(copy, marking.verb, marking.sentence, {marking.example});
    verb.add_option("NUMBER", options->which.document, "The document")->required();
    verb.add_option("COPY", options->which.numbers, "Numbers of the copies");
    verb.add_flag("--outdated", options->which.outdated,
                  "All that are out and of a revision no longer in force");
    CLI::Option* note = verb.add_option("--note", options->note, "Why or how");
    if (marking.needs_note) note->required();
    verb.callback(
        [&session, options, &marking] { mark_copies(session, *options, marking.state, marking.done); });
}

struct CopyListOptions {
    CopyQuery query;
    std::string at, state;
};

void list_copies(Session& session, CopyListOptions options) {
    if (!options.at.empty()) options.query.at = points_of_option("--at", {options.at}).front();
    if (!options.state.empty()) options.query.state = copy_state_of("--state", options.state);
    show_list(
        session, session.reading().distribution().copies(options.query),
        {"document", ">copy", ">revision", "to", "state", "revision is", "code", "~title"},
        [](const CopyLine& line) {
            auto row = row_of(line.copy);
            row.insert(row.begin() + 5, std::string(name_of(line.revision_state)));
            row.push_back(line.title);
            return row;
        },
        "copies");
}

struct StampOptions {
    std::string document, format = "text", language, out;
    int copy = 0;
};

void stamp_copy(Session& session, const StampOptions& options) {
    const std::string text = session.reading().distribution().stamp(options.document, options.copy,
                                                                    options.format, options.language);
    if (options.out.empty()) {
        session.out() << shown_lines(text);
        return;
    }
    write_new_text(options.out, text);
    answer_with_id(session, "Wrote the cover sheet to", options.out);
}

void check_code_of_copy(Session& session, const std::string& code) {
    const auto check = session.reading().distribution().check(code);
    if (!check.valid) session.exit = exit_failed;
    if (session.json) return print_line(session, json_line(check));
    print_line(session, (check.valid ? "IN FORCE: " : "NOT IN FORCE: ") + check.text);
}

void add_issue(CLI::App& copy, Session& session) {
    auto options = std::make_shared<IssueOptions>();
    CLI::App& verb =
        add_verb(copy, "issue",
                 "Issues numbered copies: to every point of the distribution list that has none, or --to.",
                 {"almirah copy issue QP-07", "almirah copy issue QP-07 --to desk:D07 --to board:GATE@hi",
                  "almirah copy issue QP-07 --dry-run"});
    verb.add_option("NUMBER", options->issue.document, "The document")->required();
    add_repeated(verb, "--to", options->to, "desk:CODE, place:CODE, person:LOGIN or board:CODE")
        ->type_name("POINT");
    verb.add_option("--revision", options->issue.revision, "Which (default: the one in force)")
        ->type_name("N");
    verb.add_option("--note", options->issue.note, "What goes with it");
    verb.add_flag("--dry-run", options->issue.dry_run, "Only show what would be issued");
    verb.callback([&session, options] { issue_copies(session, *options); });
}

void add_copy_list(CLI::App& copy, Session& session) {
    auto options = std::make_shared<CopyListOptions>();
    CLI::App& verb = add_verb(copy, "list", "Lists copies: where each is, and whether it is of use.",
                              {"almirah copy list --outdated", "almirah copy list --document QP-07 --out",
                               "almirah copy list --at desk:D07"});
    verb.add_option("--document", options->query.document, "Of this document")->type_name("NUMBER");
    verb.add_option("--at", options->at, "At this point of use")->type_name("POINT");
    verb.add_option("--state", options->state, "issued, recalled, back, lost or destroyed");
    verb.add_flag("--out", options->query.out, "Only those that somebody has");
    verb.add_flag("--outdated", options->query.outdated,
                  "Only those that somebody has of a revision no longer in force");
    verb.callback([&session, options] { list_copies(session, *options); });
}

void add_cover_sheet(CLI::App& copy, Session& session) {
    auto options = std::make_shared<StampOptions>();
    CLI::App& verb = add_verb(
        copy, "stamp",
        "Prints the cover sheet of a copy: number, revision, approvals, validity and the code.",
        {"almirah copy stamp QP-07 3", "almirah copy stamp QP-07 3 --format html --out QP-07-3.html"});
    verb.add_option("NUMBER", options->document, "The document")->required();
    verb.add_option("COPY", options->copy, "Number of the copy")->required();
    verb.add_option("--format", options->format, "text (default) or html")
        ->check(CLI::IsMember({"text", "html"}));
    verb.add_option("--language", options->language, "In this language only (en, hi)")->type_name("TAG");
    verb.add_option("--out", options->out, "Write it to this new file")->type_name("FILE");
    verb.callback([&session, options] { stamp_copy(session, *options); });
}

} // namespace

void add_copy(CLI::App& root, Session& session) {
    CLI::App& copy =
        add_noun(root, "copy", "Controlled copies on paper: issue, recall, take back.", group::documents);
    add_issue(copy, session);
    for (const Marking& marking : markings)
        add_marking(copy, session, marking);
    add_copy_list(copy, session);
    add_cover_sheet(copy, session);
}

void add_document_check(CLI::App& document, Session& session) {
    auto code = std::make_shared<std::string>();
    CLI::App& verb =
        add_verb(document, "check",
                 "Tells whether the paper that has this code on it is still in force (exit 1: not).",
                 {"almirah document check 7K3M-9QXT-2B4H"});
    verb.add_option("CODE", *code, "As it stands on the cover sheet")->required();
    verb.callback([&session, code] { check_code_of_copy(session, *code); });
}

} // namespace almirah::cli
