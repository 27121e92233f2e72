// Which records a standing hold names.
#pragma once

#include "almirah/hold.hpp"
#include "almirah/record.hpp"
#include "almirah/retention.hpp"
#include "base/asked.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::model {

/// The words by which a standing hold knows a record, as search does: those of its id, title in all
/// languages, file number, parties, subjects and properties, folded, and their other spellings.
struct DescribedWords {
    std::set<std::string> words;
    std::set<std::string> spellings; ///< Latin ones.

    void add(std::string_view folded);
};
DescribedWords words_of(const Record& record);

/// A series of the plan and all under it; none for no series. A series may stand in `all` more than once,
/// under others: it is of the branch of each.
std::set<std::string> branch_of(const std::vector<Series>& all, const std::string& top);

/// A hold that names records by a query, ready to be asked.
class StandingHold {
public:
    /// `branch`: the query's series and all under it.
    StandingHold(Hold hold, std::set<std::string> branch);

    const Hold& hold() const { return hold_; }
    const std::set<std::string>& branch() const { return branch_; }
    /// Whether the query names the record, its words aside. Uses of the record: series, also_in, created,
    /// opened, closed. An empty query names none.
    bool may_name(const Record& record) const;
    /// Whether the query names the record.
    bool names(const Record& record, const DescribedWords& words) const;
    bool names(const Record& record) const;
    bool asks_for_words() const { return !asked_.empty(); }

private:
    Hold hold_;
    std::set<std::string> branch_;
    std::vector<base::AskedWord> asked_;
};

/// What a change takes out of the queries of holds that stand: such records stay held, on the hold's own
/// list.
class Escapes {
public:
    /// Of `holds`, those that stand and have a query; the series as they are before and after the change.
    Escapes(const std::vector<Hold>& holds, const std::vector<Series>& before,
            const std::vector<Series>& after);

    bool empty() const { return holds_.empty(); }
    /// Series that leave what a hold asks for; all records in them are to be looked at.
    const std::set<std::string>& series_left() const { return left_; }
    /// Notes the holds that name the record before and no longer after, and do not list it.
    void look_at(const Record& before, const Record& after);
    /// Hold -> records.
    const std::map<std::string, std::set<std::string>>& found() const { return found_; }
    /// Whether the hold names the record before the change.
    bool names(const std::string& hold, const Record& before) const;
    /// The holds that name the record after it.
    std::vector<std::string> naming(const Record& after) const;
    /// Whether the hold names the record before the change, and not after it.
    bool escapes(const std::string& hold, const Record& before, const Record& after) const;

private:
    struct Watched {
        StandingHold before, after;
        std::set<std::string> listed;
    };
    std::vector<Watched> holds_;
    std::set<std::string> left_;
    std::map<std::string, std::set<std::string>> found_;
};

/// The records that a hold lists: those it was placed on, and those it has caught.
std::vector<std::string> listed_by(const Hold& hold);

} // namespace almirah::model
