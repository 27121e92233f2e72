#include "vault/objects.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/loose.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

namespace almirah::vault {

namespace {

/// Who is overtaken by writers so often is told that the object is not there.
constexpr int most_looks = 64;
/// Longer than a tick of the clock by which file systems date their folders.
constexpr std::chrono::milliseconds tick{20};

std::set<std::string> stems_in(const std::string& folder) {
    std::set<std::string> stems;
    for (const auto& name : os::list(folder))
        // Under any name: stock git reads them all, so a purge must reach them all.
        if (!name.starts_with("tmp_") && name.ends_with(".pack"))
            stems.insert(folder + "/" + name.substr(0, name.size() - 5));
    return stems;
}

} // namespace

Objects::Objects(std::string folder) : folder_(std::move(folder)) {
    look_again();
}

void Objects::refresh() {
    if (os::folder_changed_ns(pack_folder()) != seen_changed_ns_) look_again();
}

void Objects::look_again() {
    // Read before the names, so that a change in between is seen the next time.
    seen_changed_ns_ = os::folder_changed_ns(pack_folder());
    const auto stems = stems_in(pack_folder());
    std::set<std::string> known;
    std::erase_if(packs_, [&](const auto& pack) { return !stems.contains(pack->stem()); });
    last_read_.reset();
    std::erase_if(unusable_, [&](const auto& pack) { return !stems.contains(pack.first); });
    for (const auto& pack : packs_)
        known.insert(pack->stem());
    set_aside_.clear();
    for (const auto& stem : stems)
        if (!known.contains(stem)) open_pack(stem);
}

bool Objects::may_have_moved() {
    if (os::folder_changed_ns(pack_folder()) != seen_changed_ns_) return true;
    if (certain_ns_ == seen_changed_ns_) return false;
    // A change within the tick of the one before does not show.
    std::this_thread::sleep_for(tick);
    certain_ns_ = seen_changed_ns_;
    return true;
}

void Objects::open_pack(const std::string& stem) {
    try {
        packs_.push_back(Pack::open(stem, files_));
        unusable_.erase(stem);
    } catch (const Error& error) {
        // A pack without idx may be just being installed: nothing to read in it yet, or everything
        // (recovery).
        if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
        if (!unusable_.contains(stem)) set_aside_[stem] = error.code() == Code::corrupt ? error.what() : "";
    }
}

void Objects::add(const std::string& stem) {
    forget(stem);
    packs_.push_back(Pack::open(stem, files_));
}

void Objects::forget(const std::string& stem) {
    std::erase_if(packs_, [&](const auto& pack) { return pack->stem() == stem; });
    last_read_.reset();
}

void Objects::check_indexes() {
    last_read_.reset();
    std::erase_if(packs_, [&](const auto& pack) {
        try {
            pack->check_index();
            return false;
        } catch (const Error& error) {
            if (error.code() != Code::corrupt) throw;
            set_aside_[pack->stem()] = error.what();
            return true;
        }
    });
}

void Objects::derive_missing() {
    for (const auto& [stem, fault] : set_aside_) {
        try {
            packs_.push_back(Pack::derive(stem, files_));
        } catch (const Error& error) {
            if (error.code() == Code::corrupt)
                unusable_[stem] = error.what();
            else if (error.code() != Code::not_found)
                throw;
        }
    }
    set_aside_.clear();
}

std::optional<Objects::Place> Objects::find(const ObjectId& id) const {
    // The last packs are the newest, and the newest are asked for most.
    for (auto pack = packs_.rbegin(); pack != packs_.rend(); ++pack)
        if (const auto n = (*pack)->index().find(id)) return Place{pack->get(), *n};
    return std::nullopt;
}

bool Objects::contains(const ObjectId& id) const {
    return find(id) || os::exists(loose_path(folder_, id));
}

std::optional<Object> Objects::try_read(Pack& pack, const ObjectId& id, std::string& damage) {
    const auto n = pack.index().find(id);
    if (!n) return std::nullopt;
    try {
        return pack.read(*n);
    } catch (const Error& error) {
        if (error.code() == Code::corrupt)
            damage = error.what();
        else if (error.code() != Code::not_found)
            throw;
        return std::nullopt;
    }
}

/// Leaves in `damage` why copies that are there cannot be read.
std::optional<Object> Objects::try_read(const ObjectId& id, std::string& damage) {
    if (last_read_)
        if (auto object = try_read(*last_read_, id, damage)) return object;
    for (auto pack = packs_.rbegin(); pack != packs_.rend(); ++pack) {
        if (*pack == last_read_) continue;
        auto object = try_read(**pack, id, damage);
        if (!object) continue;
        last_read_ = *pack;
        return object;
    }
    try {
        return read_loose(folder_, id);
    } catch (const Error& error) {
        if (error.code() != Code::corrupt) throw;
        damage = error.what();
    }
    return std::nullopt;
}

Object Objects::read(const ObjectId& id) {
    std::string damage;
    if (auto object = try_read(id, damage)) return std::move(*object);
    // Another process may have written or merged packs since, and may go on doing so while we look.
    for (int times = 0; times == 0 || (times < most_looks && may_have_moved()); ++times) {
        look_again();
        damage.clear(); // What is wrong with a pack that went is not what is wrong.
        if (auto object = try_read(id, damage)) return std::move(*object);
    }
    // A crash may have cost an idx.
    check_indexes();
    derive_missing();
    damage.clear(); // What a damaged idx led to is not what is wrong.
    if (auto object = try_read(id, damage)) return std::move(*object);
    if (damage.empty() && !unusable_.empty()) damage = unusable_.begin()->second;
    if (!damage.empty()) throw Error(Code::corrupt, damage);
    throw Error(Code::not_found, "object " + id.hex() + " is not in the store; run verify");
}

std::string Objects::read(const ObjectId& id, ObjectKind kind) {
    Object object = read(id);
    if (object.kind != kind)
        throw Error(Code::corrupt, "object " + id.hex() + " is a " + name_of(object.kind) + " where a " +
                                       name_of(kind) + " belongs; run verify");
    return std::move(object.bytes);
}

std::optional<std::pair<ObjectKind, std::uint64_t>> Objects::head(const ObjectId& id) {
    try {
        if (const auto place = find(id)) return place->pack->head(place->n);
    } catch (const Error& error) {
        // A damaged idx leads astray; to read the object makes it anew.
        if (error.code() != Code::not_found && error.code() != Code::corrupt) throw;
    }
    try {
        const Object object = read(id);
        return std::make_pair(object.kind, std::uint64_t(object.bytes.size()));
    } catch (const Error& error) {
        if (error.code() != Code::not_found) throw;
        return std::nullopt;
    }
}

} // namespace almirah::vault
