#include "base/pool.hpp"

#include "support/catch.hpp"

namespace {

struct Counted {
    inline static int made = 0, there = 0;
    Counted() { ++made, ++there; }
    ~Counted() { --there; }
};

} // namespace

using almirah::base::Pool;

TEST_CASE("A pool lends one to each who asks, and makes no more than were ever out at once") {
    Counted::made = 0;
    {
        Pool<Counted> pool;
        const Counted* first = nullptr;
        {
            const auto one = pool.lend();
            const auto other = pool.lend();
            first = other.get();
            CHECK(one.get() != other.get());
            CHECK(Counted::made == 2);
        }
        const auto again = pool.lend();
        const auto beside = pool.lend();
        CHECK(Counted::made == 2);
        CHECK((again.get() == first || beside.get() == first));
    }
    CHECK(Counted::there == 0);
}
