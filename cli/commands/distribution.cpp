// almirah distribution set|show|list, almirah acknowledge, almirah training note|list
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct PointsOptions {
    std::string document, read_within, reason;
    std::vector<std::string> add, remove;
};

void set_distribution(Session& session, const PointsOptions& options) {
    DistributionChange change;
    change.document = options.document;
    change.add = points_of_option("--add", options.add);
    change.remove = points_of_option("--remove", options.remove);
    change.read_within = period_if_given("--read-within", options.read_within);
    change.reason = options.reason;
    Distribution distribution = session.writing().distribution();
    distribution.change(change);
    const auto list = distribution.list(options.document);
    if (session.json) return print_line(session, json_line(list));
    print_line(session, options.document + " is used at " + counted(list.points.size(), "point"));
}

void show_distribution(Session& session, const Target& target) {
    const auto list = session.reading().distribution().list(target.id);
    if (session.json) return print_line(session, json_line(list));
    Table table({"point", "since"});
    for (const PointOfUse& point : list.points)
        table.add({to_string(point), text_of(point.since)});
    if (table.empty()) return session.note("No point of use.");
    show(session, table);
    print_line(session, "");
    print_line(session, "To be read within " + to_string(list.read_within));
}

void list_distributions(Session& session) {
    show_list(
        session, session.reading().distribution().lists(), {"document", "read within", "~points"},
        [](const DistributionList& list) {
            std::vector<std::string> points;
            for (const PointOfUse& point : list.points)
                points.push_back(to_string(point));
            return std::vector<std::string>{list.document, to_string(list.read_within), joined(points)};
        },
        "distribution lists");
}

struct ReadOptions {
    std::string document, note;
    int revision = 0;
};

void acknowledge(Session& session, const ReadOptions& options) {
    const auto given =
        session.writing().distribution().acknowledge(options.document, options.revision, options.note);
    answer(session,
           "Noted: " + given.person + " has read and understood " + given.document + "/" +
               std::to_string(given.revision),
           {{"id", given.document},
            {"revision", std::int64_t{given.revision}},
            {"person", given.person},
            {"sha256", given.digest}});
}

struct TrainingOptions {
    Training training;
    std::string on;
};

void note_training(Session& session, TrainingOptions options) {
    Store& store = session.writing();
    options.training.on = options.on.empty() ? session.today() : date_of_option("--on", options.on);
    const auto noted = store.distribution().note_training(options.training);
    answer(session,
           "Noted the training of " + std::to_string(noted) + " of " +
               std::to_string(options.training.people.size()) + " on " + options.training.document,
           {{"id", options.training.document}, {"noted", static_cast<std::int64_t>(noted)}});
}

struct RecordOptions {
    TrainingQuery query;
    std::string on;
};

std::string status_of(const TrainingLine& line) {
    if (line.given)
        return line.given->on ? "taught " + to_string(*line.given->on)
                              : "read " + to_string(date_of(line.given->at));
    return (line.overdue ? "OVERDUE since " : "due ") + text_of(line.due_on);
}

void list_training(Session& session, RecordOptions options) {
    options.query.on = date_if_given("--on", options.on);
    show_list(
        session, session.reading().distribution().training(options.query),
        {"person", "document", ">revision", "revision is", "training", "noted by", "~title"},
        [](const TrainingLine& line) {
            return std::vector<std::string>{line.person,
                                            line.document,
                                            std::to_string(line.revision),
                                            name_of(line.revision_state),
                                            status_of(line),
                                            line.given ? line.given->noted_by : "",
                                            line.title};
        },
        options.query.outstanding ? "document is to be read" : "training");
}

void add_training(CLI::App& root, Session& session) {
    CLI::App& training =
        add_noun(root, "training", "Who has read which document, or was taught it, and who has not.",
                 group::documents);
    auto noting = std::make_shared<TrainingOptions>();
    CLI::App& note =
        add_verb(training, "note", "Notes that people were taught a document.",
                 {"almirah training note QP-01 --person dinesh --person kamla --on 2026-04-06 \\",
                  "    --note \"morning meeting\""});
    note.add_option("NUMBER", noting->training.document, "The document")->required();
    add_repeated(note, "--person", noting->training.people, "Login of who was taught")->required();
    note.add_option("--on", noting->on, "On this day (default: today)")->type_name("DATE");
    note.add_option("--revision", noting->training.revision, "Which (default: the one in force)")
        ->type_name("N");
    note.add_option("--note", noting->training.note, "By whom, where");
    note.callback([&session, noting] { note_training(session, *noting); });
    auto asking = std::make_shared<RecordOptions>();
    CLI::App& list =
        add_verb(training, "list", "The training record, with what is still to be read.",
                 {"almirah training list --person dinesh", "almirah training list --document QP-01",
                  "almirah training list --outstanding"});
    list.add_option("--person", asking->query.person, "Of this person")->type_name("LOGIN");
    list.add_option("--document", asking->query.document, "Of this document")->type_name("NUMBER");
    list.add_flag("--outstanding", asking->query.outstanding, "Only what is still to be read");
    list.add_option("--on", asking->on, "To be read as of this date (default: today)")->type_name("DATE");
    list.callback([&session, asking] { list_training(session, *asking); });
}

void add_acknowledge(CLI::App& root, Session& session) {
    auto options = std::make_shared<ReadOptions>();
    CLI::App& verb = add_verb(root, "acknowledge", "Says: I have read and understood this document.",
                              {"almirah --as dinesh acknowledge QP-07"});
    verb.group(group::documents);
    verb.add_option("NUMBER", options->document, "The document")->required();
    verb.add_option("--revision", options->revision, "Which (default: the one in force)")->type_name("N");
    verb.add_option("--note", options->note, "What is to be said about it");
    verb.callback([&session, options] { acknowledge(session, *options); });
}

} // namespace

void add_distribution(CLI::App& root, Session& session) {
    CLI::App& noun = add_noun(root, "distribution", "Where each document is used, and so who is to read it.",
                              group::documents);
    auto options = std::make_shared<PointsOptions>();
    CLI::App& set = add_verb(
        noun, "set", "Adds points of use to a document's list, or removes them.",
        {"almirah distribution set QP-07 --add desk:D07 --add role:clerk --add board:GATE@hi",
         "almirah distribution set QP-07 --remove desk:D07 --read-within 7d --reason \"desk closed\""});
    set.add_option("NUMBER", options->document, "The document")->required();
    add_repeated(set, "--add", options->add,
                 "desk:CODE, place:CODE, person:LOGIN, board:CODE or role:NAME; @TAG for another language")
        ->type_name("POINT");
    add_repeated(set, "--remove", options->remove, "Likewise")->type_name("POINT");
    set.add_option("--read-within", options->read_within, "Time for reading (14d where nothing was said)")
        ->type_name("PERIOD");
    set.add_option("--reason", options->reason, "Why");
    set.callback([&session, options] { set_distribution(session, *options); });
    add_target_verb(noun, session, "show", "Shows where a document is used.",
                    {"almirah distribution show QP-07"}, "NUMBER", std::make_shared<Target>(),
                    show_distribution);
    CLI::App& list = add_verb(noun, "list", "Lists where documents are used.", {"almirah distribution list"});
    list.callback([&session] { list_distributions(session); });
    add_acknowledge(root, session);
    add_training(root, session);
}

} // namespace almirah::cli
