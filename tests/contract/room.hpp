// A small records room in a temporary folder, with a clock that only the test moves.
#pragma once

#include "almirah/almirah.hpp"
#include "support/catch.hpp"
#include "support/command.hpp"
#include "support/failure.hpp"
#include "support/folder.hpp"

#include <memory>

namespace almirah::test {

inline Date day(const char* text) {
    return *parse_date(text);
}

/// One rule: `after` closing, then `action`.
Rule rule(const std::string& code, const std::string& after, Action action = Action::destroy);
/// A reading that loads: the rules, and the series that use them.
ScheduleReading reading(std::vector<Rule> rules, std::vector<Series> series = {});
/// A record as a clerk would file it.
Filing filing(const std::string& series, const std::string& title, std::vector<Source> content = {});
Source bytes(const std::string& name, const std::string& text);

/// People: kiran (administrator, records officer), ravi (records officer), dinesh (clerk), kamla (record
/// keeper), asha (approver), meena (auditor). Rules of the schedule GEN: C-1, C-3 (calendar year), B (12
/// years, in January), A (permanent), DESC (descriptive), EV (event "decision"), REV (review, then destroy),
/// T (transfer). One series for each rule, by its name, and LR (C-3) with LR-MUT under it, and BARE without a
/// rule.
class Room {
public:
    Room();

    Store& as(const std::string& login) {
        store_.act_as(login);
        return store_;
    }
    Store& store() { return store_; }
    /// Another door to the same store, as another process would have.
    Store open(const std::string& login = "dinesh") const { return Store::open(directory(), options(login)); }
    StoreOptions options(const std::string& login) const;
    /// Closes the store, lets `act` do something to its files, opens it again.
    template <class Act>
    void while_closed(Act act) {
        { const Store closed = std::move(store_); }
        act();
        store_ = open();
    }

    const std::string& directory() const { return directory_; }
    const Folder& folder() const { return folder_; }
    void set_today(const char* date) { *now_ = std::chrono::sys_days(day(date)) + std::chrono::hours(6); }
    void later(std::chrono::seconds by) { *now_ += by; }
    Instant now() const { return *now_; }

    /// Files a record closed on a date, as dinesh.
    std::string closed(const std::string& series, const char* on, const std::string& title = "Case",
                       std::vector<Source> content = {});
    /// Proposes (ravi), approves (asha) and carries out (ravi) the destruction of what is due in a series.
    Disposal destroy(const std::string& series);
    std::string read(const std::string& id, const std::string& name = "", int version = 0);
    Verification verify() { return store_.trust().verify(); }

    /// A file for import or filing; returns its path.
    std::string put(const std::string& name, const std::string& text) const;

private:
    Folder folder_;
    std::string directory_;
    std::shared_ptr<Instant> now_;
    Store store_;
};

/// What verify found, one finding a line, for comparing with "".
std::string findings(const Verification& verification);
std::vector<std::string> ids_of(const std::vector<DueLine>& lines);
std::vector<std::string> ids_of(const std::vector<SearchHit>& hits);
bool has_reason(const Evaluation& evaluation, const std::string& code);

/// Everything a store answers, as text: lists, due on several dates, explanations, searches, history.
std::string answers(Store& store);

} // namespace almirah::test
