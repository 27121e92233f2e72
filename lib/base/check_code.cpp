#include "base/check_code.hpp"

#include "base/digest.hpp"

#include <vector>

namespace almirah::base {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's
constexpr std::size_t length = 12, group = 4;
using Digits = std::vector<unsigned>;

/// Times x in the field of 32 elements, modulo x^5 + x^2 + 1. Its powers up to the 30th differ, so that each
/// place has a weight of its own: one wrong digit, or two that are swapped, change the sum.
unsigned times_x(unsigned element) {
    return element & 16 ? (element << 1) ^ 37 : element << 1;
}

/// 0 for a whole code; for one without its last digit, times_x of it is that digit.
unsigned sum_of(const Digits& digits) {
    unsigned sum = 0;
    for (const unsigned digit : digits)
        sum = times_x(sum) ^ digit;
    return sum;
}

std::string written(const Digits& digits) {
    std::string code;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % group == 0) code += '-';
        code += alphabet[digits[i]];
    }
    return code;
}

char as_in_alphabet(char c) {
    if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
    if (c == 'O') return '0';
    return c == 'I' || c == 'L' ? '1' : c;
}

} // namespace

std::string check_code(std::string_view text) {
    const Sha256Bytes bytes = sha256(text);
    Digits digits;
    for (const auto byte : bytes) {
        if (digits.size() == length - 1) break;
        digits.push_back(byte % 32);
    }
    digits.push_back(times_x(sum_of(digits)));
    return written(digits);
}

std::optional<std::string> read_check_code(std::string_view typed) {
    Digits digits;
    for (const char c : typed) {
        if (c == '-' || c == ' ') continue;
        const auto digit = alphabet.find(as_in_alphabet(c));
        if (digit == std::string_view::npos) return std::nullopt;
        digits.push_back(unsigned(digit));
    }
    if (digits.size() != length || sum_of(digits) != 0) return std::nullopt;
    return written(digits);
}

} // namespace almirah::base
