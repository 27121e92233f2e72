// The certificate as JSON, with the names that all of Almirah's JSON uses.
#include "exchange/certificate.hpp"

#include "format/json.hpp"
#include "format/json_text.hpp"

#include <algorithm>

namespace almirah::exchange {

namespace {

using format::JsonObject;

void put_person(JsonObject& out, const CertificateFacts& facts, const std::string& login) {
    const auto found = facts.names.find(login);
    out.put("by", login);
    out.put("name", found == facts.names.end() ? login : found->second);
}

void put_office(JsonObject& out, const Office& office) {
    out.put("code", office.code);
    out.put("name", office.name.text);
    for (const auto& [language, name] : office.name.in)
        out.put("name_" + language, name);
}

void put_decision(JsonObject& out, const CertificateFacts& facts, const Decision& decision) {
    put_person(out, facts, decision.by);
    out.put("at", to_string(decision.at));
    out.put("step", decision.step + 1);
    out.put("approved", decision.approved());
    if (decision.vote != Vote::approve) out.put("vote", format::name_of(decision.vote));
    if (!decision.for_person.empty())
        out.object("for", [&](JsonObject& other) { put_person(other, facts, decision.for_person); });
    if (!decision.reason.empty()) out.put("reason", decision.reason);
    out.put("sha256", decision.digest);
}

void put_approval(JsonObject& out, const CertificateFacts& facts) {
    out.put("id", facts.approval.id);
    out.put("state", format::name_of(facts.approval.state));
    out.put("route", facts.approval.route.code);
    out.put("sha256", facts.approval.digest);
    out.list("decisions", facts.approval.decisions,
             [&](JsonObject& entry, const Decision& decision) { put_decision(entry, facts, decision); });
}

void put_receipt(JsonObject& out, const Receipt& receipt) {
    out.put("received_by", receipt.received_by);
    out.put("reference", receipt.reference);
    out.put("on", to_string(receipt.on));
}

void put_carry_out(JsonObject& out, const CertificateFacts& facts) {
    const Disposal& disposal = facts.disposal;
    put_person(out, facts, disposal.carried_out_by);
    if (disposal.carried_out_at) out.put("at", to_string(*disposal.carried_out_at));
    out.put("method", disposal.how.method);
    out.put("witness", disposal.how.witness);
    out.put("place", disposal.how.place);
    out.put("authority", disposal.how.authority);
    if (!disposal.how.recipient.empty()) out.put("recipient", disposal.how.recipient);
    if (disposal.bag)
        out.object("bag",
                   [&](JsonObject& bag) { bag.put("tagmanifest_sha256", disposal.bag->tagmanifest_sha256); });
    if (disposal.receipt)
        out.object("receipt", [&](JsonObject& receipt) { put_receipt(receipt, *disposal.receipt); });
    if (disposal.action != Action::destroy) return;
    if (disposal.packs_rewritten >= 0)
        out.put("packs_rewritten", disposal.packs_rewritten);
    else
        out.put("interrupted", true);
}

void put_paper(JsonObject& out, const WeededPaper& paper) {
    out.put("serial", paper.serial);
    out.put("title", paper.title);
    out.put("class", paper.paper_class);
    out.put("rule", paper.rule);
    out.put("superfluous", paper.rule.empty());
    out.put("due_on", to_string(paper.due_on));
}

void put_file(JsonObject& out, const ContentFile& file) {
    out.put("name", file.name);
    out.put("size", file.size_bytes);
    out.put("sha256", file.sha256);
}

void put_item(JsonObject& out, const DisposalItem& item) {
    out.put("id", item.record);
    out.put("title", item.title);
    out.put("series", item.series);
    out.put("rule", item.rule);
    out.put("schedule", item.schedule);
    out.put("schedule_version", item.schedule_version);
    out.put("due_on", to_string(item.due_on));
    out.put("outcome", format::name_of(item.outcome));
    if (!item.why.empty()) out.put("why", item.why);
    if (item.review.verdict != Verdict::dispose) out.put("verdict", format::name_of(item.review.verdict));
    if (item.excluded) out.put("excluded_by", item.excluded->by);
    if (!item.papers.empty()) out.list("papers", item.papers, put_paper);
    out.list("files", item.files, put_file);
    if (item.removes_content) out.put("removed", true);
    if (!item.bytes_also_in.empty()) out.put("bytes_also_in", item.bytes_also_in);
}

} // namespace

std::string certificate_json(const CertificateFacts& facts) {
    const Disposal& disposal = facts.disposal;
    const auto done = std::count_if(disposal.items.begin(), disposal.items.end(),
                                    [](const DisposalItem& item) { return item.outcome == Outcome::done; });
    return JsonObject::text([&](JsonObject& out) {
        out.put("id", disposal.id);
        out.put("action", format::name_of(disposal.action));
        out.put("state", format::name_of(disposal.state));
        out.object("office", [&](JsonObject& office) { put_office(office, facts.office); });
        out.object("proposed", [&](JsonObject& proposal) {
            put_person(proposal, facts, disposal.proposed_by);
            proposal.put("at", to_string(disposal.proposed_at));
            proposal.put("as_of", to_string(disposal.as_of));
        });
        out.object("approval", [&](JsonObject& approval) { put_approval(approval, facts); });
        out.object("carried_out", [&](JsonObject& act) { put_carry_out(act, facts); });
        out.put("done", done);
        out.put("skipped", disposal.items.size() - static_cast<std::size_t>(done));
        out.put("residual_places", disposal.residual_places);
        out.list("items", disposal.items, put_item);
    });
}

} // namespace almirah::exchange
