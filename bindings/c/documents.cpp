#include "wall.hpp"

using namespace almirah::c;

namespace {

/// The file at a path under its own name.
std::vector<almirah::Source> content_at(const char* path) {
    const std::string whole = need(path, "path");
    return {{whole.substr(whole.rfind('/') + 1), whole, std::nullopt}};
}

} // namespace

almirah_code almirah_document_create(almirah_store* store, const char* number, const char* title,
                                     const char* type, const char* path, almirah_error* error) {
    return wall(error, [&] {
        almirah::Document document;
        document.number = need(number, "number");
        document.title = need(title, "title");
        document.type = text_or_empty(type);
        need(store, "store")->value.documents().create(document, content_at(path), "");
    });
}

almirah_code almirah_document_revise(int* revision, almirah_store* store, const char* number,
                                     const char* path, const char* change, almirah_error* error) {
    return wall(error, [&] {
        need(revision, "revision");
        *revision = need(store, "store")
                        ->value.documents()
                        .revise(need(number, "number"), content_at(path), text_or_empty(change));
    });
}

almirah_code almirah_document_submit(almirah_text** approval, almirah_store* store, const char* number,
                                     const char* effective_on, almirah_error* error) {
    return wall(error, [&] {
        auto text = std::make_unique<almirah_text>();
        need(approval, "approval");
        text->value = need(store, "store")
                          ->value.documents()
                          .submit(need(number, "number"), date_or_none(effective_on));
        *approval = text.release();
    });
}

almirah_code almirah_document_approve(almirah_store* store, const char* number, almirah_error* error) {
    return wall(error, [&] { need(store, "store")->value.documents().approve(need(number, "number")); });
}

almirah_code almirah_document_reject(almirah_store* store, const char* number, const char* reason,
                                     almirah_error* error) {
    return wall(error, [&] {
        need(store, "store")->value.documents().reject(need(number, "number"), text_or_empty(reason));
    });
}

almirah_code almirah_document_effective(int* revision, const almirah_store* store, const char* number,
                                        const char* on, almirah_error* error) {
    return wall(error, [&] {
        need(revision, "revision");
        for (const auto& line : need(store, "store")->value.documents().list({.on = date_or_none(on)}))
            if (line.number == need(number, "number")) {
                *revision = line.revision;
                return;
            }
        throw almirah::Error(almirah::Code::not_found,
                             std::string("no document ") + number + "; see the master list");
    });
}
