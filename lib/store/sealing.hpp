// Sealed fields in the store: written into the vault with a salt, read back, gone with the content.
#pragma once

#include "model/sealing.hpp"
#include "store/turn.hpp"

#include <map>
#include <string>
#include <vector>

namespace almirah {

/// Seals the records of a turn as the office's policy and their series say.
class Sealing {
public:
    explicit Sealing(Engine& engine) : engine_(engine) {}

    /// The fields that a record of the series seals, each once, sorted.
    const std::vector<std::string>& fields_of(const std::string& series);
    /// Takes the sealed fields out of the record, which has its id, and puts them into the vault. What is
    /// sealed already and says the same stays as it is.
    void seal(Draft& draft, Record& record);

private:
    Engine& engine_;
    std::map<std::string, std::vector<std::string>> fields_;
};

/// The record with its sealed fields said. Throws refused when they are gone.
Record unsealed_record(Engine& engine, Record record);

/// The bytes of a file of sealed fields, and back; decoding throws corrupt.
std::string sealed_bytes(const model::Sealed& sealed);
model::Sealed read_sealed(std::string_view bytes, const std::string& path);

} // namespace almirah
