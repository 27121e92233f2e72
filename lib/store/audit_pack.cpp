// Audit packs. The store is verified while others go on writing; then, under the lock, all evidence is
// gathered from one entry of the register, which is the one that was verified.
#include "base/digest.hpp"
#include "exchange/audit_pages.hpp"
#include "exchange/csv.hpp"
#include "model/key.hpp"
#include "os/files.hpp"
#include "store/audit_folder.hpp"
#include "store/evidence.hpp"

#include <algorithm>

namespace almirah {

namespace {

constexpr const char* signing_operation = "audit-pack";

[[noreturn]] void stop() {
    throw Error(Code::cancelled, "stopped; no audit pack was made");
}

void check(Engine& engine, const AuditPackPlan& plan) {
    if (!plan.from.ok() || !plan.until.ok() || plan.until < plan.from)
        throw Error(Code::invalid_argument,
                    "the period ends before it begins; give the first and the last day of it");
    if (engine.today() < plan.until)
        throw Error(Code::invalid_argument, "the period ends on " + to_string(plan.until) +
                                                ", which is still to come; there is evidence until today, " +
                                                to_string(engine.today()));
}

Judged judge(Engine& engine, const AuditPackPlan& plan, const Progress& progress) {
    engine.repository().refresh();
    Judged judged{engine.repository().head(), {}, {}, {}};
    if (plan.dry_run) return judged;
    judged.store = verify_store(engine, plan.fast, progress);
    judged.signatures = verify_signatures(engine, progress, &judged.faults);
    return judged;
}

/// One section on its way into the pack, or only counted.
class SectionFiles {
public:
    SectionFiles(AuditFolder* folder, const exchange::Wording& say, const exchange::AuditTable& table)
        : folder_(folder), say_(say), table_(table) {
        if (!folder_) return;
        csv_.emplace(folder_->open(path(".csv")));
        page_.emplace(folder_->open(path(".html")));
        csv_->add(exchange::shown_csv_line(table.columns));
        page_->add(exchange::section_head(say, table));
    }

    void add(const std::vector<std::string>& cells) {
        if (cells.size() != table_.columns.size())
            throw Error(Code::internal, std::string("a row of the section ") + table_.name + " has " +
                                            std::to_string(cells.size()) + " cells");
        ++rows_;
        if (!folder_) return;
        csv_->add(exchange::shown_csv_line(cells));
        if (rows_ <= exchange::rows_on_a_page) page_->add(exchange::section_row(say_, table_, cells));
    }

    std::uint64_t finish() {
        if (!folder_) return rows_;
        page_->add(exchange::section_foot(say_, rows_));
        folder_->close(path(".csv"), std::move(*csv_));
        folder_->close(path(".html"), std::move(*page_));
        return rows_;
    }

private:
    std::string path(const char* extension) const { return table_.name + std::string(extension); }

    AuditFolder* folder_; ///< Null: nothing is written.
    const exchange::Wording& say_;
    const exchange::AuditTable& table_;
    std::optional<DigestedFile> csv_, page_;
    std::uint64_t rows_ = 0;
};

/// Goes through the sections, one after the other.
class Packing {
public:
    Packing(Turn& turn, const AuditPackPlan& plan, const Checklist& checklist, const Judged& judged,
            AuditFolder* folder, const Progress& progress)
        : turn_(turn), plan_(plan), checklist_(checklist), say_(checklist, plan.language), judged_(judged),
          folder_(folder), progress_(progress) {}

    AuditPackReport gather() {
        AuditPackReport report;
        report.path = plan_.target;
        report.checklist = checklist_.code;
        report.sound = !plan_.dry_run && judged_.sound();
        report.checkpoint = checkpoint_of(turn_.engine());
        std::set<std::string> withheld;
        for (const auto& table : exchange::audit_tables())
            report.sections.push_back({table.name, section(table, report.checkpoint, withheld)});
        report.withheld = withheld.size();
        count_points(report);
        return report;
    }

    /// Index, manifest and, where something signs, its signature.
    void close(AuditPackReport& report) {
        Engine& engine = turn_.engine();
        std::optional<EntrySigner> signer;
        if (engine.options().signer)
            signer = EntrySigner::of(engine, turn_.actor(), signing_operation, turn_.now());
        if (signer) report.signed_by = base::fingerprint(signer->key());
        folder_->file("allowed_signers", model::allowed_signers(engine.all<SigningKey>("keys")));
        const std::string& login = turn_.actor().login;
        const exchange::PackFacts facts{engine.office(), plan_, report, turn_.now(), login, login};
        folder_->file("index.html", exchange::pack_index_html(say_, checklist_, facts));
        folder_->file("index.txt", exchange::pack_index_text(say_, checklist_, facts));
        const std::string manifest = folder_->write_manifest();
        report.manifest_sha256 = base::sha256_hex(manifest);
        if (signer)
            folder_->unlisted("manifest-sha256.txt.sig", signer->sign(base::audit_pack_namespace, manifest));
        report.files = folder_->files();
        report.bytes = folder_->bytes();
    }

private:
    std::uint64_t section(const exchange::AuditTable& table, const Checkpoint& checkpoint,
                          std::set<std::string>& withheld) {
        SectionFiles files(folder_, say_, table);
        Engine& engine = turn_.engine();
        Evidence evidence{engine,
                          plan_,
                          judged_,
                          checkpoint,
                          [&](const Evidence::Row& row) {
                              files.add(row);
                              if (progress_ && !progress_(++rows_, 0)) stop();
                          },
                          [&](const std::string& path, const std::string& text) {
                              if (folder_) folder_->file(path, text);
                          },
                          {},
                          engine.office().policy.utc_offset_minutes};
        gatherer(table.name)(evidence);
        withheld.merge(evidence.withheld);
        return files.finish();
    }

    void count_points(AuditPackReport& report) const {
        for (const auto& point : checklist_.points) {
            AuditPoint counted{point.clause, 0};
            for (const auto& section : report.sections)
                if (std::find(point.sections.begin(), point.sections.end(), section.name) !=
                    point.sections.end())
                    counted.rows += section.rows;
            report.points.push_back(std::move(counted));
        }
    }

    Turn& turn_;
    const AuditPackPlan& plan_;
    const Checklist& checklist_;
    const exchange::Wording say_;
    const Judged& judged_;
    AuditFolder* folder_;
    const Progress& progress_;
    std::uint64_t rows_ = 0;
};

} // namespace

std::vector<std::string> AuditPackReport::without_evidence() const {
    std::vector<std::string> clauses;
    for (const auto& point : points)
        if (point.rows == 0) clauses.push_back(point.clause);
    return clauses;
}

AuditPackReport AuditPacks::write(const AuditPackPlan& plan, const Progress& progress) {
    check(*engine_, plan);
    const Checklist checklist = this->checklist(plan.checklist);
    // Who may not have it is told before it is made, not after.
    if (plan.restricted) Turn(*engine_, "audit.restricted", "");
    Turn(*engine_, "audit.pack", "");
    std::optional<AuditFolder> folder;
    if (!plan.dry_run) folder.emplace(plan.target);
    Judged judged = judge(*engine_, plan, progress);
    AuditPackReport report;
    {
        Turn turn(*engine_, "audit.pack", "");
        if (engine_->repository().head() != judged.head) judged = judge(*engine_, plan, progress);
        Packing packing(turn, plan, checklist, judged, folder ? &*folder : nullptr, progress);
        report = packing.gather();
        if (folder) packing.close(report);
    }
    if (folder) folder->publish();
    return report;
}

} // namespace almirah
