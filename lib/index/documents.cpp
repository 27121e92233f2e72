#include "index/documents.hpp"

#include "format/json.hpp"
#include "index/content.hpp"
#include "index/search.hpp"
#include "index/sql.hpp"

#include <map>
#include <set>

namespace almirah::index {

namespace {

const std::string& language_of(const Document& document, const Revision& revision) {
    return revision.language.empty() ? document.language : revision.language;
}

std::string owner_of(const std::string& document, int revision) {
    return document + "/" + std::to_string(revision);
}

/// A document is found by the words of the newest revision in each language.
std::string body_of(const Document& document, const TermsOf& terms) {
    std::map<std::string, const Revision*> newest;
    for (const auto& revision : document.revisions) {
        auto& at = newest[language_of(document, revision)];
        if (!at || at->number < revision.number) at = &revision;
    }
    std::string body;
    for (const auto& [language, revision] : newest)
        if (terms && !revision->files.empty()) body += (body.empty() ? "" : " ") + terms(revision->files);
    return body;
}

SearchText text_of(const Document& document) {
    SearchText text{document.title.text, document.number};
    for (const auto& [language, edition] : document.title.in)
        text.title += "\n" + edition;
    return text;
}

std::set<int> stored_revisions(Connection& connection, const std::string& number) {
    std::set<int> revisions;
    Statement row = connection.prepare(sql::records::revisions);
    row.bind(number);
    while (row.step())
        revisions.insert(int(row.integer(0)));
    return revisions;
}

void put_revision(Connection& connection, const Document& document, const Revision& revision) {
    connection.prepare(sql::records::put_revision)
        .run(document.number, revision.number, language_of(document, revision), revision.author, revision.at,
             revision.change, format::name_of(revision.state), revision.approval, revision.effective_on,
             revision.obsolete_on);
}

std::optional<std::int64_t> find(Connection& connection, const std::string& number) {
    Statement row = connection.prepare(sql::records::find_document);
    if (!row.bind(number).step()) return std::nullopt;
    return row.integer(0);
}

} // namespace

void DocumentRows::put(const Document& document) {
    const auto known = find(connection_, document.number);
    connection_.prepare(known ? sql::records::change_document : sql::records::insert_document)
        .run(document.number, document.title.text, document.type, document.language, document.owner);
    const std::int64_t slot = first_document_slot + (known ? *known : connection_.last_row());
    const bool changed = put_revisions(document);
    if (known)
        SearchRows(connection_)
            .change(slot, text_of(document),
                    changed ? std::optional(body_of(document, terms_)) : std::nullopt);
    else
        SearchRows(connection_).insert(slot, text_of(document), body_of(document, terms_));
}

bool DocumentRows::put_revisions(const Document& document) {
    std::set<int> gone = stored_revisions(connection_, document.number);
    connection_.prepare(sql::records::drop_revisions).run(document.number);
    bool changed = false;
    for (const auto& revision : document.revisions) {
        put_revision(connection_, document, revision);
        std::vector<StoredFile> files;
        for (const auto& file : revision.files)
            files.push_back({revision.number, file});
        changed |= replace_content(connection_, "document", owner_of(document.number, revision.number),
                                   std::move(files));
        changed |= gone.erase(revision.number) == 0;
    }
    for (int number : gone)
        changed |= replace_content(connection_, "document", owner_of(document.number, number), {});
    return changed;
}

void DocumentRows::drop(const std::string& number) {
    const auto slot = find(connection_, number);
    if (!slot) return;
    for (int revision : stored_revisions(connection_, number))
        replace_content(connection_, "document", owner_of(number, revision), {});
    SearchRows(connection_).drop(first_document_slot + *slot);
    connection_.prepare(sql::records::drop_document).run(*slot);
}

} // namespace almirah::index
