// Codes on paper: every slip of one character is noticed.
#include "base/check_code.hpp"
#include "support/catch.hpp"

#include <set>
#include <string>

using namespace almirah::base;

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

bool is_digit(char c) {
    return c != '-';
}

} // namespace

TEST_CASE("a code reads as it is written, however it is typed") {
    const std::string code = check_code("QP-07/3 copy 12\nabc");
    CHECK(code.size() == 14);
    CHECK(code == check_code("QP-07/3 copy 12\nabc"));
    CHECK(read_check_code(code) == code);
    std::string loose;
    for (const char c : code)
        loose += c == '-' ? std::string("  ") : std::string(1, char(std::tolower(c)));
    CHECK(read_check_code(loose) == code);
    for (const char* wrong : {"", "-", "7K3M", "7K3M-9QXT-2B4U", "7K3M-9QXT-2B4H-7K3M"})
        CHECK(!read_check_code(wrong));
}

TEST_CASE("letters that pass for digits are read as these") {
    std::string code;
    for (int i = 0; code.find('0') == code.npos || code.find('1') == code.npos; ++i)
        code = check_code(std::to_string(i));
    for (const char* letters : {"OI", "ol"}) {
        std::string typed = code;
        for (char& c : typed)
            c = c == '0' ? letters[0] : c == '1' ? letters[1] : c;
        CHECK(read_check_code(typed) == code);
    }
}

TEST_CASE("one wrong character and two swapped ones are always noticed") {
    int tried = 0;
    for (int i = 0; i < 50; ++i) {
        const std::string code = check_code("copy " + std::to_string(i));
        for (std::size_t at = 0; at < code.size(); ++at) {
            if (!is_digit(code[at])) continue;
            for (const char other : alphabet) {
                std::string typed = code;
                typed[at] = other;
                if (other != code[at] && read_check_code(typed)) FAIL(code << " passes as " << typed);
                ++tried;
            }
            for (std::size_t to = at + 1; to < code.size(); ++to) {
                std::string typed = code;
                std::swap(typed[at], typed[to]);
                if (is_digit(code[to]) && code[at] != code[to] && read_check_code(typed))
                    FAIL(code << " passes as " << typed);
            }
        }
    }
    CHECK(tried == 50 * 12 * 32);
}

TEST_CASE("codes of neighbouring copies have nothing in common") {
    std::set<std::string> codes;
    for (int i = 0; i < 20000; ++i)
        codes.insert(check_code("QP-07/1 copy " + std::to_string(i) + "\ndigest"));
    CHECK(codes.size() == 20000);
}
