#include "almirah/error.hpp"
#include "index/word_list.hpp"
#include "support/catch.hpp"

#include <map>
#include <random>
#include <set>

using namespace almirah;
using namespace almirah::index;

namespace {

using Postings = std::map<std::string, std::set<Body>>;

std::vector<std::string> blocks_of(WordList& words) {
    std::vector<std::string> blocks;
    BlockWriter writer([&](const std::string&, const std::string& block) { blocks.push_back(block); });
    words.drain(writer);
    writer.finish();
    return blocks;
}

/// Reads blocks back; words must come in order.
Postings read(const std::vector<std::string>& blocks) {
    Postings postings;
    std::string before;
    for (const auto& block : blocks)
        for (BlockReader reader(block, "index"); reader.next(); before = reader.word()) {
            CHECK(reader.word() >= before);
            CHECK_FALSE(reader.bodies().empty());
            postings[reader.word()].insert(reader.bodies().begin(), reader.bodies().end());
        }
    return postings;
}

} // namespace

TEST_CASE("words come back in order with all their bodies") {
    std::mt19937 random(3);
    WordList words;
    Postings expected;
    for (Body body = 1; body < 3000; body += 1 + random() % 3) {
        std::string text = " common";
        for (int i = 0; i < 20; ++i) {
            std::string word = std::array{"भूमि", "भू", "a", "ab", "abcdefgh", "abcdefghi"}[random() % 6];
            if (random() % 2) word += std::to_string(random() % 500);
            text += (random() % 3 ? " " : "  ") + word;
            expected[word].insert(body);
        }
        expected["common"].insert(body);
        words.add(body, text);
    }
    CHECK_FALSE(words.empty());
    CHECK(read(blocks_of(words)) == expected);
    CHECK(words.empty());
    words.add(7, "again");
    CHECK(read(blocks_of(words)) == Postings{{"again", {7}}});
}

TEST_CASE("a word of very many bodies goes on over blocks") {
    WordList words;
    for (Body body = 1; body <= 40000; ++body)
        words.add(body, body % 2 ? "even-odd zz" : "zz");
    const auto blocks = blocks_of(words);
    CHECK(blocks.size() > 10);
    for (const auto& block : blocks)
        CHECK(block.size() < 4000);
    const auto postings = read(blocks);
    CHECK(postings.at("zz").size() == 40000);
    CHECK(postings.at("even-odd").size() == 20000);
}

TEST_CASE("every changed byte of a block is seen") {
    WordList words;
    words.add(1, "alpha beta gamma");
    words.add(2, "beta");
    const std::string block = blocks_of(words).at(0);
    for (std::size_t at = 0; at < block.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            std::string damaged = block;
            damaged[at] = char(damaged[at] ^ (1 << bit));
            CHECK_THROWS_AS(read({damaged}), Error);
        }
    for (std::size_t size = 0; size < block.size(); ++size)
        CHECK_THROWS_AS(read({block.substr(0, size)}), Error);
}
