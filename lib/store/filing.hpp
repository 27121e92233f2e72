// Filing: checks what a clerk says about records, stores their content, numbers them.
#pragma once

#include "store/turn.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace almirah {

/// Answers what a filing may refer to, asking the store once for each series and place.
class FilingChecks {
public:
    explicit FilingChecks(Engine& engine) : engine_(engine) {}

    /// Why the record cannot be filed as it is said: column concerned and message; empty when it can.
    struct Fault {
        Code code = Code::invalid_argument;
        std::string column;
        std::string value;
        std::string message;
        std::string permission{}; ///< That is missing, where the code is refused.
        bool found() const { return !message.empty(); }
    };
    Fault fault_of(const Filing& filing);
    /// A field that the acting person may not set by filing, or nobody may.
    Fault fault_of_rights(const Record& record);
    /// What the record alone shows: no title, dates that contradict one another or have not come, tags that
    /// name no language.
    Fault fault_of_description(const Record& record);
    /// A party or subject that is empty or there twice. Filing lets them be: two people may share a name, and
    /// what came from elsewhere is taken as it is; who corrects a list sees it before him.
    Fault fault_of_correction(const Correction& correction);
    /// Why a record cannot be in the further series it names.
    Fault fault_of_links(const Record& record);
    std::string fault_of_series(const std::string& series);
    std::string fault_of_place(const std::string& place);

private:
    bool is_granted(const std::string& permission);

    Engine& engine_;
    std::optional<Date> today_;
    std::unordered_map<std::string, bool> granted_; ///< By permission, to the acting person.
    std::unordered_map<std::string, std::string> series_;
    std::unordered_map<std::string, std::string> places_;
};

/// Why a list of content cannot be kept: a bad name, or two names that differ only by case or normalisation
/// (RFC 8493). Empty when it can.
std::string fault_of_names(const std::vector<Source>& content);

/// Content as the register describes it.
std::vector<ContentFile> describe(const std::vector<Source>& sources,
                                  const std::vector<vault::StoredContent>& stored, std::size_t first);

/// Throws a fault as it is told of a single filing into a series; a missing right is noted among the
/// refusals.
[[noreturn]] void throw_fault(Engine& engine, const FilingChecks::Fault& fault, const std::string& series);

/// Throws the first fault of the filings, as it is told of a single one.
void require_filable(Engine& engine, const std::vector<Filing>& filings);

/// The records that have these keys already: key -> id. Empty keys are nobody's.
using KnownKeys = std::unordered_map<std::string, std::string>;
KnownKeys known_keys(Engine& engine, const std::vector<std::string>& keys);

/// Puts the filings, of which the content is in the draft already and stands one after the other in `stored`,
/// into the draft and returns their ids, in order. A filing whose key is `known` gives the id that is there
/// (throws already_exists when its content differs). `new_ids` gets those that were really added.
std::vector<std::string> file_into(Turn& turn, Draft& draft, const std::vector<Filing>& filings,
                                   const KnownKeys& known, const std::vector<vault::StoredContent>& stored,
                                   std::vector<std::string>& new_ids);

/// Runs of numbers as one range each: "LR/2026/000001..LR/2026/000007".
std::vector<std::string> record_ranges(const std::vector<std::string>& ids);
/// Adds the subjects of an entry on many records, by ranges.
void add_record_subjects(Draft& draft, const std::vector<std::string>& ids);

} // namespace almirah
