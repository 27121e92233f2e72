// almirah certificate add|change|term|surveillance|end|list|show|page
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <algorithm>

namespace almirah::cli {
namespace {

struct RegisterOptions {
    std::string code, standard, reason;
    TextOptions scope;
    std::vector<std::string> offices;
};

void enter_certificate(Session& session, const RegisterOptions& options) {
    Certificate certificate;
    certificate.code = options.code;
    certificate.standard = options.standard;
    certificate.scope = text_of(options.scope);
    certificate.offices = options.offices;
    session.writing().audits().add_certificate(certificate);
    answer_with_id(session, "Added certificate", options.code);
}

/// What is not given stays as it was.
void change_certificate(Session& session, const RegisterOptions& options) {
    Audits audits = session.writing().audits();
    Certificate certificate = audits.certificate(options.code);
    const Text scope = text_of(options.scope);
    if (!options.standard.empty()) certificate.standard = options.standard;
    if (!scope.text.empty()) certificate.scope.text = scope.text;
    for (const auto& [tag, text] : scope.in)
        certificate.scope.in[tag] = text;
    if (!options.offices.empty()) certificate.offices = options.offices;
    audits.change_certificate(certificate, options.reason);
    answer_with_id(session, "Changed certificate", options.code);
}

struct TermOptions {
    CertificateTerm term;
    std::string code, from, until, reason;
    std::vector<std::string> visits;
};

/// What is given is set; of a term that is corrected, the rest stays.
void set_given(CertificateTerm& term, const TermOptions& options) {
    const CertificateTerm& given = options.term;
    if (!given.certificate_no.empty()) term.certificate_no = given.certificate_no;
    if (!given.body.empty()) term.body = given.body;
    if (!given.record.empty()) term.record = given.record;
    if (!given.note.empty()) term.note = given.note;
    term.from = date_if_given("--from", options.from).value_or(term.from);
    term.until = date_if_given("--until", options.until).value_or(term.until);
    if (options.visits.empty()) return;
    term.surveillance.clear();
    for (const std::string& day : options.visits)
        term.surveillance.push_back({date_of_option("--visit", day), {}, {}});
    std::sort(term.surveillance.begin(), term.surveillance.end(),
              [](const Surveillance& a, const Surveillance& b) { return a.due_on < b.due_on; });
}

void correct_term(Session& session, const TermOptions& options) {
    Audits audits = session.writing().audits();
    const auto terms = audits.certificate(options.code).terms;
    const auto found = std::find_if(terms.begin(), terms.end(), [&](const CertificateTerm& term) {
        return term.number == options.term.number;
    });
    CertificateTerm term = found == terms.end() ? options.term : *found;
    if (found != terms.end()) set_given(term, options);
    audits.correct_term(options.code, term, options.reason);
    answer(session, "Corrected term " + std::to_string(term.number) + " of " + options.code,
           {{"id", options.code}, {"term", std::int64_t{term.number}}});
}

void add_term(Session& session, const TermOptions& options) {
    if (options.term.number != 0) return correct_term(session, options);
    CertificateTerm term;
    set_given(term, options);
    const int number = session.writing().audits().add_term(options.code, term);
    answer(session, "Added term " + std::to_string(number) + " to " + options.code,
           {{"id", options.code}, {"term", std::int64_t{number}}});
}

struct VisitOptions {
    std::string code, due_on, held_on, audit;
};

void set_visit(Session& session, const VisitOptions& options) {
    const Date due_on = date_of_option("DATE", options.due_on);
    Audits audits = session.writing().audits();
    if (options.held_on.empty() && !options.audit.empty())
        throw Error(Code::invalid_argument, "--audit: of a visit that was held; say when with --held DATE");
    if (options.held_on.empty())
        audits.plan_surveillance(options.code, due_on);
    else
        audits.note_surveillance(options.code, due_on, date_of_option("--held", options.held_on),
                                 options.audit);
    answer(session,
           "The visit of " + to_string(due_on) +
               (options.held_on.empty() ? " is planned" : " was held on " + options.held_on),
           {{"id", options.code},
            {"due_on", to_string(due_on)},
            {"held_on", options.held_on},
            {"audit", options.audit}});
}

void end_term(Session& session, const Target& target) {
    const Date on = target.on.empty() ? session.today() : date_of_option("--on", target.on);
    session.writing().audits().end_term(target.id, on, target.reason);
    answer(session, target.id + " is not valid from " + to_string(on) + " on",
           {{"id", target.id}, {"ended_on", to_string(on)}});
}

std::string validity_of(const Certificate& certificate, Date on) {
    const CertificateTerm* term = certificate.term_on(on);
    return term ? "until " + to_string(term->until) : "NOT VALID";
}

/// The next visit that is to be held, in the term of the day.
std::string next_visit(const Certificate& certificate, Date on) {
    const CertificateTerm* term = certificate.term_on(on);
    if (!term) return "";
    for (const Surveillance& visit : term->surveillance)
        if (!visit.held_on) return to_string(visit.due_on) + (visit.due_on < on ? " OVERDUE" : "");
    return "";
}

Date day_asked_about(Session& session, const std::string& on) {
    return on.empty() ? session.today() : date_of_option("--on", on);
}

void list_certificates(Session& session, const std::string& on) {
    const Date day = day_asked_about(session, on);
    std::vector<CertificateOn> shown;
    for (const Certificate& certificate : session.reading().audits().certificates())
        shown.push_back({certificate, day});
    show_list(
        session, shown, {"certificate", "standard", ">terms", "valid", "next visit", "offices", "~scope"},
        [](const CertificateOn& line) {
            const Certificate& certificate = line.certificate;
            return std::vector<std::string>{certificate.code,
                                            certificate.standard,
                                            std::to_string(certificate.terms.size()),
                                            validity_of(certificate, line.on),
                                            next_visit(certificate, line.on),
                                            joined(certificate.offices),
                                            certificate.scope.text};
        },
        "certificates");
}

std::string visit_in_words(const Surveillance& visit) {
    return to_string(visit.due_on) + (visit.held_on ? " held " + to_string(*visit.held_on) +
                                                          (visit.audit.empty() ? "" : " by " + visit.audit)
                                                    : "");
}

void show_certificate(Session& session, const Target& target) {
    const Certificate certificate = session.reading().audits().certificate(target.id);
    const Date on = day_asked_about(session, target.on);
    if (session.json) return print_line(session, json_line(CertificateOn{certificate, on}));
    Table card;
    card.add({"certificate", certificate.code});
    card.add({"standard", certificate.standard});
    card.add({"scope", certificate.scope.text});
    for (const auto& [tag, scope] : certificate.scope.in)
        card.add({"scope " + tag, scope});
    card.add({"offices", joined(certificate.offices)});
    card.add({"valid on " + to_string(on), validity_of(certificate, on)});
    show(session, card);
    if (certificate.terms.empty()) return session.note("No term.");
    print_line(session, "");
    Table terms({">term", "number", "certified by", "from", "until", "ended", "record", "~visits"});
    for (const CertificateTerm& term : certificate.terms) {
        std::vector<std::string> visits;
        for (const Surveillance& visit : term.surveillance)
            visits.push_back(visit_in_words(visit));
        terms.add({std::to_string(term.number), term.certificate_no, term.body, to_string(term.from),
                   to_string(term.until), text_of(term.ended_on), term.record, joined(visits)});
    }
    show(session, terms);
}

struct PageOptions {
    std::string code, format = "text", language, on, out;
};

void print_page(Session& session, const PageOptions& options) {
    hand_out(session,
             session.reading().audits().certificate_page(options.code, options.format, options.language,
                                                         date_if_given("--on", options.on)),
             options.out);
}

void add_certificate_changes(CLI::App& noun, Session& session) {
    auto entering = std::make_shared<RegisterOptions>();
    CLI::App& add = add_verb(noun, "add", "Enters a certificate; its terms are added to it.",
                             {"almirah certificate add QMS --standard \"ISO 9001:2015\" \\",
                              "    --scope \"All desks of the office\" --office \"Collectorate Basera\""});
    add.add_option("CODE", entering->code, "Its code, never used again")->required();
    add.add_option("--standard", entering->standard, "By which it is certified")->required();
    add_text(add, "--scope", entering->scope, "What is certified")->required();
    add_repeated(add, "--office", entering->offices, "An office in its scope")->required();
    add.callback([&session, entering] { enter_certificate(session, *entering); });
    auto changing = std::make_shared<RegisterOptions>();
    CLI::App& change = add_verb(
        noun, "change", "Changes standard, scope or offices of a certificate.",
        {"almirah certificate change QMS --office \"Collectorate Basera\" --office \"Tehsil Rampur\" \\",
         "    --reason \"the tehsil joined\""});
    change.add_option("CODE", changing->code, "The certificate")->required();
    change.add_option("--standard", changing->standard, "By which it is certified");
    add_text(change, "--scope", changing->scope, "What is certified");
    add_repeated(change, "--office", changing->offices, "All offices in its scope");
    change.add_option("--reason", changing->reason, "Why")->required();
    change.callback([&session, changing] { change_certificate(session, *changing); });
}

void add_terms(CLI::App& noun, Session& session) {
    auto options = std::make_shared<TermOptions>();
    CLI::App& verb = add_verb(
        noun, "term", "Adds a term to a certificate, or sets one right.",
        {"almirah certificate term QMS --no QMS/4711 --body \"Certifying body\" --from 2026-04-01 \\",
         "    --until 2029-03-31 --visit 2027-03-31 --visit 2028-03-31 --record QMS/2026/000001",
         "almirah certificate term QMS --correct 2 --until 2029-03-30 --reason \"misread\""});
    verb.add_option("CODE", options->code, "The certificate")->required();
    verb.add_option("--no", options->term.certificate_no, "Number that the body printed");
    verb.add_option("--body", options->term.body, "Who certified");
    verb.add_option("--from", options->from, "Its first day")->type_name("DATE");
    verb.add_option("--until", options->until, "Its last day")->type_name("DATE");
    add_repeated(verb, "--visit", options->visits, "A surveillance visit is due by this day")
        ->type_name("DATE");
    verb.add_option("--record", options->term.record, "The record that holds the certificate");
    verb.add_option("--note", options->term.note, "What else is to be said of it");
    CLI::Option* correct =
        verb.add_option("--correct", options->term.number, "Set this term right; what is not given stays")
            ->type_name("N")
            ->check(CLI::Range(1, 999));
    verb.add_option("--reason", options->reason, "Why it is corrected")->needs(correct);
    verb.callback([&session, options] { add_term(session, *options); });
    auto visit = std::make_shared<VisitOptions>();
    CLI::App& surveillance =
        add_verb(noun, "surveillance", "Plans a surveillance visit, or notes that it was held.",
                 {"almirah certificate surveillance QMS 2027-03-31",
                  "almirah certificate surveillance QMS 2027-03-31 --held 2027-03-18 --audit U-2027-0002"});
    surveillance.add_option("CODE", visit->code, "The certificate")->required();
    surveillance.add_option("DATE", visit->due_on, "The day by which it is due")->required();
    surveillance.add_option("--held", visit->held_on, "It was held on this day")->type_name("DATE");
    surveillance.add_option("--audit", visit->audit, "By this audit")->type_name("AUDIT");
    surveillance.callback([&session, visit] { set_visit(session, *visit); });
    auto ending = std::make_shared<Target>();
    CLI::App& end =
        add_target_verb(noun, session, "end", "Ends the term that is valid on a day: withdrawn, or given up.",
                        {"almirah certificate end QMS --on 2026-09-01 --reason \"the body withdrew it\""},
                        "CODE", ending, end_term);
    end.add_option("--on", ending->on, "Not valid from this day on (default: today)")->type_name("DATE");
    end.add_option("--reason", ending->reason, "Why")->required();
}

void add_certificate_questions(CLI::App& noun, Session& session) {
    auto on = std::make_shared<std::string>();
    CLI::App& list = add_verb(noun, "list", "Lists certificates, and until when each is valid.",
                              {"almirah certificate list"});
    list.add_option("--on", *on, "As of this date (default: today)")->type_name("DATE");
    list.callback([&session, on] { list_certificates(session, *on); });
    auto showing = std::make_shared<Target>();
    add_target_verb(noun, session, "show", "Shows a certificate with its terms and visits.",
                    {"almirah certificate show QMS"}, "CODE", showing, show_certificate)
        .add_option("--on", showing->on, "As of this date (default: today)")
        ->type_name("DATE");
    auto options = std::make_shared<PageOptions>();
    CLI::App& page = add_verb(noun, "page", "Prints a certificate with all its terms on one page.",
                              {"almirah certificate page QMS",
                               "almirah certificate page QMS --format html --language hi --out QMS.html"});
    page.add_option("CODE", options->code, "The certificate")->required();
    page.add_option("--format", options->format, "text (default) or html")
        ->check(CLI::IsMember({"text", "html"}));
    page.add_option("--language", options->language, "In this language only (en, hi)")->type_name("TAG");
    page.add_option("--on", options->on, "As of this date (default: today)")->type_name("DATE");
    page.add_option("--out", options->out, "Write it to this new file")->type_name("FILE");
    page.callback([&session, options] { print_page(session, *options); });
}

} // namespace

void add_certificate(CLI::App& root, Session& session) {
    CLI::App& noun = add_noun(
        root, "certificate", "Certificates of the office: scope, terms, surveillance visits.", group::audits);
    add_certificate_changes(noun, session);
    add_terms(noun, session);
    add_certificate_questions(noun, session);
}

} // namespace almirah::cli
