#include "index/documents.hpp"

#include "format/json.hpp"
#include "index/content.hpp"
#include "index/search.hpp"
#include "index/sql.hpp"
#include "index/state.hpp"
#include "model/document.hpp"

#include <map>
#include <set>

namespace almirah::index {

using model::language_of;

namespace {

std::string owner_of(const std::string& document, int revision) {
    return document + "/" + std::to_string(revision);
}

/// A document is found by the words of the newest revision in each language.
std::vector<ContentFile> searched_files(const Document& document) {
    std::map<std::string, const Revision*> newest;
    for (const auto& revision : document.revisions) {
        auto& at = newest[language_of(document, revision)];
        if (!at || at->number < revision.number) at = &revision;
    }
    std::vector<ContentFile> files;
    for (const auto& [language, revision] : newest)
        if (revision->record.empty()) // else it is found by its record
            files.insert(files.end(), revision->files.begin(), revision->files.end());
    return files;
}

std::string blobs_of(const std::vector<ContentFile>& files) {
    std::string blobs;
    for (const auto& file : files)
        blobs += (blobs.empty() ? "" : " ") + file.blob;
    return blobs;
}

SearchText text_of(const Document& document) {
    SearchText text{document.title.text, document.number};
    for (const auto& [language, edition] : document.title.in)
        text.title += "\n" + edition;
    return text;
}

/// The fewest days that an interval may come to; nothing where no review is asked for.
std::optional<std::int64_t> review_days(std::optional<Period> every) {
    if (!every || every->empty()) return std::nullopt;
    return 365 * every->years + 28 * every->months + every->days;
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
    const auto days = model::in_force(document, revision);
    connection.prepare(sql::records::put_revision)
        .run(document.number, revision.number, language_of(document, revision), revision.author, revision.at,
             revision.change, format::name_of(revision.state), revision.approval, revision.effective_on,
             revision.obsolete_on, days ? std::optional(days->from) : std::nullopt,
             days ? days->until : std::nullopt,
             model::confirmed_on(document, revision.number, model::last_day));
}

struct Known {
    std::int64_t slot = 0;
    std::string searched;
};

std::optional<Known> find(Connection& connection, const std::string& number) {
    Statement row = connection.prepare(sql::records::find_document);
    if (!row.bind(number).step()) return std::nullopt;
    return Known{row.integer(0), row.text(1)};
}

} // namespace

template <class... More>
std::vector<std::string> numbers_by(Connection& connection, const char* sql, const DocumentQuery& query,
                                    const More&... more) {
    std::vector<std::string> numbers;
    Statement row = connection.prepare(sql);
    row.bind(query.after, query.type, query.owner, query.limit > 0 ? std::int64_t(query.limit) : -1, more...);
    while (row.step())
        numbers.push_back(row.text(0));
    return numbers;
}

std::vector<std::string> Index::document_numbers(const DocumentQuery& query) const {
    return numbers_by(state_->connection, sql::records::document_numbers, query);
}

std::vector<std::string> Index::document_numbers(const DocumentQuery& query, RevisionState state,
                                                 Date on) const {
    return numbers_by(state_->connection, sql::records::document_numbers_by_state, query,
                      format::name_of(state), on);
}

std::vector<std::string> Index::document_numbers(const DocumentQuery& query, const ReviewsBy& reviews) const {
    std::optional<std::int64_t> shortest;
    for (const Period every : reviews.intervals)
        if (const auto days = review_days(every)) shortest = std::min(shortest.value_or(*days), *days);
    return numbers_by(state_->connection, sql::records::document_numbers_to_review, query, reviews.until,
                      reviews.today, shortest);
}

std::vector<std::string> Index::document_numbers(const DocumentQuery& query,
                                                 const LanguagesOn& wanted) const {
    std::string types;
    for (const std::string& type : wanted.types)
        types += (types.empty() ? "" : " ") + type;
    return numbers_by(state_->connection, sql::records::document_numbers_lacking, query, types, wanted.on,
                      wanted.behind);
}

std::set<std::string> Index::documents_of(const Desk& desk) const {
    std::set<std::string> numbers;
    Statement row = state_->connection.prepare(sql::distribution::documents_of_desk);
    row.bind(desk.code, desk.holder);
    while (row.step())
        numbers.insert(row.text(0));
    return numbers;
}

void DocumentRows::put(const Document& document) {
    const auto known = find(connection_, document.number);
    const auto files = searched_files(document);
    const std::string searched = blobs_of(files);
    connection_.prepare(known ? sql::records::change_document : sql::records::insert_document)
        .run(document.number, document.title.text, document.type, document.language, document.owner,
             std::int64_t(model::languages_of(document).size()), review_days(document.review_every),
             searched);
    const std::int64_t slot = first_document_slot + (known ? known->slot : connection_.last_row());
    put_revisions(document);
    SearchRows(connection_).change(slot, text_of(document));
    if (!known || known->searched != searched)
        bodies_.put(slot, terms_ && !files.empty() ? terms_(files) : std::string());
}

void DocumentRows::put_revisions(const Document& document) {
    std::set<int> gone = stored_revisions(connection_, document.number);
    connection_.prepare(sql::records::drop_revisions).run(document.number);
    for (const auto& revision : document.revisions) {
        put_revision(connection_, document, revision);
        std::vector<StoredFile> files;
        if (revision.record.empty())
            for (const auto& file : revision.files)
                files.push_back({revision.number, file});
        replace_content(connection_, "document", owner_of(document.number, revision.number),
                        std::move(files));
        gone.erase(revision.number);
    }
    for (int number : gone)
        replace_content(connection_, "document", owner_of(document.number, number), {});
}

void DocumentRows::drop(const std::string& number) {
    const auto known = find(connection_, number);
    if (!known) return;
    for (int revision : stored_revisions(connection_, number))
        replace_content(connection_, "document", owner_of(number, revision), {});
    SearchRows(connection_).drop(first_document_slot + known->slot);
    bodies_.put(first_document_slot + known->slot, {});
    connection_.prepare(sql::records::drop_document).run(known->slot);
}

} // namespace almirah::index
