#include "format/json_parse.hpp"

#include <algorithm>
#include <new>
#include <nlohmann/json.hpp>

namespace almirah::format {

namespace {

using nlohmann::json;

/// Keeps nothing of a text but what is wrong with it, so that there is no tree to be let go of when there is
/// no memory.
class FaultFinder : public json::json_sax_t {
public:
    explicit FaultFinder(std::string_view text) : text_(text) {}

    /// "" when nothing is wrong.
    const std::string& fault() const { return fault_; }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(json::number_integer_t) override { return true; }
    bool number_unsigned(json::number_unsigned_t) override { return true; }
    bool number_float(json::number_float_t, const json::string_t&) override { return true; }
    bool string(json::string_t&) override { return true; }
    bool binary(json::binary_t&) override { return true; }
    bool start_object(std::size_t) override { return true; }
    bool key(json::string_t&) override { return true; }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return true; }
    bool end_array() override { return true; }
    bool parse_error(std::size_t end, const std::string& last, const json::exception& error) override {
        constexpr int number_overflow = 406;
        fault_ = error.id == number_overflow ? place_of(end - last.size()) + ": a number is too large"
                                             : told(error.what());
        return false;
    }

private:
    std::string place_of(std::size_t at) const {
        const std::string_view before = text_.substr(0, at);
        const auto line = std::count(before.begin(), before.end(), '\n') + 1;
        const std::size_t column = at - (before.rfind('\n') + 1) + 1; // npos + 1 is 0
        return "line " + std::to_string(line) + ", column " + std::to_string(column);
    }

    /// Of "[…] parse error at line 3, column 5: …; last read: '…'; …" what tells the place and the fault.
    static std::string told(const std::string& what) {
        constexpr std::string_view before = " parse error at ", after = "; last read: ";
        const auto at = what.find(before);
        const std::size_t begin = at == std::string::npos ? 0 : at + before.size();
        return what.substr(begin, what.find(after, begin) - begin);
    }

    std::string_view text_;
    std::string fault_;
};

/// What a parser that knows where it is says of the text; "" when it takes it.
std::string fault_of(std::string_view text) {
    FaultFinder finder(text);
    json::sax_parse(text, &finder);
    return finder.fault();
}

} // namespace

ParsedJson::ParsedJson(std::string_view text) {
    const auto outcome = parser_.parse(text.data(), text.size()).get(root_);
    if (outcome == simdjson::SUCCESS) return;
    if (outcome == simdjson::MEMALLOC) throw std::bad_alloc();
    if (outcome != simdjson::DEPTH_ERROR) fault_ = fault_of(text);
    if (fault_.empty()) fault_ = simdjson::error_message(outcome);
}

} // namespace almirah::format
