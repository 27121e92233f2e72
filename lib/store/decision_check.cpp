#include "store/decision_check.hpp"

#include "base/ssh.hpp"
#include "format/decision.hpp"
#include "model/key.hpp"
#include "model/permission.hpp"
#include "store/approval_check.hpp"
#include "store/register_at.hpp"
#include "vault/commit.hpp"

#include <optional>

namespace almirah {

namespace {

/// Something that is signed, or should be.
struct Signed {
    const char* name_space;
    std::string_view message;
    const std::string& armour;
    const std::string& by;
    Instant at;
};

/// Why the signature is none of the person's that counts, by what is known of his keys now; empty when it
/// does.
std::string fault_of(Engine& engine, const Signed& what) {
    const auto signature = base::parse_armour(what.armour);
    if (!signature || signature->name_space != what.name_space || !base::verifies(*signature, what.message))
        return "its signature is not of it";
    const auto keys = engine.keys_of(what.by);
    const auto* key = model::key_of(keys, what.by, base::public_key_line(signature->key));
    if (!key) return "it is signed by a key that is not registered for " + what.by;
    const auto why = why_not_valid(*key, what.at);
    return why.empty() ? "" : "of the key that signed it: " + why;
}

/// Whether the policy asks for a signature, and asked for it when a file of the register was last changed: by
/// the place of that entry in the chain, and not by the date that it gives itself.
bool asked_for(Engine& engine, const std::string& operation, const std::string& path) {
    if (!model::must_be_signed(engine.office().policy.signed_operations, operation)) return false;
    const auto entry = engine.repository().last_change_of(path);
    if (!entry) return true;
    const auto before = vault::parse_commit(entry->bytes, entry->commit.id).parents;
    if (before.empty()) return false;
    RegisterAt then(engine);
    then.take(vault::parse_commit(engine.repository().read_commit(before[0]), before[0]).tree);
    return model::must_be_signed(then.policy().signed_operations, operation);
}

} // namespace

std::string why_not_counted(Engine& engine, const Approval& approval) {
    std::optional<bool> must; // once it is needed
    for (const Decision& decision : approval.decisions) {
        const std::string whose =
            "the decision of " + decision.by + " on " + approval.id + " does not count: ";
        if (decision.signature.empty()) {
            if (!must)
                must = asked_for(engine, model::decision_operation, format::approval_path(approval.id));
            if (*must) return whose + "it bears no signature, which the policy asks for";
            continue;
        }
        const std::string text = format::decision_text(engine.identity(), approval, decision);
        const auto why =
            fault_of(engine, {base::approval_namespace, text, decision.signature, decision.by, decision.at});
        if (!why.empty()) return whose + why;
    }
    return {};
}

std::string why_release_not_counted(Engine& engine, const Hold& hold) {
    if (hold.active()) return {};
    if (!hold.release_approval.empty()) {
        const Approval approval = engine.approval(hold.release_approval);
        if (approval.state != ApprovalState::approved || approval.subject != "hold-release " + hold.id ||
            !is_founded(approval))
            return "its approval " + approval.id + " does not bear it out";
        return why_not_counted(engine, approval);
    }
    if (!asked_for(engine, "hold.release", format::hold_path(hold.id))) return {};
    const auto entry = engine.repository().last_change_of(format::hold_path(hold.id));
    if (!entry) return "no entry of it is to be found";
    const Entry told = Engine::entry_of(entry->commit);
    const std::string which = "the entry of " + told.by + " that released it ";
    if (entry->signature.empty()) return which + "bears no signature, which the policy asks for";
    const auto why =
        fault_of(engine, {base::git_namespace, entry->payload, entry->signature, told.by, told.at});
    return why.empty() ? "" : which + "does not count: " + why;
}

} // namespace almirah
