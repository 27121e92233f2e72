// Questions: what is due, why, where a word is.
#include "bench/measure.hpp"
#include "bench/office.hpp"
#include "bench/peer_due.hpp"
#include "bench/workloads.hpp"

namespace almirah::bench {

namespace {

constexpr std::size_t page = 50;

std::string text_of(const std::vector<DueLine>& lines) {
    std::string text;
    for (const auto& line : lines)
        text += line.evaluation.id + " " + to_string(*line.evaluation.due_on) + "\n";
    return text;
}

std::string text_of(const std::vector<DueCount>& counts) {
    std::string text;
    for (const auto& count : counts)
        text += count.series + " " + std::to_string(int(count.action)) + " " + std::to_string(count.records) +
                "\n";
    return text;
}

std::size_t total(const std::vector<DueCount>& counts) {
    std::size_t total = 0;
    for (const auto& count : counts)
        total += count.records;
    return total;
}

void due(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    const auto retention = store.retention();
    (void)retention.due_counts({.on = today}); // warms the cache for everyone
    PeerDue peer(job.store + "/almirah/index.sqlite3");
    (void)peer.counts(today);
    measure("due-page", job.runs, [&] {
        const auto lines = retention.due({.on = today, .limit = page});
        return Result{std::to_string(lines.size()) + " lines", text_of(lines)};
    });
    measure("due-page-sql", job.runs, [&] { return Result{"by hand-written SQL", peer.page(today, page)}; });
    measure("due-counts", job.runs, [&] {
        const auto counts = retention.due_counts({.on = today});
        return Result{std::to_string(total(counts)) + " records due", text_of(counts)};
    });
    measure("due-counts-sql", job.runs, [&] { return Result{"by hand-written SQL", peer.counts(today)}; });
}

/// Ids from all over the store.
std::vector<std::string> some_ids(const Store& store_in, std::size_t wanted) {
    Store& store = const_cast<Store&>(store_in);
    const std::size_t all = store.records().count();
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < wanted; ++i)
        for (const auto& line : store.records().list({.limit = 1, .offset = i * all / wanted}))
            ids.push_back(line.id);
    return ids;
}

void explain(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    const auto ids = some_ids(store, 20);
    std::size_t next = 0;
    measure("explain", int(ids.size()), [&] {
        const auto answer = store.retention().explain(ids[next++], today);
        return Result{answer.id + ": " + answer.reasons.front().code, answer.reasons.front().text};
    });
    next = 0;
    measure("get", int(ids.size()), [&] {
        const auto record = store.records().get(ids[next++]);
        return Result{record.id, record.title.text};
    });
}

void search(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    const auto look = [&](const char* name, const std::string& words) {
        (void)store.records().search(words, page);
        measure(name, job.runs, [&] {
            std::string text;
            const auto hits = store.records().search(words, page);
            for (const auto& hit : hits)
                text += hit.id + "\n";
            return Result{std::to_string(hits.size()) + " hits shown", text};
        });
    };
    look("search-rare", rare_word);
    look("search-common", common_word);
    look("search-latin", "namantaran");
    look("search-two", std::string(common_word) + " " + rare_word);
}

void show(const Job& job) {
    std::string id;
    {
        Store store = Store::open(job.store, options("asha"));
        id = some_ids(store, 3).at(1);
    }
    measure("open-show", 4 * job.runs, [&] {
        return Result{"as a whole process",
                      run_program({job.command, "--store", job.store, "record", "show", id})};
    });
}

void master_list(const Documents& documents, const char* name, int runs, const MasterQuery& query) {
    measure(name, runs, [&] {
        std::string text;
        const auto lines = documents.list(query);
        for (const auto& line : lines)
            text += line.number + " " + std::to_string(line.revision) + "\n";
        return Result{std::to_string(lines.size()) + " lines", text};
    });
}

/// Controlled documents: tests/bench/documents.py puts as many as are wanted into a store.
void documents(const Job& job) {
    Store store = Store::open(job.store, options("asha"));
    const Documents documents = store.documents();
    const auto some = documents.list({.limit = 1});
    if (some.empty()) return;
    master_list(documents, "master-page", job.runs, {.limit = page});
    master_list(documents, "master-type", job.runs, {.type = "form", .limit = page});
    master_list(documents, "master-then", job.runs,
                {.on = Date{std::chrono::year{2024} / 1 / 1}, .limit = page});
    for (const char* state : {"draft", "in review", "approved", "review due", "none in force"})
        master_list(documents, (std::string("master ") + state).c_str(), job.runs,
                    {.state = state, .limit = page});
    master_list(documents, "master-all", 1, {});
    int year = 2022;
    measure("in-force-on", job.runs, [&] {
        std::string text;
        documents.read(
            some.front().number, 0, "", [&](const char* data, std::size_t size) { text.append(data, size); },
            Date{std::chrono::year{year++} / 3 / 1});
        return Result{some.front().number + " on a day of " + std::to_string(year - 1), text};
    });
    measure("document-search", job.runs, [&] {
        const auto hits = store.records().search("licence", page);
        return Result{std::to_string(hits.size()) + " hits shown", hits.empty() ? "" : hits.front().id};
    });
    measure("reviews", job.runs,
            [&] { return Result{std::to_string(documents.reviews(today).size()) + " to be reviewed"}; });
}

} // namespace

const std::vector<Workload> reading_workloads{
    {"documents", "the master list, what was in force on a day, reviews (tests/bench/documents.py)",
     documents},
    {"due", "what is due: first page, counts by series and action, each beside hand-written SQL", due},
    {"explain", "every reason for one record", explain},
    {"search", "one Hindi word, rare or common, and its Latin spelling", search},
    {"show", "open and show one record, as a whole process (needs --command)", show},
};

} // namespace almirah::bench
