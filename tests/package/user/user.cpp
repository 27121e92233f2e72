// A stranger's program: makes a store, files a note, finds it again.
#include <almirah/almirah.hpp>

#include <iostream>

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    try {
        almirah::Founding founding;
        founding.office.code = "U";
        founding.office.name = "A stranger's office";
        founding.administrator.login = "asha";
        auto store = almirah::Store::create(argv[1], founding);
        store.retention().add_series(
            {.code = "N", .title = "Notes", .under = "", .schedule = "", .rule = "", .closed = false});
        almirah::Filing filing;
        filing.record.series = "N";
        filing.record.title = "A first note";
        filing.content.push_back({.name = "note.txt", .path = "", .bytes = "hello"});
        const std::string id = store.records().file(filing);
        const auto hits = store.records().search("first");
        std::cout << almirah::version() << " filed " << id << "\n";
        return hits.size() == 1 && hits.front().id == id ? 0 : 1;
    } catch (const almirah::Error& error) {
        std::cerr << almirah::name_of(error.code()) << ": " << error.what() << "\n";
        return 1;
    }
}
