// Who wrote what of a document.
#include "store/document_change.hpp"

namespace almirah {

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
