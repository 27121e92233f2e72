// The rows of a controlled document, its revisions and their content.
#pragma once

#include "almirah/document.hpp"
#include "index/bodies.hpp"
#include "index/connection.hpp"
#include "index/index.hpp"

namespace almirah::index {

class DocumentRows {
public:
    DocumentRows(Connection& connection, const TermsOf& terms, BodyRows& bodies)
        : connection_(connection), terms_(terms), bodies_(bodies) {}

    void put(const Document& document);
    void drop(const std::string& number);

private:
    void put_revisions(const Document& document);

    Connection& connection_;
    const TermsOf& terms_;
    BodyRows& bodies_;
};

} // namespace almirah::index
