// almirah document request|decline|note|review|reviews|describe|copy|reopen|file-superseded
#include "cli/commands/commands.hpp"
#include "cli/commands/documents.hpp"
#include "cli/names.hpp"
#include "cli/output/plain.hpp"
#include "cli/output/report.hpp"
#include "cli/sources.hpp"
#include "cli/values.hpp"

#include <sstream>

namespace almirah::cli {
namespace {

void request_change(Session& session, const Target& target) {
    const int number = session.writing().documents().request_change(target.id, target.reason);
    answer(session, "Asked for a change of " + target.id + ": request " + std::to_string(number),
           {{"id", target.id}, {"request", std::int64_t{number}}});
}

struct DeclineOptions {
    std::string number, reason;
    int request = 0;
};

void decline(Session& session, const DeclineOptions& options) {
    session.writing().documents().decline(options.number, options.request, options.reason);
    answer(session, "Declined request " + std::to_string(options.request) + " of " + options.number,
           {{"id", options.number}, {"request", std::int64_t{options.request}}});
}

struct NoteOptions {
    std::string number;
    int revision = 0;
};

void show_note(Session& session, const NoteOptions& options) {
    const ChangeNote note = session.reading().documents().note(options.number, options.revision);
    if (session.json) return print_line(session, json_line(note));
    Table card;
    card.add({"change note", note.document + "/" + issue_name(note.revision)});
    card.add({"title", note.title});
    if (note.request) card.add({"asked for by", note.request->by + ": " + note.request->text});
    card.add({"made by", note.revision.author + ", " + to_string(note.revision.at)});
    card.add({"change", note.revision.change});
    card.add(
        {"before", note.before > 0 ? "issue " + std::to_string(note.before) : "nothing; it is the first"});
    show(session, card);
    for (const ChangeNote::File& file : note.files) {
        print_line(session, "");
        print_line(session, file.name + ": " + file.change);
        if (!file.sha256_before.empty())
            print_line(session,
                       "  before: " + size_text(file.size_before) + ", SHA-256 " + file.sha256_before);
        if (!file.sha256_after.empty() && file.change != "same")
            print_line(session, "  now:    " + size_text(file.size_after) + ", SHA-256 " + file.sha256_after);
        std::istringstream difference(file.difference);
        for (std::string line; std::getline(difference, line);)
            print_line(session, plain(line));
    }
}

struct ReviewOptions {
    std::string number, verdict, reason;
};

void review(Session& session, const ReviewOptions& options) {
    const auto verdict = review_verdict_of("--verdict", options.verdict);
    session.writing().documents().review(options.number, verdict, options.reason);
    answer(session, "Reviewed " + options.number + ": " + name_of(verdict),
           {{"id", options.number}, {"verdict", std::string(name_of(verdict))}});
}

struct ReviewsOptions {
    std::string until;
    bool overdue = false;
};

void list_reviews(Session& session, const ReviewsOptions& options) {
    auto lines = session.reading().documents().reviews(options.until.empty()
                                                           ? add(session.today(), {.days = 30})
                                                           : date_of_option("--until", options.until));
    if (options.overdue) std::erase_if(lines, [](const ReviewLine& line) { return !line.overdue; });
    show_list(
        session, lines, {"review by", "", "document", ">revision", "owner", "last", "~title"},
        [](const ReviewLine& line) {
            return std::vector<std::string>{to_string(line.due_on),
                                            line.overdue ? "overdue" : "",
                                            line.number,
                                            std::to_string(line.revision),
                                            line.owner,
                                            text_of(line.last_on),
                                            line.title};
        },
        "documents to be reviewed");
}

struct DescribeOptions {
    std::string number, reason;
    DescriptionOptions description;
};

void describe_document(Session& session, const DescribeOptions& options) {
    Document document = session.writing().documents().get(options.number);
    describe(document, options.description);
    session.writing().documents().describe(document, options.reason);
    answer_with_id(session, "Described", options.number);
}

struct CopyOptions {
    std::string number, to, change;
    DescriptionOptions description;
};

void copy(Session& session, const CopyOptions& options) {
    Document document;
    document.number = options.to == "auto" ? "" : options.to;
    describe(document, options.description);
    const std::string made = session.writing().documents().copy(options.number, document, options.change);
    answer_with_id(session, "Copied " + options.number + " to the draft", made);
}

struct ReopenOptions {
    std::string number, reason, language;
};

void reopen(Session& session, const ReopenOptions& options) {
    const int made = session.writing().documents().reopen(options.number, options.reason, options.language);
    answer(session, "Reopened " + options.number + ": revision " + std::to_string(made) + " is its draft",
           {{"id", options.number}, {"revision", std::int64_t{made}}});
}

void file_superseded(Session& session, bool dry_run) {
    const auto filed = session.writing().documents().file_superseded(dry_run);
    if (session.json) {
        for (const auto& id : filed)
            print_line(session, json_line(Fields{{"id", id}}));
        return;
    }
    for (const auto& id : filed)
        print_line(session, (dry_run ? "Would file " : "Filed ") + id);
    if (filed.empty()) session.note("No issue is out of force and not filed.");
}

void add_requests(CLI::App& document, Session& session) {
    auto target = std::make_shared<Target>();
    add_target_verb(document, session, "request", "Asks for a change of a document; anybody may.",
                    {"almirah --as meena document request QP-07 --reason \"step 4 names the old form\""},
                    "NUMBER", target, request_change)
        .add_option("--reason", target->reason, "What should change, and why")
        ->required();
    auto declining = std::make_shared<DeclineOptions>();
    CLI::App& decline_verb =
        add_verb(document, "decline", "Declines a request for a change, with the reason.",
                 {"almirah document decline QP-07 1 --reason \"the form stays until April\""});
    decline_verb.add_option("NUMBER", declining->number)->required();
    decline_verb.add_option("REQUEST", declining->request, "Its number, see almirah document show")
        ->required();
    decline_verb.add_option("--reason", declining->reason, "Why")->required();
    decline_verb.callback([&session, declining] { decline(session, *declining); });
    auto noting = std::make_shared<NoteOptions>();
    CLI::App& note_verb =
        add_verb(document, "note", "The change note of a revision: who asked, who made it, what is another.",
                 {"almirah document note QP-07 3"});
    note_verb.add_option("NUMBER", noting->number)->required();
    note_verb.add_option("REVISION", noting->revision)->required();
    note_verb.callback([&session, noting] { show_note(session, *noting); });
}

void add_reviewing(CLI::App& document, Session& session) {
    auto options = std::make_shared<ReviewOptions>();
    CLI::App& verb =
        add_verb(document, "review", "Notes a periodic review of the revision in force.",
                 {"almirah document review QP-07 --verdict confirm --reason \"still as we work\"",
                  "almirah document review QP-07 --verdict revise --reason \"new rules of 2026\""});
    verb.add_option("NUMBER", options->number)->required();
    verb.add_option("--verdict", options->verdict,
                    "confirm; revise (asks for a change); obsolete (withdraws it)")
        ->required();
    verb.add_option("--reason", options->reason, "Why")->required();
    verb.callback([&session, options] { review(session, *options); });
    auto listing = std::make_shared<ReviewsOptions>();
    CLI::App& list = add_verb(document, "reviews", "Lists the documents that are to be reviewed.",
                              {"almirah document reviews", "almirah document reviews --overdue",
                               "almirah document reviews --until 2026-12-31 --json"});
    list.add_option("--until", listing->until, "By this date (default: in 30 days)")->type_name("DATE");
    list.add_flag("--overdue", listing->overdue, "Only what should have been reviewed by now");
    list.callback([&session, listing] { list_reviews(session, *listing); });
}

void add_describing(CLI::App& document, Session& session) {
    auto options = std::make_shared<DescribeOptions>();
    CLI::App& verb = add_verb(document, "describe", "Changes what is said of a document beside its content.",
                              {"almirah document describe QP-07 --owner D04 --reason \"new desk\"",
                               "almirah document describe QP-07 --property clause=7.5.3 --reason audit"});
    verb.add_option("NUMBER", options->number)->required();
    add_description(verb, options->description);
    verb.add_option("--reason", options->reason, "Why");
    verb.callback([&session, options] { describe_document(session, *options); });
    auto copying = std::make_shared<CopyOptions>();
    CLI::App& copy_verb =
        add_verb(document, "copy", "Makes a new document that begins with another's content.",
                 {"almirah document copy QP-07 QP-12 --title \"Control of maps\""});
    copy_verb.add_option("NUMBER", copying->number)->required();
    copy_verb.add_option("NEW", copying->to, "Number of the new one; auto: by the pattern of its type")
        ->required();
    add_description(copy_verb, copying->description);
    copy_verb.add_option("--change", copying->change, "Why it is made");
    copy_verb.callback([&session, copying] { copy(session, *copying); });
}

void add_ends(CLI::App& document, Session& session) {
    auto reopening = std::make_shared<ReopenOptions>();
    CLI::App& verb =
        add_verb(document, "reopen", "Makes a draft of the last issue of a document that is out of force.",
                 {"almirah document reopen QP-07 --reason \"needed again for the census\""});
    verb.add_option("NUMBER", reopening->number)->required();
    verb.add_option("--reason", reopening->reason, "Why")->required();
    verb.add_option("--language", reopening->language, "Tag (default: the document's own)");
    verb.callback([&session, reopening] { reopen(session, *reopening); });
    auto dry_run = std::make_shared<bool>(false);
    CLI::App& filing =
        add_verb(document, "file-superseded",
                 "Files issues that are out of force as records, in the series of their type.",
                 {"almirah document file-superseded --dry-run", "almirah document file-superseded"});
    filing.add_flag("--dry-run", *dry_run, "Show which, file nothing");
    filing.callback([&session, dry_run] { file_superseded(session, *dry_run); });
}

} // namespace

void add_document_reviews(CLI::App& document, Session& session) {
    add_requests(document, session);
    add_reviewing(document, session);
    add_describing(document, session);
    add_ends(document, session);
}

} // namespace almirah::cli
