// The encoding of RFC 4251, section 5: numbers of four bytes, strings with their length in front.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace almirah::base {

inline void put_number(std::string& to, std::uint32_t value) {
    for (const int shift : {24, 16, 8, 0})
        to += char(value >> shift & 255);
}

inline void put_string(std::string& to, std::string_view text) {
    put_number(to, std::uint32_t(text.size()));
    to += text;
}

/// Takes from the front; nothing where there is too little, and nothing from then on.
class Wire {
public:
    explicit Wire(std::string_view bytes) : rest_(bytes) {}

    std::optional<std::string_view> bytes(std::size_t count) {
        broken_ = broken_ || count > rest_.size();
        if (broken_) return std::nullopt;
        const auto taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }
    std::optional<std::uint32_t> number() {
        const auto taken = bytes(4);
        if (!taken) return std::nullopt;
        std::uint32_t value = 0;
        for (const char byte : *taken)
            value = value << 8 | static_cast<unsigned char>(byte);
        return value;
    }
    std::optional<std::string_view> string() {
        const auto size = number();
        return size ? bytes(*size) : std::nullopt;
    }
    /// The next string is this one.
    bool is(std::string_view expected) { return string() == expected; }
    bool at_end() const { return rest_.empty() && !broken_; }

private:
    std::string_view rest_;
    bool broken_ = false;
};

} // namespace almirah::base
