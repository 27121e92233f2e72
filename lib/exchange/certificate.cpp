// The certificate as JSON, with the names that all of Almirah's JSON uses.
#include "exchange/certificate.hpp"

#include "format/json.hpp"

#include <nlohmann/json.hpp>

namespace almirah::exchange {

namespace {

using json = nlohmann::ordered_json;

json person(const CertificateFacts& facts, const std::string& login) {
    const auto found = facts.names.find(login);
    return {{"by", login}, {"name", found == facts.names.end() ? login : found->second}};
}

json office_of(const CertificateFacts& facts) {
    json office{{"code", facts.office.code}, {"name", facts.office.name.text}};
    for (const auto& [language, name] : facts.office.name.in)
        office["name_" + language] = name;
    return office;
}

json proposal_of(const CertificateFacts& facts) {
    json proposal = person(facts, facts.disposal.proposed_by);
    proposal["at"] = to_string(facts.disposal.proposed_at);
    proposal["as_of"] = to_string(facts.disposal.as_of);
    return proposal;
}

json approval_of(const CertificateFacts& facts) {
    json decisions = json::array();
    for (const Decision& decision : facts.approval.decisions) {
        json entry = person(facts, decision.by);
        entry["at"] = to_string(decision.at);
        entry["step"] = decision.step + 1;
        entry["approved"] = decision.approved();
        if (decision.vote != Vote::approve) entry["vote"] = format::name_of(decision.vote);
        if (!decision.for_person.empty()) entry["for"] = person(facts, decision.for_person);
        if (!decision.reason.empty()) entry["reason"] = decision.reason;
        entry["sha256"] = decision.digest;
        decisions.push_back(std::move(entry));
    }
    return {{"id", facts.approval.id},
            {"state", format::name_of(facts.approval.state)},
            {"route", facts.approval.route.code},
            {"sha256", facts.approval.digest},
            {"decisions", std::move(decisions)}};
}

json carry_out_of(const CertificateFacts& facts) {
    const Disposal& disposal = facts.disposal;
    json act = person(facts, disposal.carried_out_by);
    if (disposal.carried_out_at) act["at"] = to_string(*disposal.carried_out_at);
    act["method"] = disposal.how.method;
    act["witness"] = disposal.how.witness;
    act["place"] = disposal.how.place;
    act["authority"] = disposal.how.authority;
    if (!disposal.how.recipient.empty()) act["recipient"] = disposal.how.recipient;
    if (disposal.bag) act["bag"] = {{"tagmanifest_sha256", disposal.bag->tagmanifest_sha256}};
    if (disposal.receipt)
        act["receipt"] = {{"received_by", disposal.receipt->received_by},
                          {"reference", disposal.receipt->reference},
                          {"on", to_string(disposal.receipt->on)}};
    if (disposal.action == Action::destroy) act["packs_rewritten"] = disposal.packs_rewritten;
    return act;
}

json item_of(const DisposalItem& item) {
    json files = json::array();
    for (const ContentFile& file : item.files)
        files.push_back({{"name", file.name}, {"size", file.size_bytes}, {"sha256", file.sha256}});
    json entry{{"id", item.record},
               {"title", item.title},
               {"series", item.series},
               {"rule", item.rule},
               {"schedule", item.schedule},
               {"schedule_version", item.schedule_version},
               {"due_on", to_string(item.due_on)},
               {"outcome", format::name_of(item.outcome)}};
    if (!item.why.empty()) entry["why"] = item.why;
    if (item.review.verdict != Verdict::dispose) entry["verdict"] = format::name_of(item.review.verdict);
    if (item.excluded) entry["excluded_by"] = item.excluded->by;
    if (!item.papers.empty()) entry["papers"] = json::array();
    for (const WeededPaper& paper : item.papers)
        entry["papers"].push_back({{"serial", paper.serial},
                                   {"title", paper.title},
                                   {"class", paper.paper_class},
                                   {"rule", paper.rule},
                                   {"superfluous", paper.rule.empty()},
                                   {"due_on", to_string(paper.due_on)}});
    entry["files"] = std::move(files);
    if (item.removes_content) entry["removed"] = true;
    if (!item.bytes_also_in.empty()) entry["bytes_also_in"] = item.bytes_also_in;
    return entry;
}

} // namespace

std::string certificate_json(const CertificateFacts& facts) {
    json items = json::array();
    std::size_t done = 0;
    for (const DisposalItem& item : facts.disposal.items) {
        items.push_back(item_of(item));
        done += item.outcome == Outcome::done;
    }
    const json certificate{{"id", facts.disposal.id},
                           {"action", format::name_of(facts.disposal.action)},
                           {"state", format::name_of(facts.disposal.state)},
                           {"office", office_of(facts)},
                           {"proposed", proposal_of(facts)},
                           {"approval", approval_of(facts)},
                           {"carried_out", carry_out_of(facts)},
                           {"done", done},
                           {"skipped", facts.disposal.items.size() - done},
                           {"residual_places", facts.disposal.residual_places},
                           {"items", std::move(items)}};
    return certificate.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace almirah::exchange
