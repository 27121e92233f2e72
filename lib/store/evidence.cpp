#include "store/evidence.hpp"

#include <map>

namespace almirah {

Gather gatherer(std::string_view section) {
    static const std::map<std::string_view, Gather> gatherers{
        {"master-list", gather_master_list},
        {"document-types", gather_document_types},
        {"issues", gather_issues},
        {"approvals", gather_approvals},
        {"refused", gather_refused},
        {"change-requests", gather_change_requests},
        {"distribution", gather_distribution},
        {"copies-outdated", gather_outdated_copies},
        {"acknowledgements", gather_acknowledgements},
        {"reading-outstanding", gather_outstanding_reading},
        {"reviews", gather_reviews},
        {"external-documents", gather_external_documents},
        {"people", gather_people},
        {"roles", gather_roles},
        {"delegations", gather_delegations},
        {"keys", gather_keys},
        {"series", gather_series},
        {"retention", gather_retention},
        {"disposals", gather_disposals},
        {"holds", gather_holds},
        {"certificates", gather_certificates},
        {"audits", gather_audits},
        {"findings", gather_findings},
        {"verification", gather_verification},
        {"checkpoint", gather_checkpoint},
    };
    return gatherers.at(section);
}

} // namespace almirah
