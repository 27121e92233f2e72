// The rows of a controlled document, its revisions and their content.
#pragma once

#include "almirah/document.hpp"
#include "index/connection.hpp"
#include "index/index.hpp"

namespace almirah::index {

class DocumentRows {
public:
    DocumentRows(Connection& connection, const TermsOf& terms) : connection_(connection), terms_(terms) {}

    void put(const Document& document);
    void drop(const std::string& number);

private:
    void put_revisions(const Document& document);

    Connection& connection_;
    const TermsOf& terms_;
};

} // namespace almirah::index
