#include "almirah/document.hpp"
#include "almirah/error.hpp"
#include "support/catch.hpp"
#include "unit/model/world.hpp"

#include <map>

using namespace almirah;
using namespace almirah::test;

namespace {

Revision revision(int number, const char* effective, const char* language = "", const char* obsolete = "") {
    Revision r;
    r.number = number;
    r.language = language;
    r.state = *obsolete ? RevisionState::obsolete : RevisionState::approved;
    r.effective_on = maybe(effective);
    r.obsolete_on = maybe(obsolete);
    return r;
}

Document document(std::vector<Revision> revisions) {
    Document d;
    d.number = "QP-07";
    d.language = "en";
    d.revisions = std::move(revisions);
    return d;
}

} // namespace

TEST_CASE("a revision is effective from its date until the next one's") {
    const Document d = document({revision(1, "2024-01-01"), revision(2, "2025-01-01")});
    CHECK(state_on(d, 1, day_of("2023-12-31")) == RevisionState::approved);
    CHECK_FALSE(effective_revision(d, "", day_of("2023-12-31")));
    CHECK(state_on(d, 1, day_of("2024-01-01")) == RevisionState::effective);
    CHECK(state_on(d, 2, day_of("2024-12-31")) == RevisionState::approved);
    CHECK(effective_revision(d, "", day_of("2024-12-31")) == 1);
    CHECK(state_on(d, 1, day_of("2025-01-01")) == RevisionState::superseded);
    CHECK(effective_revision(d, "en", day_of("2025-01-01")) == 2);
    CHECK_THROWS_AS(state_on(d, 3, day_of("2025-01-01")), Error);
}

TEST_CASE("languages supersede only their own") {
    const Document d = document(
        {revision(1, "2024-01-01"), revision(2, "2024-06-01", "hi"), revision(3, "2025-01-01", "en")});
    const Date on = day_of("2025-06-01");
    CHECK(effective_revision(d, "hi", on) == 2);
    CHECK(effective_revision(d, "", on) == 3);
    CHECK_FALSE(effective_revision(d, "fr", on));
}

TEST_CASE("a withdrawn revision does not bring back the one before") {
    const Document d = document({revision(1, "2024-01-01"), revision(2, "2025-01-01", "", "2025-06-01")});
    CHECK(effective_revision(d, "", day_of("2025-05-31")) == 2);
    CHECK(state_on(d, 2, day_of("2025-06-01")) == RevisionState::obsolete);
    CHECK(state_on(d, 1, day_of("2025-06-01")) == RevisionState::superseded);
    CHECK_FALSE(effective_revision(d, "", day_of("2025-06-01")));
}

TEST_CASE("a revision withdrawn before its date supersedes nothing") {
    const Document d = document({revision(1, "2024-01-01"), revision(2, "2025-01-01", "", "2024-12-01")});
    CHECK(effective_revision(d, "", day_of("2025-06-01")) == 1);
    CHECK(state_on(d, 2, day_of("2025-06-01")) == RevisionState::obsolete);
}

TEST_CASE("drafts are never in force") {
    Document d = document({revision(1, "2024-01-01"), revision(2, "2025-01-01")});
    d.revisions[1].state = RevisionState::in_review;
    CHECK(state_on(d, 2, day_of("2026-01-01")) == RevisionState::in_review);
    CHECK(effective_revision(d, "", day_of("2026-01-01")) == 1);
}

TEST_CASE("exactly one revision is in force at any instant, from the first on") {
    // Dates in every order of three revisions: a later number always wins from its own date on.
    const char* dates[] = {"2024-01-01", "2024-01-02", "2024-01-03"};
    for (int world = 0; world < 27; ++world) {
        const Document d = document({revision(1, dates[world % 3]), revision(2, dates[world / 3 % 3]),
                                     revision(3, dates[world / 9])});
        for (const char* on : {"2023-12-31", "2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"}) {
            int effective = 0, come = 0;
            for (const Revision& r : d.revisions) {
                effective += state_on(d, r.number, day_of(on)) == RevisionState::effective;
                come += *r.effective_on <= day_of(on);
            }
            REQUIRE(effective == (come > 0 ? 1 : 0));
        }
    }
}

// R14, by enumeration: three revisions, each with any state, date of effect and of withdrawal, on any day.
TEST_CASE("never are two revisions of a language effective on one day") {
    const Date days[] = {day_of("2026-01-01"), day_of("2026-01-02"), day_of("2026-01-03")};
    std::vector<Revision> kinds;
    for (const char* language : {"", "hi"})
        for (const auto& on : days) {
            Revision made;
            made.language = language;
            made.state = RevisionState::approved;
            made.effective_on = on;
            kinds.push_back(made);
            for (const auto& off : days) {
                made.state = RevisionState::obsolete;
                made.obsolete_on = off;
                kinds.push_back(made);
            }
        }
    kinds.push_back({}); // a draft
    std::size_t effective = 0, ordered = 0;
    for (const auto& a : kinds)
        for (const auto& b : kinds)
            for (const auto& c : kinds) {
                Document d = document({a, b, c});
                for (int i = 0; i < 3; ++i)
                    d.revisions[std::size_t(i)].number = i + 1;
                for (const Date on :
                     {add(days[0], {0, 0, -1}), days[0], days[1], days[2], add(days[2], {0, 0, 1})}) {
                    std::map<std::string, int> count;
                    for (const auto& r : d.revisions)
                        if (state_on(d, r.number, on) == RevisionState::effective) ++count[r.language];
                    for (const auto& [language, n] : count) {
                        ordered += n == 1;
                        effective += std::size_t(n);
                        REQUIRE(n == 1);
                    }
                }
            }
    CHECK(effective == ordered);
    CHECK(effective > 10000);
}
