#include "store/subject_digest.hpp"

#include "base/digest.hpp"

namespace almirah {

std::string digest_of(Document document, Revision revision) {
    revision.digest.clear();
    revision.approval.clear();
    revision.state = RevisionState::draft;
    revision.submitted_for.reset();
    document.requests.clear();
    document.reviews.clear();
    document.described_by.clear();
    document.revisions = {revision};
    return base::sha256_hex(format::encode(document));
}

std::string digest_of(Disposal disposal) {
    disposal.state = DisposalState::proposed;
    disposal.approval.clear();
    disposal.expires_on.reset();
    disposal.bag.reset();
    disposal.receipt.reset();
    for (auto& item : disposal.items)
        item.excluded.reset();
    return base::sha256_hex(format::encode(disposal));
}

std::string digest_of(format::ScheduleFile file) {
    file.approval.clear();
    file.state.clear();
    return base::sha256_hex(format::encode(file));
}

std::string digest_of(const std::string& record, DateOverride date) {
    date.approval.clear();
    date.state = OverrideState::proposed;
    return base::sha256_hex(record + "\n" + format::encode(date));
}

std::string digest_of_release(Hold hold) {
    hold.release_approval.clear();
    hold.release_requested_by.clear();
    hold.caught.clear(); // what its query named is held all along
    return base::sha256_hex("release\n" + format::encode(hold));
}

} // namespace almirah
