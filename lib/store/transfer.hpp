// Handing records over to another house: what has to be there before, and what leaves the store with it.
#pragma once

#include "store/turn.hpp"

#include <string>

namespace almirah {

/// Throws refused when a list is to be transferred without the receipt that it needs: a bag was made of it,
/// or content would leave the store (R50).
void require_receipt(const Disposal& disposal);

/// Why an item of a list is not handed over although it may be: it is not in the bag that was received.
std::string why_not_handed_over(const Disposal& disposal, const DisposalItem& item);

/// Takes the content of a record that was handed over out of the vault; the record says under which disposal.
void remove_transferred(Draft& draft, const std::string& disposal, Record& record);

/// Throws refused unless the disposal is a list to be transferred that was approved and not carried out.
void require_transferable(const Disposal& disposal);

} // namespace almirah
