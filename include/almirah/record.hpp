// Records: what the record room keeps.
#pragma once

#include "almirah/date.hpp"
#include "almirah/export.hpp"
#include "almirah/problem.hpp"
#include "almirah/table.hpp"
#include "almirah/text.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace almirah {

/// A stored file. The register keeps this for ever; the bytes go when the record is destroyed, or before.
struct ContentFile {
    std::string name; ///< As given, UTF-8, '/' between folders: "annex/map.svg".
    std::uint64_t size_bytes = 0;
    std::string sha256; ///< 64 hexadecimal digits.
    std::string blob;   ///< git object id of the blob, or of the tree of its parts when over 64 MiB.
    std::string
        gone{}; ///< The disposal that took the bytes, where they went before the record was destroyed.

    bool operator==(const ContentFile&) const = default;
};

/// A numbered state of a record's content.
struct ContentVersion {
    int number = 1;
    Instant at{};
    std::string by;
    std::string note;
    std::vector<ContentFile> files;

    bool operator==(const ContentVersion&) const = default;
};

/// Something that happened to the record and may start a retention clock.
struct Event {
    std::string name; ///< "decision", "superseded", "inspection", …
    Date on{};
    std::string note;
    /// Set when it was taken back, being wrong. It stays in the register and counts no longer.
    std::optional<Instant> withdrawn_at{};
    std::string withdrawn_by{};
    std::string withdrawn_reason{};

    bool stands() const noexcept { return !withdrawn_at; }
    bool operator==(const Event&) const = default;
};

/// A retention step that was carried out.
struct StepDone {
    std::string action; ///< "review", "transfer", "destroy"
    Date on{};
    std::string disposal; ///< The disposal that did it.

    bool operator==(const StepDone&) const = default;
};

enum class OverrideState { proposed, approved, rejected, withdrawn, returned };

/// A date that the office sets for the next step of one record, in the place of the one that its rule gives.
/// It counts once it is approved; the newest one of a step does. One that is later than the rule's date keeps
/// the record until then. One that is earlier counts while the rule gives the date that was set aside, and
/// never against an enforced rule.
struct DateOverride {
    int number = 1;     ///< Counts within the record.
    std::string action; ///< The step: "review", "transfer", "destroy".
    Date due_on{};      ///< The date that is set.
    Date by_rule{};     ///< The date that is set aside, as the rule gave it when this was proposed.
    std::string rule;   ///< Which rule gave it, of which version.
    std::string schedule;
    int schedule_version = 0;
    std::string reason;
    std::string authority; ///< Order or law; may be empty.
    std::string by;
    Instant at{};
    std::string approval; ///< Id of the approval, or of that of the disposal in which it was decided.
    OverrideState state = OverrideState::proposed;

    bool operator==(const DateOverride&) const = default;
};

/// A paper inside a file, as the fly-leaf lists it (R76).
struct Paper {
    int serial = 0; ///< Counted from 1; never given twice in a file.
    std::string title{};
    std::string paper_class{};        ///< One of `Policy::paper_classes`.
    std::optional<Date> on{};         ///< The paper's own date.
    std::string pages{};              ///< "12-15"
    std::vector<std::string> files{}; ///< Content of the record that is this paper, by name.
    bool superfluous = false;         ///< To be weeded as soon as the file is closed (R69).
    std::string weeded{};             ///< The disposal that took it out; empty: it is in the file.

    bool operator==(const Paper&) const = default;
};

enum class RecordState { open, closed, transferred, destroyed };

struct Record {
    std::string id;     ///< "LR/2024/000123"; never reused (R40). It keeps the series in which it was filed.
    std::string series; ///< The one it is in now.
    std::vector<std::string> also_in; ///< Further series: all their rules must allow what is done with it.
    Text title;
    std::string file_no; ///< The office's own number.
    RecordState state = RecordState::open;
    std::optional<Date> created; ///< The record's own date, where it differs from `opened`.
    std::optional<Date> opened;
    std::optional<Date> closed;
    Date filed{};
    std::vector<std::string> parties;
    std::vector<std::string> subjects;
    std::string language;                          ///< Tag: "hi", "en".
    std::string medium;                            ///< "paper", "digital", …
    std::string place;                             ///< Place code; empty when nowhere.
    std::map<std::string, Date> dates;             ///< Date properties, by name.
    std::map<std::string, std::string> properties; ///< Other descriptive fields, by name.
    std::vector<Event> events;
    std::string appraisal; ///< Reference of the appraisal that allows destruction of old records (R56).
    std::vector<ContentVersion> versions; ///< Oldest first.
    std::vector<StepDone> steps_done;
    std::string key; ///< What an import knows it by; filing the same key again changes nothing.
    std::vector<DateOverride> overrides{};  ///< By number.
    std::vector<std::string> sealed_fields; ///< Names of what is kept in `sealed` and not said here.
    /// What they say, salted, in the vault; the last counts. It goes with the content when the record is
    /// destroyed.
    std::vector<ContentFile> sealed;
    std::vector<Paper> papers; ///< The fly-leaf, by serial; empty where the file has none.

    bool operator==(const Record&) const = default;
};

