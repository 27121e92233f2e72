// Who wrote what of a document, and what an approval of it binds to.
#include "base/digest.hpp"
#include "store/document_change.hpp"

namespace almirah {

std::string digest_of(Document document, Revision revision) {
    revision.digest.clear();
    revision.approval.clear();
    revision.state = RevisionState::draft;
    revision.submitted_for.reset();
    document.requests.clear();
    document.reviews.clear();
    document.described_by.clear();
    document.revisions = {revision};
    return base::sha256_hex(format::encode(document));
}

void credit(Revision& revision, const std::string& login) {
    if (login != revision.author) revision.coauthors.insert(login);
}

void write_as(Revision& revision, const std::string& login) {
    revision.coauthors.insert(revision.author);
    revision.coauthors.erase(login);
    revision.author = login;
}

std::set<std::string> authors_of(const Revision& revision) {
    std::set<std::string> authors = revision.coauthors;
    authors.insert(revision.author);
    return authors;
}

} // namespace almirah
