#include "cli/output/json_value.hpp"

namespace almirah::cli {
namespace {

Json review_value(const ItemReview& review) {
    if (review.verdict == Verdict::dispose) return nullptr;
    return {{"verdict", name_of(review.verdict)},
            {"reason", review.reason},
            {"authority", review.authority},
            {"until", value(review.until)},
            {"hold", review.hold},
            {"by", review.by},
            {"at", value(review.at)}};
}

Json excluded_value(const std::optional<Exclusion>& excluded) {
    if (!excluded) return nullptr;
    return {{"by", excluded->by}, {"reason", excluded->reason}, {"at", to_string(excluded->at)}};
}

Json weeded_value(const WeededPaper& paper) {
    return {{"serial", paper.serial},
            {"title", paper.title},
            {"class", paper.paper_class},
            {"rule", paper.rule},
            {"superfluous", paper.rule.empty()},
            {"due_on", to_string(paper.due_on)}};
}

Json item_value(const DisposalItem& item) {
    Json json{{"id", item.record},
              {"title", item.title},
              {"series", item.series},
              {"rule", item.rule},
              {"schedule", item.schedule},
              {"schedule_version", item.schedule_version},
              {"due_on", to_string(item.due_on)},
              {"outcome", name_of(item.outcome)},
              {"why", item.why},
              {"review", review_value(item.review)},
              {"excluded", excluded_value(item.excluded)},
              {"files", values(item.files, file_value)}};
    if (!item.papers.empty()) json["papers"] = values(item.papers, weeded_value);
    return json;
}

Json bag_value(const std::optional<BagMade>& bag) {
    if (!bag) return nullptr;
    return {{"tagmanifest_sha256", bag->tagmanifest_sha256},
            {"at", to_string(bag->at)},
            {"by", bag->by},
            {"records", bag->records},
            {"files", bag->files},
            {"size", bag->bytes},
            {"left_out", bag->left_out}};
}

Json receipt_value(const std::optional<Receipt>& receipt) {
    if (!receipt) return nullptr;
    return {{"received_by", receipt->received_by},
            {"reference", receipt->reference},
            {"on", to_string(receipt->on)},
            {"tagmanifest_sha256", receipt->tagmanifest_sha256},
            {"by", receipt->noted_by},
            {"at", to_string(receipt->noted_at)}};
}

Json how_value(const CarryOut& how) {
    return {{"method", how.method},
            {"witness", how.witness},
            {"place", how.place},
            {"authority", how.authority},
            {"recipient", how.recipient}};
}

} // namespace

namespace {

Json standing_value(const HoldQuery& query) {
    if (query.empty()) return nullptr;
    return {{"series", query.series},
            {"words", query.words},
            {"from", value(query.from)},
            {"until", value(query.until)}};
}

} // namespace

std::string json_line(const Hold& hold) {
    return line_of({{"id", hold.id},
                    {"state", hold.awaits_release() ? "awaiting release"
                              : hold.active()       ? "active"
                                                    : "released"},
                    {"reason", hold.reason},
                    {"reference", hold.reference},
                    {"ordered_by", hold.ordered_by},
                    {"records", hold.records},
                    {"standing", standing_value(hold.standing)},
                    {"caught", hold.caught},
                    {"review_on", value(hold.review_on)},
                    {"at", to_string(hold.placed_at)},
                    {"by", hold.placed_by},
                    {"released_at", value(hold.released_at)},
                    {"released_by", hold.released_by},
                    {"release_reason", hold.release_reason},
                    {"release_approval", hold.release_approval}});
}

std::string json_line(const HoldImpactLine& line) {
    return line_of({{"series", line.series},
                    {"records", line.records},
                    {"stopped", line.stopped},
                    {"later", line.later},
                    {"never", line.never},
                    {"also_by_other", line.also_by_other}});
}

std::string json_line(const DisposalReport& report) {
    return line_of({{"id", report.id},
                    {"state", name_of(report.state)},
                    {"done", report.done},
                    {"not_done", report.not_done},
                    {"unknown", report.unknown}});
}

namespace {

Json disposal_value(const Disposal& disposal) {
    Json json({{"id", disposal.id},
               {"action", name_of(disposal.action)},
               {"state", name_of(disposal.state)},
               {"on", to_string(disposal.as_of)},
               {"at", to_string(disposal.proposed_at)},
               {"by", disposal.proposed_by},
               {"approval", disposal.approval},
               {"how", how_value(disposal.how)},
               {"carried_out_at", value(disposal.carried_out_at)},
               {"carried_out_by", disposal.carried_out_by},
               {"packs_rewritten", disposal.packs_rewritten},
               {"expires_on", value(disposal.expires_on)},
               {"withdrawn_reason", disposal.withdrawn_reason},
               {"residual_places", disposal.residual_places},
               {"items", values(disposal.items, item_value)}});
    if (disposal.weeding) json["weeding"] = true;
    if (!disposal.coauthors.empty()) json["coauthors"] = disposal.coauthors;
    if (disposal.packs_rewritten < 0) json["packs_rewritten"] = nullptr;
    if (disposal.bag) json["bag"] = bag_value(disposal.bag);
    if (disposal.receipt) json["receipt"] = receipt_value(disposal.receipt);
    return json;
}

} // namespace

std::string json_line(const Disposal& disposal) {
    return line_of(disposal_value(disposal));
}

std::string json_line(const Disposal& disposal, const std::vector<NotListed>& left_out) {
    Json json = disposal_value(disposal);
    json["left_out"] = Json::array();
    for (const NotListed& line : left_out)
        json["left_out"].push_back({{"code", line.code}, {"records", line.records}});
    return line_of(json);
}

} // namespace almirah::cli