/// A file to be stored: bytes in memory, or a path from which they are read.
struct Source {
    std::string name{};                 ///< Name in the record; UTF-8.
    std::string path{};                 ///< Read from here when not empty (bytes as the system gives them).
    std::optional<std::string> bytes{}; ///< Used when `path` is empty.
};

/// What is set right in the description of a record. Absent: it stays as it is.
struct Correction {
    std::optional<Text> title{};
    std::optional<std::string> file_no{};
    std::optional<Date> created{};
    std::optional<Date> opened{};
    std::optional<Date> closed{}; ///< Of a closed record only.
    std::optional<std::vector<std::string>> parties{};
    std::optional<std::vector<std::string>> subjects{};
    std::optional<std::string> language{};
    std::optional<std::string> medium{};
    std::map<std::string, Date> dates{};             ///< Date properties, by name.
    std::map<std::string, std::string> properties{}; ///< By name; an empty text takes one away.
};

/// What is moved to another series.
struct Reclassification {
    std::vector<std::string> records{}; ///< All of them, or none.
    std::string branch{};               ///< Also every record of this series and those under it that may go.
    std::string to{};                   ///< The series they go to.
    std::string reason{};
    bool dry_run = false; ///< Say what would become of each; change nothing.
};

/// What became of one record.
struct Reclassified {
    std::string record;
    std::string from;
    std::optional<Date> due_before{};
    std::optional<Date> due_after{};
    std::string why_not{}; ///< Why it stays; empty when it goes.
};

/// A date asked for in the place of the one that a rule gives.
struct OverrideRequest {
    Date due_on{};
    std::string reason{};
    std::string authority{};
};

/// What a clerk says about a record to be filed.
struct Filing {
    /// `id`, `filed`, `versions`, `state` are set by the store. `closed`, `events`, `appraisal` and `also_in`
    /// need the permission that sets them later: record.close, record.event, record.appraise and
    /// record.classify. `steps_done`, `overrides`, `papers`, `sealed` and `sealed_fields` are empty.
    Record record;
    std::vector<Source> content;
};

struct RecordQuery {
    std::string series{}; ///< With its sub-series; empty: all.
    std::string place{};  ///< With the places in it; empty: all.
    std::optional<RecordState> state{};
    std::size_t limit = 0; ///< 0: all.
    std::size_t offset = 0;
};

struct RecordLine {
    std::string id;
    std::string series;
    std::string title;
    std::string file_no;
    RecordState state = RecordState::open;
    std::optional<Date> opened;
    std::optional<Date> closed;
    std::string place;
    bool held = false;
};

enum class StatisticsBy { series, year, place };
/// Which date of a record gives its year.
enum class StatisticsYear { filed, opened, closed };

struct StatisticsQuery {
    StatisticsBy by = StatisticsBy::series;
    StatisticsYear year_of = StatisticsYear::filed;
    std::string series{};     ///< With its sub-series; empty: all.
    std::optional<Date> on{}; ///< What is due by this day; today when absent.
};

/// How many records a series, year or place has; each record is counted in one line.
struct StatisticsLine {
    std::string group;       ///< Series code, year, place code; empty where the record has none.
    std::size_t records = 0; ///< Of every state: the next four together.
    std::size_t open = 0;
    std::size_t closed = 0;
    std::size_t transferred = 0;
    std::size_t destroyed = 0;
    std::size_t held = 0;
    std::size_t due = 0;          ///< Eligible on the day, for any action.
    std::uint64_t size_bytes = 0; ///< Content that the store has, each file as often as it was filed.
};

/// What an import is to read.
struct ImportPlan {
    std::string manifest{};   ///< CSV, one record per row; empty: `folder` gives one record per file.
    std::string folder{};     ///< Where the manifest's files lie, or the folder to import.
    std::string series{};     ///< Series of every record (folder), or of rows that name none (manifest).
    std::string place{};      ///< The same for the place.
    bool skip_bad = false;    ///< File the good rows although others are bad.
    bool dry_run = false;     ///< Read and check everything, file nothing.
    TableForm table{};        ///< How the manifest is written.
    std::size_t batch = 2000; ///< Records per entry of the register.
};

struct ImportReport {
    std::size_t rows = 0;    ///< Of the manifest, or files of the folder; the bad ones too.
    std::size_t to_file = 0; ///< Good, and not filed before; a dry run leaves it at that.
    std::size_t filed = 0;
    std::size_t already_there = 0; ///< Filed by an earlier run; left as they are.
    std::size_t passed_over = 0; ///< Bad rows or files, named in `problems`. 0 beside problems: the manifest
                                 ///< could not be read at all, and nothing was filed.
    std::uint64_t bytes = 0;
    std::vector<Problem>
        problems; ///< What was not filed, and why. With any, and without skip_bad, nothing was filed.
    std::vector<Problem> notes;   ///< Passed over lawfully: links, sockets; or there with another size.
    std::vector<std::string> ids; ///< Of what was filed by this run.
};

struct SearchHit {
    std::string kind; ///< "record" or "document"
    std::string id;
    std::string series;
    std::string title;
    std::string state;
    std::string place;
    double score = 0; ///< Lower is better.
};

} // namespace almirah
