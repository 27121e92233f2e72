#include "wall.hpp"

using namespace almirah::c;

namespace {

/// Text fields by name; false when there is none of that name.
bool set_text(almirah::Record& record, const std::string& field, const std::string& value) {
    if (field == "file_no")
        record.file_no = value;
    else if (field == "language")
        record.language = value;
    else if (field == "medium")
        record.medium = value;
    else if (field == "place")
        record.place = value;
    else if (field == "key")
        record.key = value;
    else if (field == "party")
        record.parties.push_back(value);
    else if (field == "subject")
        record.subjects.push_back(value);
    else
        return false;
    return true;
}

bool set_date(almirah::Record& record, const std::string& field, const char* value) {
    if (field == "created")
        record.created = date_or_none(value);
    else if (field == "opened")
        record.opened = date_or_none(value);
    else if (field == "closed")
        record.closed = date_or_none(value);
    else
        return false;
    return true;
}

} // namespace

almirah_filing* almirah_filing_new(const char* series, const char* title) {
    almirah_filing* filing = nullptr;
    wall(nullptr, [&] {
        auto made = std::make_unique<almirah_filing>();
        made->value.record.series = text_or_empty(series);
        made->value.record.title = text_or_empty(title);
        filing = made.release();
    });
    return filing;
}

void almirah_filing_free(almirah_filing* filing) {
    delete filing;
}

almirah_code almirah_filing_set(almirah_filing* filing, const char* field, const char* value,
                                almirah_error* error) {
    return wall(error, [&] {
        auto& record = need(filing, "filing")->value.record;
        const std::string name = need(field, "field");
        if (!set_text(record, name, need(value, "value")) && !set_date(record, name, value))
            throw almirah::Error(almirah::Code::invalid_argument, "a filing has no field '" + name + "'");
    });
}

almirah_code almirah_filing_add_path(almirah_filing* filing, const char* name, const char* path,
                                     almirah_error* error) {
    return wall(error, [&] {
        need(filing, "filing")
            ->value.content.push_back({need(name, "name"), need(path, "path"), std::nullopt});
    });
}

almirah_code almirah_filing_add_bytes(almirah_filing* filing, const char* name, const void* data,
                                      size_t size_bytes, almirah_error* error) {
    return wall(error, [&] {
        std::string bytes;
        if (size_bytes > 0) bytes.assign(static_cast<const char*>(need(data, "data")), size_bytes);
        need(filing, "filing")->value.content.push_back({need(name, "name"), "", std::move(bytes)});
    });
}

almirah_code almirah_record_file(almirah_text** id, almirah_store* store, const almirah_filing* filing,
                                 almirah_error* error) {
    return wall(error, [&] {
        auto text = std::make_unique<almirah_text>();
        need(id, "id");
        text->value = need(store, "store")->value.records().file(need(filing, "filing")->value);
        *id = text.release();
    });
}

almirah_code almirah_record_close(almirah_store* store, const char* id, const char* on,
                                  almirah_error* error) {
    return wall(error,
                [&] { need(store, "store")->value.records().close(need(id, "id"), date_or_none(on)); });
}

almirah_code almirah_record_read(const almirah_store* store, const char* id, const char* name, int version,
                                 almirah_sink sink, void* context, almirah_error* error) {
    return wall(error, [&] {
        need(sink, "sink");
        const auto pass = [&](const char* data, std::size_t size_bytes) {
            if (sink(context, data, size_bytes) != 0)
                throw almirah::Error(almirah::Code::cancelled,
                                     "the reader stopped; what it received is not whole");
        };
        need(store, "store")->value.records().read(need(id, "id"), text_or_empty(name), pass, version);
    });
}

almirah_code almirah_hold_place(almirah_text** hold_id, almirah_store* store, const char* record,
                                const char* reason, almirah_error* error) {
    return wall(error, [&] {
        auto text = std::make_unique<almirah_text>();
        need(hold_id, "hold_id");
        almirah::Hold hold;
        hold.records = {need(record, "record")};
        hold.reason = need(reason, "reason");
        text->value = need(store, "store")->value.holds().place(hold);
        *hold_id = text.release();
    });
}

almirah_code almirah_hold_release(almirah_store* store, const char* hold_id, const char* reason,
                                  almirah_error* error) {
    return wall(error, [&] {
        need(store, "store")->value.holds().release(need(hold_id, "hold_id"), text_or_empty(reason));
    });
}
