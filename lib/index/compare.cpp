#include "index/compare.hpp"

#include "index/bodies.hpp"
#include "index/sql.hpp"
#include "index/state.hpp"

#include <map>
#include <unordered_map>

namespace almirah::index {

namespace {

Finding differs(const std::string& object, const std::string& how) {
    return {"index-differs", Severity::error, object.empty() ? "the index" : object, how + "; run reindex"};
}

/// A row in one text; no two rows give the same.
std::string text_of(const Statement& row) {
    std::string text;
    for (int column = 0; column < row.columns(); ++column) {
        const auto value = row.view(column);
        text += row.is_null(column) ? "-" : std::to_string(value.size()) + ":";
        text += value;
    }
    return text;
}

bool same(const Statement& a, const Statement& b) {
    for (int column = 0; column < a.columns(); ++column)
        if (a.is_null(column) != b.is_null(column) || a.view(column) != b.view(column)) return false;
    return true;
}

/// Rows that were met on one side and not yet on the other.
class Unmatched {
public:
    void add(const Statement& row, int side) {
        auto [at, fresh] = rows_.try_emplace(text_of(row), row.text(0), 0);
        if ((at->second.second += side) == 0) rows_.erase(at);
    }
    void tell(const char* table, std::vector<Finding>& findings) const {
        std::map<std::string, std::pair<bool, bool>> objects; // Whether it is in the index, in the register.
        for (const auto& [text, row] : rows_)
            (row.second > 0 ? objects[row.first].first : objects[row.first].second) = true;
        for (const auto& [object, in] : objects) {
            const char* const how = !in.second  ? "is not in the register"
                                    : !in.first ? "is missing from the index"
                                                : "differs from the register";
            findings.push_back(differs(object, how + (" (" + std::string(table) + ")")));
        }
    }

private:
    std::map<std::string, std::pair<std::string, int>> rows_;
};

/// Both sides give their rows in one order, so that few are unmatched at a time whatever differs.
void compare_table(const char* table, const char* sql, Connection& index, Connection& fresh,
                   std::vector<Finding>& findings) {
    Statement a = index.prepare(sql), b = fresh.prepare(sql);
    Unmatched unmatched;
    for (bool in_a = true, in_b = true; in_a || in_b;) {
        in_a = in_a && a.step();
        in_b = in_b && b.step();
        if (in_a && in_b && same(a, b)) continue;
        if (in_a) unmatched.add(a, 1);
        if (in_b) unmatched.add(b, -1);
    }
    unmatched.tell(table, findings);
}

/// Name -> how it was made.
std::map<std::string, std::string> schema_of(Connection& connection) {
    std::map<std::string, std::string> schema;
    Statement row = connection.prepare(sql::compare::schema);
    while (row.step())
        schema[row.text(0)] = text_of(row);
    return schema;
}

/// Making one takes longer than all else that is asked of a small index.
const std::map<std::string, std::string>& schema_as_made() {
    static const auto schema = [] {
        Connection made(Connection::Unnamed{});
        make(made);
        return schema_of(made);
    }();
    return schema;
}

/// Owner -> weight of the words that it is found by.
std::unordered_map<std::string, std::uint64_t> weights_in(Connection& index, const WordWeights& weights) {
    std::vector<std::uint64_t> of_body;
    each_word(index, [&](const std::string& word, const std::vector<Body>& bodies) {
        const std::uint64_t weight = weights.of_word(word);
        if (!bodies.empty() && bodies.back() >= of_body.size()) of_body.resize(bodies.back() + 1);
        for (Body body : bodies)
            of_body[body] += weight;
    });
    std::unordered_map<std::string, std::uint64_t> found;
    Statement row = index.prepare(sql::compare::bodies);
    while (row.step()) {
        const auto body = std::uint64_t(row.integer(1));
        found[row.text(0)] += body < of_body.size() ? of_body[body] : 0;
    }
    return found;
}

} // namespace

std::vector<Finding> compare_schema(Connection& index) {
    auto found = schema_of(index);
    std::vector<Finding> findings;
    for (const auto& [name, as_made] : schema_as_made()) {
        const auto node = found.extract(name);
        if (!node || node.mapped() != as_made)
            findings.push_back(differs(name, "is not in the index as this release makes it"));
    }
    for (const auto& [name, strange] : found)
        findings.push_back(differs(name, "is in the index, and this release makes none"));
    return findings;
}

std::vector<Finding> compare_rows(Connection& index, Connection& fresh) {
    using namespace sql::compare;
    const std::pair<const char*, const char*> tables[] = {
        {"schedules waiting", meta},
        {"things", things},
        {"numbers", numbers},
        {"people", people},
        {"places", places},
        {"series", series},
        {"schedules", schedules},
        {"rules", rules},
        {"rules of series", series_rules},
        {"records", records},
        {"facts", facts},
        {"dates set by the office", overrides},
        {"further series", also_in},
        {"content", content},
        {"documents", documents},
        {"revisions", revisions},
        {"holds", holds},
        {"what is held", hold_records},
        {"disposals", disposals},
        {"what is disposed of", disposal_items},
        {"approvals", approvals},
        {"decisions", decisions},
        {"who may decide", approval_waiting},
        {"points of use", distribution_points},
        {"copies", copies},
        {"acknowledgements", acknowledgements},
        {"delegations", delegations},
        {"certificates", certificates},
        {"terms of certificates", certificate_terms},
        {"visits", surveillance},
        {"audits", sql::compare::audits},
        {"findings of audits", sql::compare::findings},
        {"documents of findings", finding_documents},
        {"corrective actions", corrective_actions},
        {"entries", entries},
        {"subjects of entries", entry_subjects},
        {"words of titles", sql::compare::search},
        {"words of titles", search_of_documents},
        {"words of titles", search_rows},
    };
    std::vector<Finding> findings;
    for (const auto& [table, sql] : tables)
        compare_table(table, sql, index, fresh, findings);
    return findings;
}

std::vector<Finding> compare_words(Connection& index, Connection& fresh, const WordWeights& weights,
                                   const WeightOf& weight_of) {
    auto found = weights_in(index, weights);
    std::vector<Finding> findings;
    const auto differ = [&](const std::string& owner) {
        findings.push_back(differs(owner, "is found by other words than those of its content"));
    };
    Statement row = fresh.prepare(sql::compare::bodies_of_content);
    while (row.step()) {
        const auto node = found.extract(row.text(0));
        const auto weight = weight_of(row.text(1));
        if (weight && *weight != (node ? node.mapped() : 0)) differ(row.text(0));
    }
    for (const auto& [owner, weight] : found)
        if (weight != 0) differ(owner);
    return findings;
}

} // namespace almirah::index
