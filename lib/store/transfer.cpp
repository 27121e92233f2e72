#include "store/transfer.hpp"

#include <algorithm>

namespace almirah {

namespace {

void check_receipt(const Receipt& receipt) {
    if (receipt.received_by.empty())
        throw Error(Code::invalid_argument,
                    "the receipt does not say who received the records; give the name");
    if (receipt.reference.empty())
        throw Error(Code::invalid_argument, "the receipt has no reference; give its number");
    if (!receipt.on.ok()) throw Error(Code::invalid_argument, "the receipt has no date; give it");
}

void require_same_bag(const Disposal& disposal, const Receipt& receipt) {
    if (!disposal.bag)
        throw Refused("bag", disposal.id,
                      "no bag was made of the disposal " + disposal.id + "; export it first");
    if (receipt.tagmanifest_sha256 == disposal.bag->tagmanifest_sha256) return;
    throw Refused("receipt", disposal.id,
                  "the receipt is for another bag than the one made of " + disposal.id +
                      ", whose tagmanifest-sha256.txt has the SHA-256 " + disposal.bag->tagmanifest_sha256);
}

} // namespace

void require_transferable(const Disposal& disposal) {
    if (disposal.action != Action::transfer)
        throw Refused(format::name_of(disposal.action), disposal.id,
                      "the disposal " + disposal.id + " is to " + format::name_of(disposal.action) +
                          " its records, not to transfer them");
    if (disposal.state == DisposalState::approved) return;
    throw Refused(disposal.approval, disposal.id,
                  "the disposal " + disposal.id + " is " + format::name_of(disposal.state) +
                      (disposal.state == DisposalState::proposed ? "; it needs its approval first"
                                                                 : "; its records are not handed over now"));
}

void require_receipt(const Disposal& disposal) {
    if (disposal.action != Action::transfer || disposal.receipt) return;
    const auto leaves = [](const DisposalItem& item) { return item.removes_content && !item.files.empty(); };
    if (disposal.bag)
        throw Refused("receipt", disposal.id,
                      "a bag was made of the disposal " + disposal.id +
                          "; note the receipt of who took it over before it is carried out");
    if (std::any_of(disposal.items.begin(), disposal.items.end(), leaves))
        throw Refused("receipt", disposal.id,
                      "the content of the disposal " + disposal.id +
                          " leaves the store only with a receipt; export its bag and note the receipt first");
}

std::string why_not_handed_over(const Disposal& disposal, const DisposalItem& item) {
    if (!disposal.bag) return "";
    const auto& out = disposal.bag->left_out;
    const bool left = std::find(out.begin(), out.end(), item.record) != out.end();
    return left ? "it is not in the bag that was received: propose it again" : "";
}

void remove_transferred(Draft& draft, const std::string& disposal, Record& record) {
    bool any = false;
    for (auto& version : record.versions)
        for (auto& file : version.files) {
            if (!file.gone.empty()) continue;
            file.gone = disposal;
            any = true;
        }
    for (auto& file : record.sealed) {
        if (!file.gone.empty()) continue;
        file.gone = disposal;
        any = true;
    }
    if (any) draft.remove_content(format::record_folder(record.id));
}

void Disposals::note_receipt(const std::string& id, const Receipt& receipt) {
    check_receipt(receipt);
    Turn turn(*engine_, "disposal.carry-out", id);
    Disposal disposal = engine_->disposal(id);
    if (disposal.receipt)
        throw Error(Code::conflict, "the receipt of " + id +
                                        " is noted already: " + disposal.receipt->reference + " of " +
                                        to_string(disposal.receipt->on));
    require_transferable(disposal);
    require_same_bag(disposal, receipt);
    disposal.receipt = receipt;
    disposal.receipt->noted_by = turn.actor().login;
    disposal.receipt->noted_at = turn.now();
    Draft draft = turn.begin("disposal.receipt");
    draft.put(format::disposal_path(id), disposal);
    draft.subject("disposal", id);
    draft.say("Note the receipt " + receipt.reference + " of " + receipt.received_by + " for the disposal " +
              id);
    turn.commit(std::move(draft));
}

} // namespace almirah
