// What is asked of documents: content, what is to be reviewed, what a change was.
#include "store/content.hpp"
#include "store/document_change.hpp"
#include "store/document_types.hpp"
#include "vault/difference.hpp"

#include <algorithm>

namespace almirah {

namespace {

using model::language_of;

constexpr std::uint64_t compared_bytes = 1 << 20; ///< Texts above it are told by size and digest alone.

std::string bytes_of(Engine& engine, const std::string& owner, const ContentFile& file) {
    std::string bytes;
    read_checked(engine, owner, file, [&](const char* data, std::size_t size) { bytes.append(data, size); });
    return bytes;
}

const ContentFile* find_file(const std::vector<ContentFile>& files, const std::string& name) {
    const auto found =
        std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.name == name; });
    return found == files.end() ? nullptr : &*found;
}

/// The issue that a revision followed in its language; null when it is the first.
const Revision* before(const Document& document, const Revision& revision) {
    const Revision* last = nullptr;
    for (const auto& other : document.revisions)
        if (other.number < revision.number && language_of(document, other) == language_of(document, revision))
            last = &other;
    return last;
}

class Noting {
public:
    Noting(Engine& engine, const Document& document, const Revision& now, const Revision* was)
        : engine_(engine), document_(document), now_(now), was_(was) {}

    std::vector<ChangeNote::File> files() const {
        std::vector<ChangeNote::File> files;
        for (const auto& file : now_.files)
            files.push_back(compared(file.name, was_ ? find_file(was_->files, file.name) : nullptr, &file));
        if (was_)
            for (const auto& file : was_->files)
                if (!find_file(now_.files, file.name)) files.push_back(compared(file.name, &file, nullptr));
        return files;
    }

private:
    ChangeNote::File compared(const std::string& name, const ContentFile* was, const ContentFile* is) const {
        ChangeNote::File file{name, "", 0, 0, "", "", ""};
        if (was) std::tie(file.size_before, file.sha256_before) = std::tie(was->size_bytes, was->sha256);
        if (is) std::tie(file.size_after, file.sha256_after) = std::tie(is->size_bytes, is->sha256);
        file.change = !was ? "added" : !is ? "removed" : was->sha256 == is->sha256 ? "same" : "changed";
        const bool small = file.size_before <= compared_bytes && file.size_after <= compared_bytes;
        if (file.change == "changed" && small && was_->record.empty() && now_.record.empty())
            file.difference = vault::text_difference(name, bytes_of(engine_, name_of(document_, *was_), *was),
                                                     bytes_of(engine_, name_of(document_, now_), *is));
        return file;
    }

    Engine& engine_;
    const Document& document_;
    const Revision& now_;
    const Revision* was_;
};

const Revision& require_issue(const Document& document, int number) {
    if (const Revision* revision = model::issue_of(document, number)) return *revision;
    throw Error(Code::not_found, document.number + " has no revision " + std::to_string(number));
}

} // namespace

Document Documents::get(const std::string& number) const {
    return engine_->document(number);
}

std::vector<ReviewLine> Documents::reviews(Date until) const {
    return reviews_until(*engine_, until);
}

std::vector<ReviewLine> reviews_until(Engine& engine, Date until) {
    const Date today = engine.today();
    const auto kinds = engine.all<DocumentType>("document-types");
    std::vector<ReviewLine> lines;
    const auto by = reviews_by(kinds, until, today);
    for (const auto& number :
         engine.ask([&](const index::Index& index) { return index.document_numbers({}, by); })) {
        const Document document = engine.document(number);
        const auto due = review_due(document, review_interval(document, kinds), today);
        if (!due || *due > until) continue;
        ReviewLine line;
        line.number = document.number;
        line.title = document.title.text;
        line.owner = document.external && !document.external->watched_by.empty()
                         ? document.external->watched_by
                         : document.owner;
        line.revision = *effective_revision(document, "", today);
        line.due_on = *due;
        line.overdue = *due < today;
        if (!document.reviews.empty()) line.last_on = document.reviews.back().on;
        lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) { return a.due_on < b.due_on; });
    return lines;
}

ChangeNote Documents::note(const std::string& number, int revision) const {
    Document document = engine_->document(number);
    const Revision& now = require_issue(document, revision);
    const Revision* was = before(document, now);
    ChangeNote note;
    note.document = number;
    note.title = document.title.text;
    note.revision = now;
    note.before = was ? was->number : 0;
    if (now.request > 0) note.request = require_request(document, now.request);
    note.files = Noting(*engine_, document, now, was).files();
    return note;
}

void Documents::read(const std::string& number, int revision, const std::string& name, const Sink& sink,
                     std::optional<Date> on) const {
    const Document document = engine_->document(number);
    const Date date = on.value_or(engine_->today());
    if (revision == 0) {
        const auto effective = effective_revision(document, "", date);
        if (!effective)
            throw Error(Code::not_found,
                        number + " has no revision in force on " + to_string(date) + "; name a revision");
        revision = *effective;
    }
    const Revision& wanted = require_issue(document, revision);
    if (!wanted.record.empty() && engine_->record(wanted.record).state == RecordState::destroyed)
        throw Error(Code::not_found, name_of(document, wanted) + " was filed as " + wanted.record +
                                         ", and that was destroyed; its certificate says why");
    for (const auto& file : wanted.files)
        if (file.name == name || (name.empty() && wanted.files.size() == 1))
            return read_checked(*engine_, name_of(document, wanted), file, sink);
    throw Error(Code::not_found,
                name_of(document, wanted) + " has no file '" + name + "'; show the document for the names");
}

} // namespace almirah
