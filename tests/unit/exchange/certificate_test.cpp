#include "base/fold.hpp"
#include "exchange/certificate.hpp"
#include "support/catch.hpp"

#include <nlohmann/json.hpp>

#include <sstream>

using namespace almirah;
using namespace almirah::exchange;

namespace {

CertificateFacts facts() {
    CertificateFacts f;
    f.office.code = "BSR";
    f.office.name = "Collectorate, Basera";
    f.office.name.in["hi"] = "कलेक्ट्रेट, बसेरा";
    f.office.policy.utc_offset_minutes = 330;
    f.disposal.id = "D-2026-0001";
    f.disposal.state = DisposalState::carried_out;
    f.disposal.as_of = *parse_date("2026-01-10");
    f.disposal.proposed_by = "asha";
    f.disposal.proposed_at = *parse_instant("2026-01-10T05:00:00Z");
    f.disposal.carried_out_by = "asha";
    f.disposal.carried_out_at = *parse_instant("2026-01-12T20:00:00Z");
    f.disposal.how = {"shredded", "B. Devi, Records Officer", "Record room", "Order 4/2026", ""};
    f.disposal.packs_rewritten = 2;
    DisposalItem done;
    done.record = "LR/2010/000123";
    done.title = "Mutation case 12/2010";
    done.series = "LR-MUT";
    done.rule = "B";
    done.schedule = "GEN";
    done.schedule_version = 2;
    done.due_on = *parse_date("2023-01-01");
    done.outcome = Outcome::done;
    done.files = {{"scan.pdf", 1234567, std::string(64, 'a'), "blob"}};
    DisposalItem skipped = done;
    skipped.record = "LR/2010/000124";
    skipped.outcome = Outcome::skipped;
    skipped.why = "Hold H-2026-0001 stands since 2026-01-11";
    f.disposal.items = {done, skipped};
    f.approval.id = "A-2026-0001";
    f.approval.digest = std::string(64, 'd');
    f.approval.state = ApprovalState::approved;
    f.approval.decisions = {
        {0, "chand", *parse_instant("2026-01-11T06:00:00Z"), Vote::approve, "", std::string(64, 'd')}};
    f.names = {{"asha", "Asha Verma"}, {"chand", "Chandrika Rao"}};
    return f;
}

} // namespace

TEST_CASE("a certificate tells programs what was destroyed, under which rule, by whose approval") {
    const auto json = nlohmann::json::parse(certificate_json(facts()));
    CHECK(json["id"] == "D-2026-0001");
    CHECK(json["action"] == "destroy");
    CHECK(json["done"] == 1);
    CHECK(json["skipped"] == 1);
    CHECK(json["items"][0]["rule"] == "B");
    CHECK(json["items"][0]["schedule_version"] == 2);
    CHECK(json["items"][0]["files"][0]["sha256"] == std::string(64, 'a'));
    CHECK(json["items"][0]["files"][0]["size"] == 1234567);
    CHECK(json["items"][1]["why"] == "Hold H-2026-0001 stands since 2026-01-11");
    CHECK(json["approval"]["decisions"][0]["name"] == "Chandrika Rao");
    CHECK(json["approval"]["decisions"][0]["at"] == "2026-01-11T06:00:00Z");
    CHECK(json["carried_out"]["method"] == "shredded");
    CHECK(json["carried_out"]["witness"] == "B. Devi, Records Officer");
    CHECK(json["carried_out"]["authority"] == "Order 4/2026");
}

TEST_CASE("a certificate tells people the same, in English and in Hindi") {
    for (const char* language : {"en", "hi"}) {
        const std::string text = certificate_text(facts(), language);
        INFO(text);
        for (const char* part :
             {"D-2026-0001", "LR/2010/000123", "LR/2010/000124", "GEN:B v2", "2023-01-01", "shredded",
              "B. Devi, Records Officer", "Order 4/2026", "Chandrika Rao (chand)", "Asha Verma", "1,234,567",
              "2026-01-13 01:30 (UTC+05:30)", "Hold H-2026-0001"})
            CHECK(text.find(part) != std::string::npos);
        CHECK(text.find("SHA-256 " + std::string(64, 'a')) != std::string::npos);
    }
    CHECK(certificate_text(facts(), "en").find("CERTIFICATE OF DESTRUCTION") != std::string::npos);
    CHECK(certificate_text(facts(), "hi").find("विनष्टीकरण प्रमाणपत्र") != std::string::npos);
    CHECK(certificate_text(facts(), "hi").find("कलेक्ट्रेट, बसेरा") != std::string::npos);
    CHECK(certificate_text(facts(), "fr") == certificate_text(facts(), "en"));
}

TEST_CASE("a certificate fits its page") {
    auto f = facts();
    f.disposal.items[0].title = std::string("A very long title of a file ") + "that goes on and on, " +
                                "and on, " + "until it needs a second line and then some more of it";
    for (const char* language : {"en", "hi"}) {
        std::istringstream lines(certificate_text(f, language));
        for (std::string line; std::getline(lines, line);)
            CHECK(base::columns(line) <= 80);
    }
}
