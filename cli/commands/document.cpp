// almirah document new|show|content|list|history, and the noun itself.
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/entries.hpp"
#include "cli/extract.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/sources.hpp"
#include "cli/values.hpp"

#include <algorithm>

namespace almirah::cli {
namespace {

struct NewOptions {
    std::string number, type, language = "en", owner, review_every, change = "first issue";
    TextOptions title;
    std::vector<std::string> paths;
};

void create(Session& session, const NewOptions& options) {
    Document document;
    document.number = options.number;
    document.title = text_of(options.title);
    document.type = options.type;
    document.language = options.language;
    document.owner = options.owner.empty() ? session.actor : options.owner;
    document.review_every = period_if_given("--review-every", options.review_every);
    const auto content = sources_from(options.paths, session);
    session.writing().documents().create(document, content, options.change);
    answer_with_id(session, "Created draft", options.number);
}

Date on_or_today(Session& session, const std::string& on) {
    return on.empty() ? session.today() : date_of_option("--on", on);
}

void show_document(Session& session, const Target& target) {
    const Document document = session.reading().documents().get(target.id);
    const Date on = on_or_today(session, target.on);
    if (session.json) return print_line(session, json_line(document, on));
    Table card;
    card.add({"document", document.number});
    card.add({"title", document.title.text});
    for (const auto& [tag, title] : document.title.in)
        card.add({"title " + tag, title});
    card.add({"type", document.type});
    card.add({"language", document.language});
    card.add({"owner", document.owner});
    if (document.review_every) card.add({"review every", to_string(*document.review_every)});
    show(session, card);
    print_line(session, "");
    Table revisions(
        {">revision", "state", "language", "effective", "author", "approval", "files", "~change"});
    for (const Revision& revision : document.revisions) {
        std::vector<std::string> files;
        for (const ContentFile& file : revision.files)
            files.push_back(file.name);
        revisions.add({std::to_string(revision.number), name_of(state_on(document, revision.number, on)),
                       revision.language.empty() ? document.language : revision.language,
                       text_of(revision.effective_on), revision.author, revision.approval, joined(files),
                       revision.change});
    }
    show(session, revisions);
}

void list_documents(Session& session, const Target& target) {
    show_list(
        session, session.reading().documents().list(date_if_given("--on", target.on)),
        {"document", ">revision", "effective", "language", "type", "owner", "open", "~title"},
        [](const MasterLine& line) {
            return std::vector<std::string>{
                line.number,
                line.revision > 0 ? std::to_string(line.revision) : "none",
                text_of(line.effective_on),
                line.language,
                line.type,
                line.owner,
                line.open_revision > 0 ? std::to_string(line.open_revision) + " " + line.open_state : "",
                line.title};
        },
        "documents");
}

struct ContentOptions {
    std::string number, name, on;
    int revision = 0;
    Extraction extraction;
};

const Revision& revision_of(const Document& document, int number, Date on) {
    if (number == 0) {
        const auto effective = effective_revision(document, {}, on);
        if (!effective)
            throw Error(Code::not_found, document.number + ": no revision is in force on " + to_string(on) +
                                             "; name one with --revision");
        number = *effective;
    }
    const auto found = std::find_if(document.revisions.begin(), document.revisions.end(),
                                    [number](const Revision& revision) { return revision.number == number; });
    if (found == document.revisions.end())
        throw Error(Code::not_found, document.number + ": there is no revision " + std::to_string(number) +
                                         "; see almirah document show " + document.number);
    return *found;
}

void read_content(Session& session, const ContentOptions& options) {
    Documents documents = session.reading().documents();
    const Document document = documents.get(options.number);
    const Revision& revision = revision_of(document, options.revision, on_or_today(session, options.on));
    std::vector<std::string> names;
    if (!options.name.empty())
        names.push_back(options.name);
    else
        for (const ContentFile& file : revision.files)
            names.push_back(file.name);
    extract(session, names, options.extraction, [&](const std::string& name, const Sink& sink) {
        documents.read(options.number, revision.number, name, sink);
    });
}

void add_new(CLI::App& document, Session& session) {
    auto options = std::make_shared<NewOptions>();
    CLI::App& verb =
        add_verb(document, "new", "Makes a controlled document, with revision 1 as a draft.",
                 {"almirah document new QP-07 --title \"Control of records\" --title-hi \"अभिलेख नियंत्रण\" \\",
                  "    --type procedure --owner asha --review-every 1y QP-07.odt"});
    verb.add_option("NUMBER", options->number, "Its number, never used again")->required();
    add_text(verb, "--title", options->title, "Its title")->required();
    verb.add_option("--type", options->type, "procedure, form, charter, …")->required();
    verb.add_option("--language", options->language, "Tag of its language (default: en)");
    verb.add_option("--owner", options->owner, "Login or desk that keeps it (default: who acts)");
    verb.add_option("--review-every", options->review_every, "Period such as 1y")->type_name("PERIOD");
    verb.add_option("--change", options->change, "Why it is made (default: first issue)");
    verb.add_option("PATH", options->paths, "Its files")->required();
    verb.callback([&session, options] { create(session, *options); });
}

void add_content(CLI::App& document, Session& session) {
    auto options = std::make_shared<ContentOptions>();
    CLI::App& verb =
        add_verb(document, "content", "Gives the files of a revision back, with their SHA-256 checked.",
                 {"almirah document content QP-07 > QP-07.odt",
                  "almirah document content QP-07 --on 2025-01-01 --out copies/"});
    verb.add_option("NUMBER", options->number)->required();
    verb.add_option("--revision", options->revision, "Which (default: the one in force)")->type_name("N");
    verb.add_option("--on", options->on, "The one in force on this date")->type_name("DATE");
    verb.add_option("--name", options->name, "Only this file")->type_name("FILE");
    verb.add_option("--out", options->extraction.folder, "Write the files below this folder")
        ->type_name("DIR");
    verb.add_flag("--force", options->extraction.force, "Replace files that are there");
    verb.callback([&session, options] { read_content(session, *options); });
}

void add_questions(CLI::App& document, Session& session) {
    auto showing = std::make_shared<Target>();
    add_target_verb(document, session, "show", "Shows a document and its revisions.",
                    {"almirah document show QP-07"}, "NUMBER", showing, show_document)
        .add_option("--on", showing->on, "States as of this date (default: today)")
        ->type_name("DATE");
    auto listing = std::make_shared<Target>();
    CLI::App& list = add_verb(document, "list", "The master list: every document and its revision in force.",
                              {"almirah document list", "almirah document list --on 2025-01-01 --json"});
    list.add_option("--on", listing->on, "As of this date (default: today)")->type_name("DATE");
    list.callback([&session, listing] { list_documents(session, *listing); });
    add_target_verb(document, session, "history", "Tells who did what to a document, when and why.",
                    {"almirah document history QP-07"}, "NUMBER", std::make_shared<Target>(),
                    [](Session& running, const Target& target) { show_history(running, target.id, 0); });
}

} // namespace

void add_document(CLI::App& root, Session& session) {
    CLI::App& document = add_noun(root, "document", "Controlled documents: draft, approve, issue, withdraw.",
                                  group::documents);
    add_new(document, session);
    add_document_changes(document, session);
    add_content(document, session);
    add_questions(document, session);
    add_document_check(document, session);
}

} // namespace almirah::cli
