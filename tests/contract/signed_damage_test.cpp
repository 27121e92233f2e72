// One forged entry for each finding about signatures in docs/errors.md.
#include "contract/signed_room.hpp"

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace almirah;
using namespace almirah::test;

namespace {

/// What is done to the register of a signed room by the shell, in the store's folder. `entry OPERATION LOGIN
/// NAME KEY` appends an entry made of git's index, signed with the key of that name; - leaves it unsigned.
const std::map<std::string, const char*> damages{
    {"signature-bad", "git cat-file commit register | sed 's/Case 1/Case 7/' | replace"},
    {"signature-replayed", "git cat-file commit register | sed \"s/^parent .*/parent $head/\" | replace"},
    {"signature-re-attributed", "entry record.file dinesh 'Dinesh Sahu' asha"},
    {"signature-key", "entry record.file dinesh 'Dinesh Sahu' stray"},
    {"signature-missing", "entry record.close dinesh 'Dinesh Sahu' -"},
    {"unsigned", "entry record.file dinesh 'Dinesh Sahu' -"},
    {"entry-back-dated", "when=$((when - 5)); entry record.file dinesh 'Dinesh Sahu' dinesh"},
    {"entry-committer", "entry record.file dinesh 'Asha Verma' dinesh"},
    {"entry-not-allowed", "entry office.policy dinesh 'Dinesh Sahu' dinesh"},
    {"entry-scope", "git update-index --cacheinfo 100644,$(git show register:roles/clerk.json | sed "
                    "'s/\"record.close\"/\"person.manage\"/' | git hash-object -w --stdin),roles/clerk.json; "
                    "entry record.file dinesh 'Dinesh Sahu' dinesh"},
    {"entry-unfounded", "git update-index --cacheinfo 100644,$(git show register:documents/QP-1.json | sed "
                        "'s/\"effective_on\": \"2026/\"effective_on\": \"2020/' | git hash-object -w "
                        "--stdin),documents/QP-1.json; entry document.issue ravi 'Ravi Shankar' ravi"},
    {"entry-unconfirmed",
     "when=$((when + 300)); git update-index --cacheinfo 100644,$(git show "
     "register:office.json | jq --indent 1 '.policy.quiet_days = 1' | git hash-object -w "
     "--stdin),office.json; entry office.policy kiran 'Kiran Toppo' -; when=$((when + "
     "90000)); entry record.file dinesh 'Dinesh Sahu' dinesh"},
    {"entry-future", "when=$((when + 3600)); entry record.file dinesh 'Dinesh Sahu' dinesh"},
    {"signature-revoked",
     "git update-index --cacheinfo 100644,$(git show register:keys/dinesh/1.json | jq --indent 1 --arg when "
     "$when "
     "'. + {revoked_from: \"2026-01-01T00:00:00Z\", revoked_by: \"dinesh\", revoked_at: ($when | tonumber | "
     "todate), revoked_reason: \"lost\"}' | git hash-object -w --stdin),keys/dinesh/1.json; entry key.revoke "
     "dinesh "
     "'Dinesh Sahu' -"},
    {"decision-unexplained",
     "git update-index --cacheinfo 100644,$(git show register:approvals/2026/00/01.json | sed '/\"step\"/,$ "
     "s/\"at\": \"2026/\"at\": \"2025/' | git hash-object -w --stdin),approvals/2026/00/01.json; entry "
     "document.issue ravi 'Ravi Shankar' ravi"},
};

constexpr const char* helpers = R"sh(
export GIT_INDEX_FILE=../foreign-index GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
head=$(git rev-parse register) when=$(git log -1 --format=%ct register)
vault=$(git log -1 --format=%B register | sed -n 's/^Vault: //p')
replace() { git update-ref refs/heads/register "$(git hash-object -t commit -w --stdin)"; }
entry() {
    export GIT_AUTHOR_NAME="$3" GIT_AUTHOR_EMAIL="$2@almirah" GIT_AUTHOR_DATE="$when +0000"
    export GIT_COMMITTER_NAME="$3" GIT_COMMITTER_EMAIL="$2@almirah" GIT_COMMITTER_DATE="$when +0000"
    [ "$2" = ravi ] && export GIT_AUTHOR_EMAIL=ravi@example.org GIT_COMMITTER_EMAIL=ravi@example.org
    sign=; [ "$4" = - ] || sign=-S
    git update-ref refs/heads/register "$(printf 'Forged\n\nOperation: %s\nBy: %s\nVault: %s\n' "$1" "$2" "$vault" |
        git -c gpg.format=ssh -c user.signingkey="$PWD/../$4-key" commit-tree $sign "$(git write-tree)" -p register)"
}
git read-tree register
)sh";

/// code -> severity, as the page has them.
std::map<std::string, std::string> documented() {
    std::ifstream in(ALMIRAH_SOURCE_DIR "/docs/errors.md");
    std::ostringstream out;
    out << in.rdbuf();
    const std::string text = out.str();
    const auto start = text.find("Of signatures");
    REQUIRE(start != std::string::npos);
    std::istringstream lines(text.substr(start, text.find("## Reasons") - start));
    std::map<std::string, std::string> codes;
    static const std::regex row("^\\| `([a-z-]+)` \\| (note|warning|error) \\|.*");
    std::smatch match;
    for (std::string line; std::getline(lines, line);)
        if (std::regex_match(line, match, row)) codes[match[1]] = match[2];
    codes.erase("since-checkpoint"); // of an honest store: since_test.cpp
    return codes;
}

struct Filled : SignedRoom {
    Filled() {
        Policy policy = store().office().office().policy;
        policy.signed_operations = {"record.close"};
        signing("kiran").office().set_policy(policy, "law");
        approved_document();
        later(std::chrono::minutes(1));
        signing("dinesh").records().file(filing("LR", "Case 1"));
    }
};

} // namespace

TEST_CASE("each finding about signatures has a forged entry that brings it about") {
    const auto codes = documented();
    CHECK(codes.size() == damages.size());
    for (const auto& [code, damage] : damages) {
        INFO(code);
        REQUIRE(codes.contains(code));
        Filled room;
        const std::string before = signature_findings(room.store());
        INFO(before);
        CHECK(before.empty());
        const auto done = run("cd " + quoted(room.directory()) + helpers + damage);
        INFO(done.out);
        REQUIRE(done.status == 0);
        std::string all;
        bool found = false;
        static const char* const names[] = {"note", "warning", "error"};
        for (const auto& finding : room.store().trust().verify_signatures().findings) {
            check_words(finding.message);
            all += finding.code + " " + finding.object + ": " + finding.message + "\n";
            found = found || (finding.code == code && names[int(finding.severity)] == codes.at(code));
        }
        INFO(all);
        CHECK(found);
    }
}
