#include "almirah/limits.hpp"
#include "contract/room.hpp"

#include <filesystem>

using namespace almirah;
using namespace almirah::test;

namespace {

Form list_of_closed() {
    Form form;
    form.code = "F-9";
    form.title = "Closed files";
    form.title.in["hi"] = "बंद पत्रावलियाँ";
    form.asks = {{"until", "the last day", "date", "", "{{today}}"}, {"remarks", "remarks", "text", "", ""}};
    form.tables = {{"files",
                    "SELECT id, title FROM v_records WHERE closed <= :until ORDER BY id",
                    {{"title", "Subject"}, {"id", "Record"}}}};
    form.words["officer"] = "Officer";
    form.layouts["text"] = "{{title}}, {{office}}, {{until}}{{remarks}}\n{{files:drawn}}{{officer}}\n";
    return form;
}

const char* clearance_of(const Evaluation& evaluation) {
    return has_reason(evaluation, "clearance-needed") ? "needed" : "not needed";
}

} // namespace

TEST_CASE("a form is kept, filled and printed") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "नक्शा");
    Forms forms = room.as("kiran").forms();
    forms.set(list_of_closed(), "the board asks for it");
    CHECK(forms.get("F-9") == list_of_closed());
    CHECK(forms.list().size() == 1);
    const std::string text = forms.print({"F-9"}, "text");
    CHECK(text.starts_with("Closed files / बंद पत्रावलियाँ, "));
    CHECK(text.find("नक्शा") < text.find(id));
    CHECK(text.find(id) != std::string::npos);
    CHECK(forms.print({"F-9", {}, "hi"}, "text").starts_with("बंद पत्रावलियाँ, "));
    CHECK(forms.print({"F-9", {{"until", "2019-12-31"}}}, "csv") == "Subject,Record\r\n");
    CHECK(forms.fill({"F-9"}).tables.at(0).rows.at(0) == std::vector<std::string>{"नक्शा", id});
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a form outlives a rebuild of the index, and the same one again is no entry") {
    Room room;
    room.as("kiran").forms().set(list_of_closed(), "x");
    const auto entries = room.store().trust().history().size();
    room.as("kiran").forms().set(list_of_closed(), "x");
    CHECK(room.store().trust().history().size() == entries);
    room.store().trust().reindex();
    CHECK(room.store().forms().list().size() == 1);
}

TEST_CASE("a form that cannot work is refused when it is set") {
    Room room;
    const auto refused = [&](void (*spoil)(Form&)) {
        Form form = list_of_closed();
        spoil(form);
        return code_of([&] { room.as("kiran").forms().set(form, "x"); });
    };
    CHECK(refused([](Form& f) { f.code = "lower"; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.title = ""; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.tables[0].question = "DELETE FROM records"; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.tables[0].question = "SELECT nowhere FROM v_records"; }) ==
          "invalid-argument");
    CHECK(refused([](Form& f) { f.tables[0].question += " AND :nobody <> ''"; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.tables[0].question += " AND ? <> ''"; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.tables[0].columns[0].field = "nowhere"; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.tables[0].columns.clear(); }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.layouts["text"] = "{{nowhere}}"; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.layouts["pdf"] = ""; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.asks[0].kind = "number"; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.asks[0].name = "Until"; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.asks.push_back(f.asks[0]); }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.asks[0].name = "today"; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.words["until"] = "Until"; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.words["two words"] = "x"; }) == "invalid-argument");
    CHECK(refused([](Form& f) { f.asks[0].fallback = "{{nowhere}}"; }) == "invalid-argument");
    CHECK(room.store().forms().list().empty());
    CHECK(code_of([&] { room.as("dinesh").forms().set(list_of_closed(), "x"); }) == "refused");
}

