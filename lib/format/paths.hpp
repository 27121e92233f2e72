// Where each thing stands in the register and in the vault (docs/format.md). Paths fan out by hundreds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace almirah::format {

inline constexpr int store_format = 1;

// Register.
inline constexpr const char* format_path = "format.json";
inline constexpr const char* office_path = "office.json";
std::string person_path(const std::string& login);
std::string key_path(const std::string& login, int number);
std::string role_path(const std::string& code);
std::string route_path(const std::string& code);
std::string desk_path(const std::string& code);
std::string place_path(const std::string& code);
std::string form_path(const std::string& code);
std::string checklist_path(const std::string& code);
std::string document_type_path(const std::string& code);
std::string series_path(const std::string& code);
std::string schedule_path(const std::string& id, int version);
std::string record_path(const std::string& id); ///< "LR/2024/000123" -> "records/LR/2024/00/01/23.json"
std::string document_path(const std::string& number);
std::string hold_path(const std::string& id);
std::string disposal_path(const std::string& id);
std::string approval_path(const std::string& id);
std::string distribution_path(const std::string& document);
/// "copies/QP-07": all copies of a document.
std::string copies_folder(const std::string& document);
std::string copy_path(const std::string& document, int number);
std::string acknowledgement_path(const std::string& document, int revision, const std::string& person);
std::string delegation_path(const std::string& id);
std::string certificate_path(const std::string& code);
std::string audit_path(const std::string& id);
std::string finding_path(const std::string& id);

/// The first folder of a path ("records", "people", …), or the name of a file at the top without ".json".
std::string_view kind_of(std::string_view path);

// Vault.
/// "records/LR/2024/00/01/23"
std::string record_folder(const std::string& id);
/// "records/LR/2024/00/01/23/1/scan.pdf"; names that git refuses or treats specially are escaped.
std::string record_content_path(const std::string& id, int version, const std::string& name);
std::string document_content_path(const std::string& number, int revision, const std::string& name);

/// Why a content name cannot be kept ("", "..", not UTF-8, a NUL, over 255 bytes a part); empty when it can.
std::string fault_of_name(std::string_view name);

} // namespace almirah::format
