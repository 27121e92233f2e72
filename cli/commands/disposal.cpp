// almirah disposal propose|list|show|reject|carry-out|certificate; disposal_review.cpp has the others
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/progress.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include "almirah/shown.hpp"

#include <algorithm>
#include <ostream>

namespace almirah::cli {
namespace {

std::string cited(const DisposalItem& item) {
    std::string papers;
    for (const WeededPaper& paper : item.papers)
        papers += (papers.empty() ? "" : ", ") + std::to_string(paper.serial) + " " +
                  (paper.rule.empty() ? "superfluous" : paper.paper_class);
    if (!papers.empty()) return "papers " + papers;
    return item.schedule + ":" + item.rule + " v" + std::to_string(item.schedule_version);
}

/// "extend until 2031-12-31: audit"; what an approver left out says so.
std::string review_text(const DisposalItem& item) {
    if (item.excluded) return "left out by " + item.excluded->by + ": " + item.excluded->reason;
    if (item.review.verdict == Verdict::dispose) return "";
    return name_of(item.review.verdict) +
           (item.review.until ? " until " + to_string(*item.review.until) : "") + ": " + item.review.reason;
}

/// Without outcomes where nothing has been decided yet.
void show_items(const Session& session, const Disposal& disposal) {
    const bool decided =
        std::any_of(disposal.items.begin(), disposal.items.end(),
                    [](const DisposalItem& item) { return item.outcome != Outcome::pending; });
    std::vector<std::string> heads{"record", "due on", "rule", "~title"};
    if (decided) heads.insert(heads.end() - 1, {"outcome", "why"});
    const bool reviewed =
        std::any_of(disposal.items.begin(), disposal.items.end(), [](const DisposalItem& item) {
            return item.review.verdict != Verdict::dispose || item.excluded;
        });
    if (reviewed && !decided) heads.insert(heads.end() - 1, "review");
    Table table(heads);
    for (const DisposalItem& item : disposal.items) {
        std::vector<std::string> row{item.record, to_string(item.due_on), cited(item), item.title};
        if (decided) row.insert(row.end() - 1, {name_of(item.outcome), item.why});
        if (reviewed && !decided) row.insert(row.end() - 1, review_text(item));
        table.add(row);
    }
    show(session, table);
}

struct ProposeOptions {
    std::string on, series, rule, place, year, action = "destroy";
    bool papers = false, dry_run = false;
};

void propose(Session& session, const ProposeOptions& options) {
    DisposalQuery query;
    query.action = action_of("--action", options.action);
    query.on = date_if_given("--on", options.on);
    query.series = options.series;
    query.rule = options.rule;
    query.place = options.place;
    if (!options.year.empty()) query.year = number_of_option("--year", options.year);
    query.papers = options.papers;
    query.dry_run = options.dry_run;
    Disposals disposals = session.writing().disposals();
    const auto left_out = disposals.left_out(query);
    const Disposal disposal = disposals.propose(query);
    if (session.json) return print_line(session, json_line(disposal, left_out));
    show_items(session, disposal);
    for (const NotListed& line : left_out)
        session.note("left out: " + counted(line.records, disposal.weeding ? "file" : "record") + ": " +
                     line.code);
    const std::string what =
        disposal.weeding ? "the weeding of " + counted(disposal.items.size(), "file")
                         : counted(disposal.items.size(), "record") + " to " + name_of(disposal.action);
    print_line(session, options.dry_run ? "Would propose " + what : "Proposed " + what + ": " + disposal.id);
}

void list_disposals(Session& session) {
    show_list(
        session, session.reading().disposals().list(),
        {"disposal", "action", "state", "as of", ">records", "proposed by", "approval", "carried out"},
        [](const Disposal& disposal) {
            return std::vector<std::string>{
                disposal.id,
                name_of(disposal.action),
                name_of(disposal.state),
                to_string(disposal.as_of),
                std::to_string(disposal.items.size()),
                disposal.proposed_by,
                disposal.approval,
                disposal.carried_out_at ? to_string(date_of(*disposal.carried_out_at)) : ""};
        },
        "disposals");
}

Table card_of(const Disposal& disposal) {
    Table card;
    card.add({"disposal", disposal.id});
    card.add({"action", name_of(disposal.action)});
    card.add({"state", name_of(disposal.state)});
    card.add({"as of", to_string(disposal.as_of)});
    card.add({"proposed", to_string(disposal.proposed_at) + " by " + disposal.proposed_by});
    card.add({"approval", disposal.approval});
    if (disposal.bag)
        card.add({"bag", to_string(disposal.bag->at) + " by " + disposal.bag->by + ", " +
                             counted(disposal.bag->records, "record") + ", " +
                             counted(disposal.bag->files, "file") + ", tagmanifest " +
                             disposal.bag->tagmanifest_sha256});
    if (disposal.receipt)
        card.add({"receipt", disposal.receipt->reference + " of " + to_string(disposal.receipt->on) + ", " +
                                 disposal.receipt->received_by});
    if (disposal.expires_on) card.add({"expires", to_string(*disposal.expires_on)});
    if (!disposal.withdrawn_reason.empty()) card.add({"withdrawn", disposal.withdrawn_reason});
    if (!disposal.carried_out_at) return card;
    card.add({"carried out", to_string(*disposal.carried_out_at) + " by " + disposal.carried_out_by});
    card.add({"method", disposal.how.method});
    card.add({"witness", disposal.how.witness});
    if (!disposal.how.place.empty()) card.add({"place", disposal.how.place});
    if (!disposal.how.authority.empty()) card.add({"authority", disposal.how.authority});
    if (!disposal.how.recipient.empty()) card.add({"recipient", disposal.how.recipient});
    return card;
}

void show_disposal(Session& session, const Target& target) {
    const Disposal disposal = session.reading().disposals().get(target.id);
    if (session.json) return print_line(session, json_line(disposal));
    show(session, card_of(disposal));
    print_line(session, "");
    show_items(session, disposal);
}

void tell_state(Session& session, const std::string& done, const std::string& id) {
    const std::string state = name_of(session.reading().disposals().get(id).state);
    answer(session, done + " " + id + "; it is now " + state, {{"id", id}, {"state", state}});
}

void reject(Session& session, const Target& target) {
    session.writing().disposals().reject(target.id, target.reason);
    tell_state(session, "Noted your rejection of", target.id);
}

struct ReceiptOptions {
    std::string id, on, bag;
    Receipt receipt;
};

/// The digest is given, or read from a bag that is at hand.
void note_receipt(Session& session, const ReceiptOptions& options) {
    if (options.receipt.tagmanifest_sha256.empty() == options.bag.empty())
        throw Error(Code::invalid_argument,
                    "say which bag was received: either --digest, as the receipt gives it, or --bag DIR");
    Receipt receipt = options.receipt;
    receipt.on = date_of_option("--on", options.on);
    if (!options.bag.empty()) receipt.tagmanifest_sha256 = check_bag(options.bag).tagmanifest_sha256;
    session.writing().disposals().note_receipt(options.id, receipt);
    answer(session, "Noted the receipt " + receipt.reference + " for " + options.id,
           {{"id", options.id}, {"reference", receipt.reference}});
}

struct CarryOutOptions {
    std::string id;
    CarryOut how;
    bool dry_run = false;
};

std::size_t counted_outcome(const Disposal& disposal, Outcome outcome) {
    return static_cast<std::size_t>(
        std::count_if(disposal.items.begin(), disposal.items.end(),
                      [outcome](const DisposalItem& item) { return item.outcome == outcome; }));
}

void carry_out_disposal(Session& session, const CarryOutOptions& options) {
    Disposals disposals = session.writing().disposals();
    const Disposal disposal = [&] {
        Bar bar(session, options.dry_run ? "Checking" : "Disposing");
        return disposals.carry_out(options.id, options.how, options.dry_run, bar.progress());
    }();
    if (session.json) return print_line(session, json_line(disposal));
    show_items(session, disposal);
    const std::size_t done = counted_outcome(disposal, Outcome::done);
    const std::string weeding = disposal.weeding ? "papers of " : "";
    print_line(session, (options.dry_run ? "Would dispose of " : "Disposed of ") + weeding +
                            counted(done, "record") + ", skipped " +
                            std::to_string(counted_outcome(disposal, Outcome::skipped)) + ": " + disposal.id);
}

struct CertificateOptions {
    std::string id, language = "en";
};

void certificate(Session& session, const CertificateOptions& options) {
    Disposals disposals = session.reading().disposals();
    const std::string text = session.json ? disposals.certificate_json(options.id)
                                          : disposals.certificate_text(options.id, options.language);
    session.out() << shown_lines(text);
    if (text.empty() || text.back() != '\n') session.out() << '\n';
}

void add_propose(CLI::App& disposal, Session& session) {
    auto options = std::make_shared<ProposeOptions>();
    CLI::App& verb = add_verb(disposal, "propose", "Lists what is due and proposes it for disposal.",
                              {"almirah disposal propose --dry-run",
                               "almirah disposal propose --series LR --on 2027-01-31",
                               "almirah disposal propose --rule GEN:C-3 --place R1/A02 --year 2026"});
    verb.add_option("--on", options->on, "What is due on this date (default: today)")->type_name("DATE");
    verb.add_option("--series", options->series, "Of this series and those under it");
    verb.add_option("--rule", options->rule, "Under this rule: RULE or SCHEDULE:RULE");
    verb.add_option("--place", options->place, "In this place and those in it");
    verb.add_option("--year", options->year, "Only what fell due in this year");
    verb.add_option("--action", options->action, "destroy (default), transfer or review");
    verb.add_flag("--papers", options->papers, "Due papers inside files (fly-leaf); the files stay");
    verb.add_flag("--dry-run", options->dry_run, "Show what the list would hold, propose nothing");
    verb.callback([&session, options] { propose(session, *options); });
}

void add_decisions(CLI::App& disposal, Session& session) {
    auto rejecting = std::make_shared<Target>();
    CLI::App& verb =
        add_target_verb(disposal, session, "reject", "Rejects a proposed disposal.",
                        {"almirah --as ravi disposal reject D-2026-0001 --reason \"audit is running\""},
                        "DISPOSAL", rejecting, reject);
    verb.add_option("--reason", rejecting->reason, "Why")->required();
}

void add_carry_out(CLI::App& disposal, Session& session) {
    auto options = std::make_shared<CarryOutOptions>();
    CLI::App& verb = add_verb(
        disposal, "carry-out",
        "Carries an approved disposal out. Every record is checked again; what no longer qualifies is "
        "skipped; the content of the others is removed for good.",
        {"almirah disposal carry-out D-2026-0001 --method shredded --witness \"R. Mishra\" --dry-run",
         "almirah disposal carry-out D-2026-0001 --method shredded --witness \"R. Mishra\""});
    verb.add_option("DISPOSAL", options->id)->required();
    verb.add_option("--method", options->how.method, "How: shredded, erased, … (destruction)");
    verb.add_option("--witness", options->how.witness, "Who was present (destruction)");
    verb.add_option("--place", options->how.place, "Where it was done");
    verb.add_option("--authority", options->how.authority, "Order or law under which it was done");
    verb.add_option("--recipient", options->how.recipient, "Transfers: who received the records");
    verb.add_flag("--dry-run", options->dry_run, "Show what would happen, change nothing");
    verb.callback([&session, options] { carry_out_disposal(session, *options); });
}

void add_receipt(CLI::App& disposal, Session& session) {
    auto options = std::make_shared<ReceiptOptions>();
    CLI::App& verb = add_verb(
        disposal, "receipt",
        "Notes that the records of a transfer were received. Content leaves the store only after it.",
        {"almirah disposal receipt D-2026-0003 --by \"State Archives\" --reference SA/77 --on 2027-02-01 "
         "--digest 5f70…"});
    verb.add_option("DISPOSAL", options->id)->required();
    verb.add_option("--by", options->receipt.received_by, "Who received them")->required();
    verb.add_option("--reference", options->receipt.reference, "The receipt's number")->required();
    verb.add_option("--on", options->on, "The receipt's date")->required()->type_name("DATE");
    verb.add_option("--digest", options->receipt.tagmanifest_sha256,
                    "SHA-256 of the bag's tagmanifest-sha256.txt, as the receipt gives it");
    verb.add_option("--bag", options->bag, "The bag that was received, where it is at hand")
        ->type_name("DIR");
    verb.callback([&session, options] { note_receipt(session, *options); });
}

void add_destruction_certificate(CLI::App& disposal, Session& session) {
    auto options = std::make_shared<CertificateOptions>();
    CLI::App& verb =
        add_verb(disposal, "certificate", "Prints the certificate of a disposal that was carried out.",
                 {"almirah disposal certificate D-2026-0001 --language hi",
                  "almirah disposal certificate D-2026-0001 --json"});
    verb.add_option("DISPOSAL", options->id)->required();
    verb.add_option("--language", options->language, "en (default) or hi");
    verb.callback([&session, options] { certificate(session, *options); });
}

} // namespace

void add_disposal(CLI::App& root, Session& session) {
    CLI::App& disposal =
        add_noun(root, "disposal", "Propose, approve, carry out and certify disposals.", group::retention);
    add_propose(disposal, session);
    CLI::App& list = add_verb(disposal, "list", "Lists disposals.", {"almirah disposal list"});
    list.callback([&session] { list_disposals(session); });
    add_target_verb(disposal, session, "show", "Shows a disposal and its records.",
                    {"almirah disposal show D-2026-0001"}, "DISPOSAL", std::make_shared<Target>(),
                    show_disposal);
    add_disposal_review(disposal, session);
    add_decisions(disposal, session);
    add_carry_out(disposal, session);
    add_receipt(disposal, session);
    add_destruction_certificate(disposal, session);
}

} // namespace almirah::cli
