// almirah document new|show|content|list|history, and the noun itself.
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/documents.hpp"
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
    std::string number, language = "en", change = "first issue";
    DescriptionOptions description;
    std::vector<std::string> paths;
};

void create(Session& session, const NewOptions& options) {
    Document document;
    document.number = options.number == "auto" ? "" : options.number;
    document.language = options.language;
    document.owner = session.actor;
    describe(document, options.description);
    const auto content = sources_from(options.paths, session);
    const std::string number = session.writing().documents().create(document, content, options.change);
    answer_with_id(session, "Created draft", number);
}

Date on_or_today(Session& session, const std::string& on) {
    return on.empty() ? session.today() : date_of_option("--on", on);
}

/// What audits found about a document and nobody has closed.
void show_open_findings(Session& session, const std::vector<AuditFinding>& findings) {
    if (findings.empty()) return;
    print_line(session, "");
    Table table({"finding", "grade", "clause", "due", "~found"});
    for (const AuditFinding& finding : findings)
        table.add(
            {finding.id, name_of(finding.grade), finding.clause, to_string(finding.due_on), finding.text});
    show(session, table);
}

void show_document(Session& session, const Target& target) {
    const Document document = session.reading().documents().get(target.id);
    const Date on = on_or_today(session, target.on);
    const auto findings = session.reading().audits().findings({.document = document.number, .open = true});
    if (session.json) return print_line(session, json_line(document, on, findings));
    Table card;
    card.add({"document", document.number});
    card.add({"title", document.title.text});
    for (const auto& [tag, title] : document.title.in)
        card.add({"title " + tag, title});
    card.add({"type", document.type});
    card.add({"language", document.language});
    card.add({"owner", document.owner});
    if (document.review_every) card.add({"review every", to_string(*document.review_every)});
    for (const auto& [name, value] : document.properties)
        card.add({name, value});
    if (document.external) card.add({"source", source_in_words(*document.external)});
    if (!document.supersedes.empty()) card.add({"supersedes", joined(document.supersedes)});
    if (!document.copied_from.empty()) card.add({"copied from", document.copied_from});
    show(session, card);
    show_requests(session, document);
    show_reviews(session, document);
    show_open_findings(session, findings);
    print_line(session, "");
    Table revisions(
        {">revision", "state", "language", "effective", "author", "approval", "files", "~change"});
    for (const Revision& revision : document.revisions) {
        std::vector<std::string> files;
        for (const ContentFile& file : revision.files)
            files.push_back(file.name);
        revisions.add({issue_name(revision), name_of(state_on(document, revision.number, on)),
                       revision.language.empty() ? document.language : revision.language,
                       text_of(revision.effective_on), revision.author, revision.approval,
                       revision.record.empty() ? joined(files) : "filed as " + revision.record,
                       revision.change});
    }
    show(session, revisions);
}

struct ListOptions {
    MasterQuery query;
    std::string on, format, out;
    std::vector<std::string> properties;
};

void list_documents(Session& session, const ListOptions& options) {
    MasterQuery query = options.query;
    query.on = date_if_given("--on", options.on);
    for (const auto& [name, value] : pairs_of_option("--property", options.properties))
        query.properties[name] = value;
    Documents documents = session.reading().documents();
    if (!options.format.empty())
        return hand_out(session, documents.print(query, options.format), options.out);
    show_list(
        session, documents.list(query),
        {"document", ">revision", "effective", "language", "type", "owner", "open", "~title"},
        [](const MasterLine& line) {
            return std::vector<std::string>{
                line.number,
                (line.revision > 0 ? std::to_string(line.revision) : "none") +
                    (line.behind ? " (behind)" : ""),
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
    verb.add_option("NUMBER", options->number,
                    "Its number, never used again; auto: by the pattern of its type")
        ->required();
    add_description(verb, options->description);
    verb.get_option("--title")->required();
    verb.get_option("--type")->required();
    verb.add_option("--language", options->language, "Tag of its language (default: en)");
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

void add_list(CLI::App& document, Session& session) {
    auto options = std::make_shared<ListOptions>();
    CLI::App& list = add_verb(document, "list", "The master list: every document and its revision in force.",
                              {"almirah document list", "almirah document list --on 2025-01-01 --json",
                               "almirah document list --type procedure --state \"review due\"",
                               "almirah document list --desk D07 --property office=Basera",
                               "almirah document list --format html --out master-list.html"});
    list.add_option("--on", options->on, "As of this date (default: today)")->type_name("DATE");
    list.add_option("--type", options->query.type, "Of this type");
    list.add_option("--owner", options->query.owner, "Kept by this login or desk");
    list.add_option("--desk", options->query.desk, "Kept by this desk or its holder, or used at it");
    add_repeated(list, "--property", options->properties, "That say so of themselves, NAME=VALUE");
    list.add_option("--language", options->query.language, "In this language (a tag)");
    list.add_option(
        "--state", options->query.state,
        "in force, none in force, draft, in review, approved, behind (an edition of an older issue), "
        "review due");
    list.add_option("--limit", options->query.limit, "At most so many documents")->type_name("N");
    list.add_option("--after", options->query.after, "Those whose numbers sort after this one")
        ->type_name("NUMBER");
    CLI::Option* format = list.add_option("--format", options->format, "csv, or html to be printed");
    list.add_option("--out", options->out, "Write it to this new file")->type_name("FILE")->needs(format);
    list.callback([&session, options] { list_documents(session, *options); });
}

void add_questions(CLI::App& document, Session& session) {
    auto showing = std::make_shared<Target>();
    add_target_verb(document, session, "show", "Shows a document and its revisions.",
                    {"almirah document show QP-07"}, "NUMBER", showing, show_document)
        .add_option("--on", showing->on, "States as of this date (default: today)")
        ->type_name("DATE");
    add_list(document, session);
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
    add_document_reviews(document, session);
    add_document_types(document, session);
    add_document_check(document, session);
}

} // namespace almirah::cli
