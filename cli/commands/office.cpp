// almirah office show|policy
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/schedules.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

/// What a clearance is asked of, after its name.
std::string sentence_of(const Clearance& clearance) {
    std::string text;
    if (clearance.created_before)
        text += "; of records created before " + to_string(*clearance.created_before);
    if (!clearance.except_classes.empty()) text += "; not of class " + joined(clearance.except_classes, ", ");
    if (clearance.remind_month) text += "; reminded of in month " + std::to_string(*clearance.remind_month);
    return text;
}

Table card_of(const Policy& policy) {
    Table card;
    card.add({"financial-year-start", std::to_string(policy.financial_year_start_month)});
    card.add({"utc-offset", offset_text(policy.utc_offset_minutes)});
    card.add({"appraisal-after-years",
              policy.appraisal_after_years ? std::to_string(*policy.appraisal_after_years) : "none"});
    card.add({"place-levels", joined(policy.place_levels, ",")});
    card.add({"approval-valid-days",
              policy.approval_valid_days ? std::to_string(*policy.approval_valid_days) : "none"});
    card.add({"quiet-days", policy.quiet_days ? std::to_string(policy.quiet_days) : "none"});
    card.add(
        {"residual-places", policy.residual_places.empty() ? "none" : joined(policy.residual_places, "; ")});
    if (!policy.signed_operations.empty())
        card.add({"signed-operations", joined(policy.signed_operations, ",")});
    for (const auto& [kind, route] : policy.routes)
        card.add({"route." + kind, route});
    for (const Clearance& clearance : policy.clearances)
        card.add({"clearance", clearance.event + sentence_of(clearance)});
    for (const ClassLimit& limit : policy.class_limits)
        card.add({"class-limit", joined(limit.classes, ", ") + ": at most " + to_string(limit.after_closing) +
                                     " after closing"});
    return card;
}

void show_office(Session& session) {
    const Office office = session.reading().office().office();
    if (session.json) return print_line(session, json_line(office));
    Table card;
    card.add({"office", office.code});
    card.add({"name", office.name.text});
    for (const auto& [tag, name] : office.name.in)
        card.add({"name " + tag, name});
    show(session, card);
    show(session, card_of(office.policy));
}

void show_policy(Session& session) {
    const Policy policy = session.reading().office().office().policy;
    if (session.json)
        print_line(session, json_line(policy));
    else
        show(session, card_of(policy));
}

struct SetOptions {
    std::string key, value, reason;
    bool dry_run = false;
};

void set_policy(Session& session, const SetOptions& options) {
    OfficeBook office = (options.dry_run ? session.reading() : session.writing()).office();
    Policy policy = office.office().policy;
    set_policy_value(policy, options.key, options.value);
    const bool moves_dates = options.key == "financial-year-start" || options.key == "utc-offset";
    if (options.dry_run) {
        const ScheduleImpact impact = office.impact_of(policy);
        if (session.json) return print_line(session, json_line(impact));
        print_line(session, "Would set " + options.key + " to " + options.value);
        return tell_impact(session, impact);
    }
    if (moves_dates && !session.json) tell_impact(session, office.impact_of(policy));
    office.set_policy(policy, options.reason);
    answer(session, "Set " + options.key + " to " + options.value,
           {{"id", options.key}, {"value", options.value}});
}

struct AdoptOptions {
    std::string folder, reason;
    bool dry_run = false;
};

void adopt(Session& session, const AdoptOptions& options) {
    const Adoption adoption = (options.dry_run ? session.reading() : session.writing())
                                  .office()
                                  .adopt(options.folder, options.reason, options.dry_run);
    if (session.json) {
        print_line(session, json_line(adoption));
    } else {
        for (const std::string& change : adoption.changes)
            print_line(session, change);
        print_line(session, (options.dry_run ? "Would adopt " : "Adopted ") + adoption.title + ": " +
                                counted(adoption.changes.size(), "change"));
    }
    for (const auto& [id, path] : adoption.schedules)
        session.note("It goes with the schedule " + id + ": almirah schedule load " + path + " --id " + id);
}

void add_adopt(CLI::App& office, Session& session) {
    auto options = std::make_shared<AdoptOptions>();
    CLI::App& verb =
        add_verb(office, "adopt",
                 "Takes over the policy and the forms of a profile: a folder of files that says how "
                 "a country or a state does it (docs/forms.md).",
                 {"almirah office adopt docs/policies/india-public-records --dry-run",
                  "almirah office adopt docs/policies/india-public-records --reason \"Rules 1997\""});
    verb.add_option("FOLDER", options->folder, "Where its profile.json is")->required();
    verb.add_option("--reason", options->reason, "Why");
    verb.add_flag("--dry-run", options->dry_run, "Say what would change; change nothing");
    verb.callback([&session, options] { adopt(session, *options); });
}

} // namespace

void add_office(CLI::App& root, Session& session) {
    CLI::App& office = add_noun(root, "office", "The office and what it has decided about its working.",
                                group::administration);
    CLI::App& show_verb =
        add_verb(office, "show", "Shows the office and its policy.", {"almirah office show"});
    show_verb.callback([&session] { show_office(session); });
    CLI::App& policy =
        add_verb(office, "policy", "Shows the policy; office policy set changes it.",
                 {"almirah office policy",
                  "almirah office policy set appraisal-after-years 25 --reason \"Rules 1997\""});
    policy.require_subcommand(0, 1);
    auto options = std::make_shared<SetOptions>();
    CLI::App& set =
        add_verb(policy, "set",
                 "Sets one value of the policy. The keys are financial-year-start (month), utc-offset (such "
                 "as +05:30), appraisal-after-years (number or none), approval-valid-days (number or none), "
                 "quiet-days (number or none), "
                 "place-levels (a,b,c), paper-classes (A=SERIES,B=SERIES,…, the highest first, or none), "
                 "sealed-fields "
                 "(parties,property:NAME,… or none), signed-operations (disposal.*,approval.decide,… or * or "
                 "none), residual-places (a; b; c or none), route.document, "
                 "route.disposal, route.override, "
                 "route.schedule and route.hold-release (route code or none).",
                 {"almirah office policy set route.schedule document --reason \"schedules need approval\""});
    set.add_option("KEY", options->key)->required();
    set.add_option("VALUE", options->value)->required();
    set.add_option("--reason", options->reason, "Why");
    set.add_flag("--dry-run", options->dry_run, "Tell which dates would be others; write nothing");
    set.callback([&session, options] { set_policy(session, *options); });
    add_adopt(office, session);
    policy.callback([&session, &policy] {
        if (policy.get_subcommands().empty()) show_policy(session);
    });
}

} // namespace almirah::cli
