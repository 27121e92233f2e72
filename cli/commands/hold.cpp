// almirah hold place|extend|list|show; hold_release.cpp has the others
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/progress.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <istream>

namespace almirah::cli {
namespace {

struct HoldOptions {
    std::string reason, reference, ordered_by, review_on, from, until;
    HoldQuery standing;
    std::vector<std::string> ids;
    bool dry_run = false;
};

std::string state_of(const Hold& hold) {
    if (hold.awaits_release()) return "awaiting release";
    return hold.active() ? "active" : "released";
}

/// "-" stands for the ids on stdin, separated by white space.
std::vector<std::string> ids_of(Session& session, const std::vector<std::string>& given) {
    std::vector<std::string> ids;
    for (const std::string& id : given) {
        if (id != "-")
            ids.push_back(id);
        else
            for (std::string read; session.in() >> read;)
                ids.push_back(read);
    }
    return ids;
}

void preview_hold(Session& session, const Hold& hold) {
    const auto lines = session.reading().holds().preview(hold);
    show_list(
        session, lines, {"record", "state", "closed", "place", "~title"},
        [](const RecordLine& line) {
            return std::vector<std::string>{line.id, name_of(line.state), text_of(line.closed), line.place,
                                            line.title};
        },
        "records");
    if (!session.json) print_line(session, "Would hold " + counted(lines.size(), "record"));
}

void place_hold(Session& session, const HoldOptions& options) {
    Hold hold;
    hold.standing = options.standing;
    hold.standing.from = date_if_given("--from", options.from);
    hold.standing.until = date_if_given("--until", options.until);
    hold.review_on = date_if_given("--review-on", options.review_on);
    hold.reason = options.reason;
    hold.reference = options.reference;
    hold.ordered_by = options.ordered_by;
    hold.records = ids_of(session, options.ids);
    if (options.dry_run) return preview_hold(session, hold);
    Holds holds = session.writing().holds();
    const std::string id = holds.place(hold);
    answer_with_id(session, "Held " + counted(holds.held(id).size(), "record") + " by", id);
}

struct ExtendOptions {
    std::string id;
    std::vector<std::string> ids;
};

void extend_hold(Session& session, const ExtendOptions& options) {
    const auto ids = ids_of(session, options.ids);
    Bar bar(session, "holding");
    const std::size_t added = session.writing().holds().extend(options.id, ids, bar.progress());
    answer_with_id(session, "Added " + counted(added, "record") + " to", options.id);
}

struct ListOptions {
    bool active = false;
    std::string record;
};

void list_holds(Session& session, const ListOptions& options) {
    Holds holds = session.reading().holds();
    const auto held = holds.count_held();
    const auto count_of = [&](const Hold& hold) {
        const auto count = held.find(hold.id);
        return std::to_string(count == held.end() ? 0 : count->second);
    };
    show_list(
        session, options.record.empty() ? holds.list(options.active) : holds.on(options.record),
        {"hold", "state", ">records", "placed", "by", "ordered by", "reference", "~reason"},
        [&](const Hold& hold) {
            return std::vector<std::string>{
                hold.id,        state_of(hold),  count_of(hold), to_string(date_of(hold.placed_at)),
                hold.placed_by, hold.ordered_by, hold.reference, hold.reason};
        },
        "holds");
}

void show_hold(Session& session, const Target& target) {
    const Holds holds = session.reading().holds();
    const Hold hold = holds.get(target.id);
    if (session.json) return print_line(session, json_line(hold));
    Table card;
    card.add({"hold", hold.id});
    card.add({"state", state_of(hold)});
    if (hold.awaits_release())
        card.add({"release", "asked for by " + hold.release_requested_by + ": " + hold.release_reason +
                                 "; awaits " + hold.release_approval});
    card.add({"reason", hold.reason});
    if (!hold.reference.empty()) card.add({"reference", hold.reference});
    if (!hold.ordered_by.empty()) card.add({"ordered by", hold.ordered_by});
    const HoldQuery& query = hold.standing;
    if (!query.series.empty()) card.add({"series", query.series});
    if (!query.words.empty()) card.add({"words", query.words});
    if (query.from) card.add({"from", to_string(*query.from)});
    if (query.until) card.add({"until", to_string(*query.until)});
    if (hold.review_on) card.add({"review on", to_string(*hold.review_on)});
    card.add({"placed", to_string(hold.placed_at) + " by " + hold.placed_by});
    if (hold.released_at)
        card.add({"released",
                  to_string(*hold.released_at) + " by " + hold.released_by + ": " + hold.release_reason});
    for (const auto& record : holds.held(target.id))
        card.add({"record", record.id + (hold.caught.contains(record.id) && hold.active()
                                             ? " (its query names it no longer)"
                                             : "")});
    show(session, card);
}

void add_place_verb(CLI::App& hold, Session& session) {
    auto options = std::make_shared<HoldOptions>();
    CLI::App& verb =
        add_verb(hold, "place", "Holds records: nothing of them is disposed of until released.",
                 {"almirah hold place --reason \"appeal pending\" --reference \"WP 114/2026\" LR/2026/000001",
                  "almirah record list --series LR --json | jq -r .id | almirah hold place --reason audit -",
                  "almirah hold place --reason \"inquiry 7/2026\" --series LR --words Khairadih --review-on "
                  "2027-01-01"});
    verb.add_option("--reason", options->reason, "Why")->required();
    verb.add_option("--reference", options->reference, "Number of the order");
    verb.add_option("--ordered-by", options->ordered_by, "Who ordered it");
    verb.add_option("--series", options->standing.series,
                    "Every record of this series and those under it, those filed later too");
    verb.add_option("--words", options->standing.words,
                    "Every record that has all these words in its description, those filed later too");
    verb.add_option("--from", options->from, "Of these, none that was closed before")->type_name("DATE");
    verb.add_option("--until", options->until, "Of these, none that was begun after")->type_name("DATE");
    verb.add_option("--review-on", options->review_on, "By when somebody asks whether it is still needed")
        ->type_name("DATE");
    verb.add_flag("--dry-run", options->dry_run, "Tell which records it would hold, hold nothing");
    verb.add_option("RECORD", options->ids, "Record ids; - reads them from standard input");
    verb.callback([&session, options] { place_hold(session, *options); });
}

void add_extend_verb(CLI::App& hold, Session& session) {
    auto options = std::make_shared<ExtendOptions>();
    CLI::App& verb = add_verb(
        hold, "extend", "Adds records to a hold. Stopped and repeated, it goes on with the others.",
        {"almirah hold extend H-2026-0001 LR/2026/000007", "almirah hold extend H-2026-0001 - < ids.txt"});
    verb.add_option("HOLD", options->id)->required();
    verb.add_option("RECORD", options->ids, "Record ids; - reads them from standard input")->required();
    verb.callback([&session, options] { extend_hold(session, *options); });
}

} // namespace

void add_hold(CLI::App& root, Session& session) {
    CLI::App& hold =
        add_noun(root, "hold", "Holds: what must not be disposed of, and on whose order.", group::retention);
    add_place_verb(hold, session);
    add_extend_verb(hold, session);
    add_hold_release(hold, session);
    auto listing = std::make_shared<ListOptions>();
    CLI::App& list = add_verb(hold, "list", "Lists holds.",
                              {"almirah hold list --active", "almirah hold list --record LR/2026/000001"});
    list.add_flag("--active", listing->active, "Only those not released");
    list.add_option("--record", listing->record, "Active holds of this record");
    list.callback([&session, listing] { list_holds(session, *listing); });
    add_target_verb(hold, session, "show", "Shows a hold and its records.", {"almirah hold show H-2026-0001"},
                    "HOLD", std::make_shared<Target>(), show_hold);
}

} // namespace almirah::cli
