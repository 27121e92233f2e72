#include "store/turn.hpp"

#include "base/fold.hpp"
#include "format/decision.hpp"
#include "format/entry.hpp"
#include "model/approve.hpp"
#include "model/key.hpp"
#include "model/operation.hpp"
#include "model/permission.hpp"
#include "store/entry_judge.hpp"
#include "store/refusals.hpp"

#include <algorithm>

namespace almirah {

std::string records_in_words(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " record" : " records");
}

// ---- ContentFeed

namespace {

/// Each thread has its own sources, so no lock is needed.
vault::Incoming::Inspect finder_of_terms(std::vector<std::string>& terms) {
    return [&](std::size_t source, std::string_view bytes) { terms[source] = base::search_terms(bytes); };
}

} // namespace

ContentFeed::ContentFeed(Engine& engine, const std::vector<Source>& sources)
    : terms_(sources.size()), incoming_(engine.repository().take_in(sources, finder_of_terms(terms_))) {}

// ---- Draft

Draft::Draft(vault::Writer writer, const std::string& operation) : writer_(std::move(writer)) {
    entry_.operation = operation;
}

void Draft::put_bytes(const std::string& path, std::string bytes) {
    writer_.put_register(path, bytes);
    files_[path] = std::move(bytes);
}

std::vector<vault::StoredContent> Draft::add(const std::vector<Source>& sources, const Progress& progress) {
    std::vector<std::string> terms(sources.size());
    auto stored = writer_.add(sources, finder_of_terms(terms), progress);
    keep_terms(stored, terms.data());
    return stored;
}

std::vector<vault::StoredContent> Draft::add(ContentFeed& feed, std::size_t count) {
    auto stored = writer_.add(feed.incoming_, count);
    keep_terms(stored, feed.terms_.data() + feed.taken_);
    feed.taken_ += stored.size();
    return stored;
}

void Draft::keep_terms(const std::vector<vault::StoredContent>& stored, std::string* terms) {
    for (std::size_t i = 0; i < stored.size(); ++i)
        if (!stored[i].in_parts) terms_[stored[i].id.hex()] = std::move(terms[i]);
}

void Draft::say(const std::string& summary, const std::string& reason) {
    // The message is a commit of git: a NUL byte in it breaks fsck, and history is shown as UTF-8.
    for (const auto* text : {&summary, &reason})
        if (!base::is_utf8(*text) || text->find('\0') != std::string::npos)
            throw Error(Code::invalid_argument,
                        "a text or reason is not UTF-8, or has a NUL byte; correct it");
    entry_.summary = summary;
    entry_.reason = reason;
}

// ---- Turn

namespace {

std::string serial_path(char kind, const std::string& id) {
    if (kind == 'H') return format::hold_path(id);
    if (kind == 'G') return format::delegation_path(id);
    if (kind == 'U') return format::audit_path(id);
    if (kind == 'F') return format::finding_path(id);
    return kind == 'D' ? format::disposal_path(id) : format::approval_path(id);
}

/// Marks the engine as having its turn; takes the mark back when the turn is refused.
class InTurn {
public:
    explicit InTurn(bool& flag) : flag_(&flag) { flag = true; }
    ~InTurn() {
        if (flag_) *flag_ = false;
    }
    void keep() { flag_ = nullptr; }

private:
    bool* flag_;
};

} // namespace

Turn::Turn(Engine& engine, const std::string& permission, const std::string& object, os::Pace pace,
           Clock clock)
    : engine_(engine), lock_(engine.lock(pace)), now_(engine.now()), permission_(permission) {
    InTurn marked(engine_.in_turn_);
    engine_.repository_.recover();
    engine_.follow_locked();
    keep_time(clock);
    today_ = engine_.civil_date(now_);
    actor_ = require_actor(permission, object);
    marked.keep();
}

void Turn::keep_time(Clock clock) {
    constexpr std::chrono::minutes small{5}; // what a clock that is set right may go back
    const auto last = engine_.repository_.last_entry_at();
    if (!last || clock == Clock::corrects) return;
    const std::string says =
        "the clock says " + to_string(now_) + ", and the last entry is of " + to_string(*last);
    if (*last - now_ > small)
        throw Error(Code::conflict,
                    says + "; nothing is entered with a time before it; set the clock, or, where "
                           "that entry's was wrong, say so with almirah clock correct");
    now_ = std::max(now_, *last);
    const int quiet = engine_.office().policy.quiet_days;
    if (clock == Clock::follows && model::needs_confirmation(*last, now_, quiet))
        throw Error(
            Code::conflict,
            says + ", more than " + std::to_string(quiet) +
                " days before; set the clock, or, where it is right, say so with almirah clock confirm");
}

Person Turn::require_actor(const std::string& permission, const std::string& object) {
    const std::string& login = engine_.options_.actor;
    if (login.empty())
        throw Error(Code::invalid_argument,
                    "nobody is acting; say who with --as LOGIN, ALMIRAH_AS or StoreOptions::actor");
    const auto person =
        base::is_login(login) ? engine_.find<Person>(format::person_path(login)) : std::nullopt;
    if (!person)
        refuse(engine_, permission, object, login + " is not a person of this office; add the person first");
    const auto roles = engine_.all<Role>("roles");
    if (permission == any_person && person->active) return *person;
    if (model::grants(*person, roles, permission)) return *person;
    if (permission == deciding && person->active &&
        model::is_delegate(engine_.all<Delegation>("delegations"), login, today_, [&](const auto& away) {
            const auto asked = engine_.find<Person>(format::person_path(away));
            return asked && model::grants(*asked, roles, deciding);
        }))
        return *person;
    std::string able;
    for (const auto& role : roles)
        if (role.permissions.contains(permission)) able += (able.empty() ? "" : ", ") + role.code;
    refuse(engine_, permission, object,
           login + (person->active ? " lacks" : " is no longer active and so lacks") +
               (permission == any_person ? " any right here"
                                         : " the permission " + permission +
                                               "; roles that have it: " + (able.empty() ? "none" : able)));
}