TEST_CASE("a form says what it needs to be told") {
    Room room;
    Form form = list_of_closed();
    form.asks.push_back({"disposal", "the list", "disposal", "destroy", ""});
    form.asks.push_back({"record", "the record", "record", "", ""});
    room.as("kiran").forms().set(form, "x");
    const auto id = room.closed("C-1", "2020-01-01");
    const auto list = room.as("ravi").disposals().propose({}).id;
    const auto code = [&](std::map<std::string, std::string> values) {
        return code_of([&] { (void)room.store().forms().fill({"F-9", values}); });
    };
    CHECK(code({{"disposal", list}, {"record", id}}) == "nothing was thrown");
    CHECK(code({{"disposal", list}}) == "invalid-argument");
    CHECK(code({{"disposal", list}, {"record", "LR/2026/000099"}}) == "not-found");
    CHECK(code({{"disposal", "D-2026-0099"}, {"record", id}}) == "not-found");
    CHECK(code({{"disposal", list}, {"record", id}, {"until", "yesterday"}}) == "invalid-argument");
    CHECK(code({{"disposal", list}, {"record", id}, {"other", "x"}}) == "invalid-argument");
    CHECK(code_of([&] { (void)room.store().forms().fill({"F-10"}); }) == "not-found");
    CHECK(code_of([&] {
              (void)room.store().forms().print({"F-9", {{"disposal", list}, {"record", id}}}, "html");
          }) == "invalid-argument");
}

TEST_CASE("a profile is taken over in one entry, and the rest of the policy stays") {
    Room room;
    const std::string folder = room.folder() / "profile";
    room.put("profile/profile.json", R"({"title": "Somewhere", "policy": {"appraisal_after_years": 20,
        "clearances": [{"event": "listed"}]}, "forms": ["f.json"], "schedules": {"ST": "s.csv"}})");
    room.put("profile/f.json",
             R"({"code": "F-1", "title": "One", "tables": [], "layouts": {"text": "f.txt"}})");
    room.put("profile/f.txt", "{{title}} of {{office}}");
    const Policy before = room.store().office().office().policy;
    const auto planned = room.store().office().adopt(folder, "", true);
    CHECK(planned.changes.size() == 2);
    CHECK(planned.schedules.at("ST") == folder + "/s.csv");
    CHECK(room.store().forms().list().empty());
    const auto entries = room.store().trust().history().size();
    CHECK(room.as("kiran").office().adopt(folder, "as agreed").changes == planned.changes);
    CHECK(room.store().trust().history().size() == entries + 1);
    Policy expected = before;
    expected.appraisal_after_years = 20;
    expected.clearances = {{"listed"}};
    CHECK(room.store().office().office().policy == expected);
    CHECK(room.store().forms().print({"F-1"}, "text").starts_with("One of "));
    CHECK(room.as("kiran").office().adopt(folder, "").changes.empty());
    CHECK(code_of([&] { room.as("dinesh").office().adopt(folder, ""); }) == "refused");
    room.put("profile/profile.json", R"({"title": "x", "policy": {"apraisal": 1}})");
    CHECK(code_of([&] { room.as("kiran").office().adopt(folder, ""); }) == "invalid-argument");
    CHECK(code_of([&] { room.as("kiran").office().adopt(folder + "/none", ""); }) == "not-found");
}

TEST_CASE("files that people give are not read when they are far too large") {
    Room room;
    const auto large = room.put("profile/profile.json", "");
    std::filesystem::resize_file(large, (longest_text_mib << 20) + 1);
    const auto refuses = [&](const auto& act) {
        const auto failure = failure_of(act);
        INFO(failure.what);
        CHECK(failure.code == "invalid-argument");
        CHECK(failure.says("is larger than 256 MiB"));
    };
    refuses([&] { (void)read_form(large); });
    const auto form = room.put("profile/f.json", R"({"code": "F-1", "title": "One", "tables": [],
                                                     "layouts": {"text": "profile.json"}})");
    refuses([&] { (void)read_form(form); });
    refuses([&] { (void)read_checklist(large); });
    refuses([&] { (void)read_schedule(large, "", "GEN"); });
    refuses([&] { (void)read_schedule(room.put("s.csv", "code\n"), large, "GEN"); });
    refuses([&] { (void)room.as("dinesh").records().import({.manifest = large}); });
    refuses([&] { (void)room.as("kiran").office().adopt(room.folder() / "profile", ""); });
}

