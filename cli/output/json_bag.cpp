#include "cli/output/json_value.hpp"

namespace almirah::cli {
namespace {

Json check_value(const BagCheck& check) {
    Json info = Json::array();
    for (const auto& [label, value] : check.info)
        info.push_back({{"label", label}, {"value", value}});
    return {{"sound", check.clean()},
            {"version", check.version},
            {"files", check.files},
            {"size", check.bytes},
            {"tagmanifest_sha256", check.tagmanifest_sha256},
            {"info", info},
            {"findings", values(check.findings, finding_value)}};
}

} // namespace

std::string json_line(const BagReport& report) {
    Json left_out = Json::array();
    for (std::size_t i = 0; i < report.left_out.size(); ++i)
        left_out.push_back({{"id", report.left_out[i]}, {"why", report.why[i]}});
    return line_of({{"path", report.path},
                    {"records", report.records},
                    {"files", report.files},
                    {"size", report.bytes},
                    {"tagmanifest_sha256", report.tagmanifest_sha256},
                    {"left_out", left_out}});
}

std::string json_line(const BagCheck& check) {
    return line_of(check_value(check));
}

std::string json_line(const BagImportReport& report) {
    return line_of({{"check", check_value(report.check)},
                    {"to_file", report.to_file},
                    {"filed", report.filed},
                    {"already_there", report.already_there},
                    {"size", report.bytes},
                    {"problems", values(report.problems, problem_value)},
                    {"ids", report.ids}});
}

} // namespace almirah::cli