Draft Turn::begin(const std::string& operation) {
    const auto* row = model::row_of(operation);
    if (!row || (row->permission != permission_ && !row->permission.empty()))
        throw Error(Code::internal, "the operation " + operation + " with the permission " + permission_ +
                                        " is not in lib/model/operation_rows.cpp");
    signer_ = EntrySigner::of(engine_, actor_, operation, now_);
    merge_packs();
    Draft draft(engine_.repository_.begin(), operation);
    draft.entry_.by = actor_.login;
    draft.entry_.at = now_;
    return draft;
}

void Turn::leave_unsigned_by(const SigningKey& key) {
    if (signer_ && base::public_key_line(signer_->key()) == key.key) signer_.reset();
}

std::string Turn::sign_decision(const Approval& approval, const Decision& decision) const {
    if (signer_)
        return signer_->sign(base::approval_namespace,
                             format::decision_text(engine_.identity(), approval, decision));
    require_unsigned(engine_, model::decision_operation);
    return {};
}

Turn::~Turn() {
    engine_.index(); // what is done beside is done under the lock
    engine_.in_turn_ = false;
}

void Turn::require_lawful(const Draft& draft) {
    auto& repository = engine_.repository_;
    RegisterAt before(engine_);
    if (const auto tree = repository.tree()) before.take(*tree);
    EntryJudge judge(before, {draft.entry_});
    for (const auto& [path, bytes] : draft.files_)
        judge.change(path, repository.read(path), bytes);
    const auto faults = judge.faults();
    if (faults.empty()) return;
    throw Error(Code::internal, "the entry " + draft.entry_.operation + " " + faults.front().what +
                                    "; nothing is written: tell the makers of this software");
}

Written Turn::write(Draft draft) {
    keep_caught(draft);
    require_lawful(draft);
    auto marks = marks_now(engine_);
    marks.rows = model::operation_rows;
    const std::string email = actor_.email.empty() ? actor_.login + "@almirah" : actor_.email;
    Written written{{{}, actor_.name, email, now_, format::encode_message(draft.entry_, marks)},
                    engine_.repository_.head(),
                    std::move(draft.files_),
                    std::move(draft.terms_)};
    vault::CommitDraft commit{actor_.name, email, now_, written.commit.message};
    if (signer_)
        commit.sign = [&](std::string_view payload) { return signer_->sign(base::git_namespace, payload); };
    written.commit.id = engine_.repository_.commit(std::move(draft.writer_), commit);
    // From here on nothing is thrown: the entry is in the register, which is what counts. An index or packs
    // left behind are brought along by the next question or entry.
    return written;
}

void Turn::commit(Draft draft) {
    const Written written = write(std::move(draft));
    engine_.index();
    engine_.project(written, engine_.terms_of(written.terms));
}

void Turn::commit_ahead(Draft draft) {
    engine_.project_beside(write(std::move(draft)));
}

void Turn::merge_packs() {
    try {
        engine_.repository_.merge_packs([&](const vault::TakeContent& take) {
            engine_.ask([&](const index::Index& index) {
                index.each_due_year([&](const std::string& blob, std::uint64_t size_bytes, auto year) {
                    const auto id = vault::ObjectId::parse(blob);
                    return !id || take(*id, size_bytes, year);
                });
            });
        });
    } catch (const std::exception&) {
    }
}

vault::PurgeReport Turn::purge(const std::set<vault::ObjectId>& objects, const Progress& progress) {
    // The index is a second witness of who owns what: a wrong note alone must not cost anybody his content.
    std::set<std::string> blobs;
    for (const auto& id : objects)
        blobs.insert(id.hex());
    const auto owned = engine_.ask([&](const index::Index& index) { return index.owners_of(blobs); });
    std::set<vault::ObjectId> doubted;
    for (const auto& [blob, owners] : owned)
        if (const auto id = vault::ObjectId::parse(blob)) doubted.insert(*id);
    const auto report = engine_.repository_.purge(objects, progress, doubted);
    engine_.with_index([](index::Index& index) {
        index.scrub();
        return true;
    });
    return report;
}

void Turn::require_free(const std::string& path, const std::string& id) const {
    if (engine_.repository_.read(path))
        throw Error(Code::corrupt,
                    "the index does not know of " + id + ", which the register has; run reindex");
}

std::string Turn::next_record_id(const std::string& series) {
    const int year = static_cast<int>(today().year());
    auto [number, first] = numbers_.try_emplace("record " + series, 0);
    if (first) number->second = engine_.index().last_record_number(series, year);
    const std::string id = base::to_string(base::RecordId{series, year, ++number->second});
    if (first) require_free(format::record_path(id), id);
    return id;
}

std::string Turn::next_serial_id(char kind) {
    const int year = static_cast<int>(today().year());
    auto [number, first] = numbers_.try_emplace(std::string("serial ") + kind, 0);
    if (first) number->second = engine_.index().last_serial(kind, year);
    const std::string id = base::to_string(base::SerialId{kind, year, ++number->second});
    if (first) require_free(serial_path(kind, id), id);
    return id;
}

} // namespace almirah