// A form from elsewhere had any file of who set it in its layout.
TEST_CASE("no link leads out of the folder of a form or a profile") {
    namespace fs = std::filesystem;
    Room room;
    const std::string folder = room.folder() / "profile";
    room.put("outside", "{\"code\": \"OUT\"}");
    const auto form = room.put("profile/f.json", R"({"code": "F-1", "title": "One", "tables": [],
                                                     "layouts": {"text": "f.txt"}})");
    const auto link = [&](const std::string& to, const std::string& name) {
        fs::remove(folder + "/" + name);
        fs::create_symlink(to, folder + "/" + name);
    };
    const auto refuses = [&](const auto& act, const std::string& name) {
        const auto failure = failure_of(act);
        INFO(failure.what);
        CHECK(failure.code == "invalid-argument");
        CHECK(failure.says("/" + name + "' is a link that leads out of the folder of the "));
    };
    const auto read = [&] { (void)read_form(form); };
    link("../outside", "f.txt");
    refuses(read, "f.txt");
    room.put("profile/page.txt", "Page of {{office}}");
    link("page.txt", "f.txt");
    CHECK(read_form(form).layouts.at("text") == "Page of {{office}}");
    room.put("profile/page.txt", "{{>part}}");
    link(room.folder() / "outside", "part");
    refuses(read, "part");
    link("nowhere", "part");
    CHECK(code_of(read) == "not-found");

    room.put("profile/page.txt", "{{title}}");
    const auto adopt = [&] { (void)room.as("kiran").office().adopt(folder, "", true); };
    for (const std::string list :
         {R"("forms": ["member"])", R"("checklists": ["member"])", R"("schedules": {"ST": "member"})"}) {
        room.put("profile/profile.json", R"({"title": "Somewhere", "policy": {}, )" + list + "}");
        link("../outside", "member");
        refuses(adopt, "member");
    }
    room.put("profile/profile.json", R"({"title": "Somewhere", "policy": {}, "forms": ["member"]})");
    link("f.json", "member");
    CHECK(code_of(adopt) == "nothing was thrown");
    link("../outside", "profile.json");
    refuses(adopt, "profile.json");
}

TEST_CASE("a layout that is no text is refused by its name") {
    Room room;
    const auto form = room.put("f.json", R"({"code": "F-1", "title": "One", "tables": [],
                                             "layouts": {"text": "f.txt"}})");
    const auto told = [&] { return failure_of([&] { (void)read_form(form); }); };
    room.put("f.txt", std::string("a\0b", 3));
    CHECK(told().code == "invalid-argument");
    CHECK(told().says("/f.txt' has a NUL byte; correct the file"));
    room.put("f.txt", "caf\xe9");
    CHECK(told().code == "invalid-argument");
    CHECK(told().says("/f.txt' is not UTF-8; convert it"));
    room.put("f.txt", "{{>head.txt}}");
    room.put("head.txt", "caf\xe9");
    CHECK(told().says("/head.txt' is not UTF-8"));
}

TEST_CASE("a clearance that is missing blocks destruction and says so (R55, R64, R68)") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    const auto other = room.closed("C-3", "2020-01-01");
    Policy policy = room.store().office().office().policy;
    policy.clearances = {{"recorded", {}, {}, 1, "rule 9"},
                         {"certified-useless", day("1892-01-01"), {}, {}, {}}};
    room.as("kiran").office().set_policy(policy, "Rules");
    CHECK(clearance_of(room.store().retention().explain(id)) == std::string("needed"));
    CHECK(room.store().retention().due({}).empty());
    CHECK(room.store().retention().due_counts({}).empty());
    CHECK(room.store().retention().due({.include_blocked = true}).size() == 2);
    const auto alerts = room.store().retention().alerts();
    CHECK(std::count_if(alerts.begin(), alerts.end(),
                        [](const Alert& a) { return a.code == "clearance-missing"; }) == 2);
    CHECK(room.as("ravi").records().add_event_to({id, other}, {"recorded", day("2026-01-15"), "January"}) ==
          2);
    CHECK(room.as("ravi").records().add_event_to({id, other}, {"recorded", day("2026-01-16"), "again"}) == 0);
    CHECK(ids_of(room.store().retention().due({})) == std::vector<std::string>{id, other});
    CHECK(room.store().retention().due_counts({}).size() == 2);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("an old record needs its own clearance, one of unknown age too (R64)") {
    Room room;
    Policy policy = room.store().office().office().policy;
    policy.clearances = {{"certified-useless", day("1892-01-01"), {}, {}, {}}};
    room.as("kiran").office().set_policy(policy, "Act");
    Filing ancient = filing("C-1", "Sanad");
    ancient.record.opened = day("1888-01-01");
    ancient.record.closed = day("1889-01-01");
    const auto old = room.as("dinesh").records().file(ancient);
    const auto young = room.closed("C-1", "2020-01-01");
    CHECK(clearance_of(room.store().retention().explain(old)) == std::string("needed"));
    CHECK(clearance_of(room.store().retention().explain(young)) == std::string("not needed"));
    room.as("ravi").records().add_event(old, {"certified-useless", day("2026-01-01"), "DGA 4/2026"});
    CHECK(clearance_of(room.store().retention().explain(old)) == std::string("not needed"));
}

