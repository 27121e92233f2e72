// The bytes that are stored begin with 32 random ones and are filled up to a multiple of 256: their digest
// and their size stand in the register for ever, and must say nothing of what they were of.
#include "store/sealing.hpp"

#include "base/digest.hpp"
#include "format/sealed.hpp"
#include "store/content.hpp"

#include <algorithm>
#include <random>
#include <set>

namespace almirah {

namespace {

constexpr std::size_t salt_bytes = 32, block_bytes = 256;

std::string new_salt() {
    std::random_device device;
    std::array<std::uint8_t, salt_bytes> bytes;
    for (auto& byte : bytes)
        byte = std::uint8_t(device());
    return base::hex(bytes.data(), bytes.size());
}

std::vector<ContentFile>::const_iterator latest(const Record& record) {
    return record.sealed.empty() || !record.sealed.back().gone.empty() ? record.sealed.end()
                                                                       : record.sealed.end() - 1;
}

std::string read_bytes(Engine& engine, const Record& record, const ContentFile& file) {
    std::string bytes;
    read_checked(engine, record.id, file,
                 [&](const char* data, std::size_t size) { bytes.append(data, size); });
    return bytes;
}

} // namespace

std::string sealed_bytes(const model::Sealed& sealed) {
    format::SealedFile file{new_salt(), sealed, ""};
    const std::size_t over =
        (format::encode(file).size() + std::string_view(" \"padding\": \"\",\n").size()) % block_bytes;
    file.padding.assign(block_bytes - over, '.');
    return format::encode(file);
}

model::Sealed read_sealed(std::string_view bytes, const std::string& path) {
    return format::decode<format::SealedFile>(bytes, path).fields;
}

const std::vector<std::string>& Sealing::fields_of(const std::string& series) {
    const auto [entry, first] = fields_.try_emplace(series);
    if (!first) return entry->second;
    const auto policy = engine_.office().policy.sealed_fields;
    std::set<std::string> fields(policy.begin(), policy.end()), seen;
    for (std::string code = series; !code.empty() && seen.insert(code).second;) {
        const auto branch = engine_.find<Series>(format::series_path(code));
        if (!branch) break;
        fields.insert(branch->sealed_fields.begin(), branch->sealed_fields.end());
        code = branch->under;
    }
    entry->second.assign(fields.begin(), fields.end());
    return entry->second;
}

void Sealing::seal(Draft& draft, Record& record) {
    auto fields = fields_of(record.series);
    if (fields.empty() && record.sealed.empty()) return;
    const model::Sealed sealed = model::take_out(record, fields);
    const auto before = latest(record);
    const bool says = !record.sealed_fields.empty();
    if (!says && before == record.sealed.end()) return;
    if (before != record.sealed.end() &&
        read_sealed(read_bytes(engine_, record, *before), before->name) == sealed)
        return;
    const int number = int(record.sealed.size()) + 1;
    const std::string name = "sealed/" + std::to_string(number) + ".json";
    const auto stored = draft.add({Source{.name = name, .path = {}, .bytes = sealed_bytes(sealed)}}).front();
    draft.put_content(format::record_folder(record.id) + "/" + name, stored);
    record.sealed.push_back({name, stored.size_bytes, stored.sha256, stored.id.hex()});
}

Record unsealed_record(Engine& engine, Record record) {
    if (record.sealed.empty()) return record;
    const auto there = latest(record);
    if (record.state == RecordState::destroyed || there == record.sealed.end())
        throw Refused("destroyed", record.id,
                      record.id + ": its sealed fields went with its content, and are gone");
    model::put_back(record, read_sealed(read_bytes(engine, record, *there), there->name));
    return record;
}

Record Records::unsealed(const std::string& id) const {
    return unsealed_record(*engine_, engine_->record(id));
}

} // namespace almirah
