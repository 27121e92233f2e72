#include "crash/sight.hpp"

#include "crash/child.hpp"
#include "crash/operations.hpp"
#include "support/command.hpp"

#include <algorithm>
#include <optional>
#include <sstream>

namespace almirah::crash {

namespace {

void tell(std::ostream& out, Store& store, const std::string& id) {
    const Record record = store.records().get(id);
    out << id << " " << record.title.text << " " << int(record.state) << " " << record.place << "\n";
    for (const auto& reason : store.retention().explain(id).reasons)
        out << reason.text << "\n";
    if (record.state == RecordState::destroyed) return;
    for (const auto& version : record.versions)
        for (const auto& file : version.files)
            store.records().read(
                id, file.name,
                [&](const char* data, std::size_t size) { out.write(data, std::streamsize(size)); },
                version.number);
}

/// Runs in a child. Only errors of the library are caught: all others end it.
Seen look(const std::string& directory) {
    Seen seen;
    const auto caught = [&](const Error& error) {
        return std::string(name_of(error.code())) + ": " + error.what() + "\n";
    };
    std::optional<Store> store;
    try {
        store.emplace(open(directory));
        seen.answers = answers(*store);
    } catch (const Error& error) {
        seen.refused = true;
        seen.answers = caught(error);
    }
    try {
        seen.findings = store ? findings(store->trust().verify()) : seen.answers;
    } catch (const Error& error) {
        seen.findings = caught(error);
    }
    return seen;
}

/// The first line that differs.
std::string difference(const std::string& a, const std::string& b) {
    const auto at = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin();
    const auto start = a.rfind('\n', std::size_t(at)) + 1;
    return a.substr(start, a.find('\n', std::size_t(at)) - start).substr(0, 120);
}

} // namespace

void prepare_whole(const std::string& store) {
    operations().at("carry-out").prepare(store);
    operations().at("carry-out").act(store);
    Document document;
    document.number = "QP-1";
    document.title = "Procedure";
    auto door = open(store);
    door.documents().create(document, {{.name = "p.md", .bytes = "text"}}, "first");
    const auto id = door.records().file(filing("Kept", 3000));
    // Stock git has been here: deltas, packed refs, a loose object.
    const auto repacked = test::git(store, "repack -adfq && git -C " + test::quoted(store) +
                                               " pack-refs --all && echo loose | git -C " +
                                               test::quoted(store) + " hash-object -w --stdin");
    need(repacked.status == 0, "git repack: " + repacked.out);
    door.holds().place({.reason = "court", .records = {id}});
    door.records().file(filing("Last", 10));
}

std::string answers(Store& store) {
    std::ostringstream out;
    for (const auto& line : store.records().list({}))
        tell(out << line.title << line.held << "\n", store, line.id);
    for (const auto& entry : store.trust().history())
        out << entry.commit << entry.summary << entry.by << "\n";
    for (const auto& hold : store.holds().list())
        out << hold.id << hold.reason << hold.active() << "\n";
    for (const auto& disposal : store.disposals().list())
        out << disposal.id << int(disposal.state) << disposal.items.size() << "\n";
    for (const auto& line : store.documents().list())
        out << line.number << line.title << line.open_revision << "\n";
    for (const auto& hit : store.records().search("kept"))
        out << hit.id << hit.title << "\n";
    for (const auto& person : store.office().people())
        out << person.login << person.roles.size() << "\n";
    return out.str();
}

std::string findings(const Verification& verification) {
    std::string text;
    for (const auto& finding : verification.findings)
        if (finding.severity != Severity::note || finding.code == "entry-beyond")
            text += finding.code + " " + finding.object + ": " + finding.message + "\n";
    return text;
}

Seen see(const std::string& directory) {
    const auto ended = in_child([&](int out) {
        const Seen seen = look(directory);
        say(out, (seen.refused ? "-" : "+") + std::to_string(seen.answers.size()) + "\n" + seen.answers +
                     seen.findings);
        return 0;
    });
    Seen seen;
    if (ended.hung())
        seen.end = "it hangs";
    else if (ended.signal != 0)
        seen.end = "it dies of signal " + std::to_string(ended.signal);
    if (!seen.end.empty()) return seen;
    const std::size_t head = ended.out.find('\n') + 1, length = std::stoul(ended.out.substr(1));
    seen.answers = ended.out.substr(head, length);
    seen.findings = ended.out.substr(head + length);
    seen.refused = ended.out[0] == '-';
    return seen;
}

std::string fault_of(const Seen& seen, const std::string& sound) {
    if (!seen.end.empty()) return seen.end;
    if (seen.refused && std::count(seen.answers.begin(), seen.answers.end(), '\n') != 1)
        return "its message is not one line: " + seen.answers;
    if (seen.answers == sound || !seen.findings.empty()) return "";
    if (seen.refused) return "refused, and verify finds nothing: " + seen.answers;
    return "verify finds nothing, and the answers differ: " + difference(seen.answers, sound);
}

} // namespace almirah::crash