TEST_CASE("a schedule keeps a class no longer than the policy lets it (R71)") {
    Room room;
    Policy policy = room.store().office().office().policy;
    policy.class_limits = {{{"C"}, *parse_period("10y"), "procedure"}};
    room.as("kiran").office().set_policy(policy, "procedure");
    Rule ten = rule("N-10", "10y"), eleven = rule("N-11", "10y1d");
    ten.record_class = eleven.record_class = "C";
    ScheduleReading fits = reading({ten}), longer = reading({eleven});
    fits.schedule.id = longer.schedule.id = "NEW";
    CHECK(code_of([&] { room.as("ravi").retention().load(longer); }) == "refused");
    CHECK(code_of([&] { room.as("ravi").retention().load(fits); }) == "nothing was thrown");
}

TEST_CASE("no extension and no date set by hand passes the limit of a class (R71)") {
    Room room;
    Rule short_one = rule("K-3", "3y");
    short_one.record_class = "C";
    Series series;
    series.code = "K";
    series.schedule = "K";
    series.rule = "K-3";
    ScheduleReading rules = reading({short_one}, {series});
    rules.schedule.id = "K";
    room.as("ravi").retention().load(rules);
    const auto id = room.closed("K", "2020-01-01");
    Policy policy = room.store().office().office().policy;
    policy.class_limits = {{{"C"}, *parse_period("10y"), "procedure"}};
    room.as("kiran").office().set_policy(policy, "procedure");
    const auto asks = [&](const char* until) {
        return code_of([&] {
            room.as("ravi").records().propose_override(id, {day(until), "appeal", "Order 1"});
        });
    };
    CHECK(asks("2030-01-02") == "refused");
    const auto list = room.as("ravi").disposals().propose({.series = "K"}).id;
    const auto extends = [&](const char* until) {
        return code_of([&] {
            room.as("ravi").disposals().review(list, {{.record = id,
                                                       .verdict = Verdict::extend,
                                                       .reason = "appeal",
                                                       .authority = "O",
                                                       .until = day(until)}});
        });
    };
    CHECK(extends("2030-01-02") == "refused");
    CHECK(extends("2030-01-01") == "nothing was thrown");
}

TEST_CASE("a clearance that was taken back is none") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    Policy policy = room.store().office().office().policy;
    policy.clearances = {{"recorded", {}, {}, {}, {}}};
    room.as("kiran").office().set_policy(policy, "Rules");
    room.as("ravi").records().add_event(id, {"recorded", day("2026-01-15"), ""});
    CHECK(room.store().retention().due({}).size() == 1);
    room.as("ravi").records().withdraw_event(id, "recorded", day("2026-01-15"), "wrong file");
    CHECK(room.store().retention().due({}).empty());
    CHECK(room.store().retention().due_counts({}).empty());
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("statistics count each record once, by series, year and place") {
    Room room;
    const auto one = room.closed("C-1", "2019-01-01", "a", {bytes("a.txt", "12345")});
    room.closed("C-1", "2025-06-01", "b", {bytes("b.txt", "123")});
    room.as("dinesh").records().file(filing("LR", "open"));
    room.as("ravi").holds().place({.reason = "court", .records = {one}});
    const auto lines = room.store().records().statistics();
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].group == "C-1");
    CHECK(lines[0].records == 2);
    CHECK(lines[0].closed == 2);
    CHECK(lines[0].held == 1);
    CHECK(lines[0].due == 0);
    CHECK(lines[0].size_bytes == 8);
    CHECK(lines[1].open == 1);
    const auto years = room.store().records().statistics({StatisticsBy::year, StatisticsYear::closed});
    CHECK(years.size() == 3); // none, 2019, 2025
    CHECK(room.store().records().statistics({.series = "LR"}).size() == 1);
    CHECK(room.store().records().statistics({.by = StatisticsBy::place}).size() == 1);
    room.as("ravi").holds().release("H-2026-0001", "over");
    CHECK(room.store().records().statistics()[0].due == 1);
    room.destroy("C-1");
    const auto after = room.store().records().statistics()[0];
    CHECK(after.destroyed == 1);
    CHECK(after.size_bytes == 3);
    CHECK(code_of([&] { (void)room.store().records().statistics({.series = "NONE"}); }) == "not-found");
}
