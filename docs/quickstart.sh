#!/bin/sh
# From an empty machine to a working records room: installs what is missing, builds, and does the main job on the
# sample office, each command shown before it runs. Safe to repeat; the store is made anew each time.
#
#   sh docs/quickstart.sh [STORE]      STORE: a folder that does not exist, instead of build/quickstart-office.almirah;
#                                      what the commands write beside it goes to STORE-work
#
# With ALMIRAH=/path/to/almirah in the environment that program is used, and nothing is installed or built.
set -eu
case ${1-} in
-*)
    sed -n '2,7s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac
cd "$(dirname "$0")/.."
root=$PWD
build=$root/build/quickstart
store=${1-$root/build/quickstart-office.almirah}
work=$store-work

step() { printf '\n== %s\n' "$1"; }

# Shows a command and runs it.
try() {
    printf '\n$ %s\n' "$1"
    eval "$1"
}

# A long list by its head and its last line.
shortened() { awk 'NR <= 6 { print } NR > 6 { last = $0 } END { if (NR > 7) print "…"; if (NR > 6) print last }'; }

# The same for a command that makes something; its id, the last word of what it says, is then in $id.
make_one() {
    printf '\n$ %s\n' "$1"
    said=$(eval "$1")
    printf '%s\n' "$said" | shortened
    id=${said##* }
}

# The same for a command that prints more than is wanted here. What it prints goes by a file: the exit code must show.
try_short() {
    printf '\n$ %s\n' "$1"
    eval "$1" >"$work/long.txt"
    shortened <"$work/long.txt"
}

# The same for a command that must be refused.
try_in_vain() {
    printf '\n$ %s\n' "$1"
    code=0
    eval "$1" 2>&1 || code=$?
    [ "$code" = 5 ] || {
        echo "quickstart: this should have been refused (exit code 5), and ended with $code" >&2
        exit 1
    }
}

# Runs a command quietly; when it fails, shows the end of what it said.
quiet() {
    "$@" >"$build.log" 2>&1 || {
        tail -n 40 "$build.log" >&2
        echo "quickstart: '$*' ended with an error; the whole log is $build.log" >&2
        exit 1
    }
}

mkdir -p "$root/build"
if [ -z "${ALMIRAH-}" ]; then
    step "Set up and build"
    sh docs/setup.sh
    echo "building into $build (some minutes the first time)"
    quiet cmake --preset release -B "$build" -DALMIRAH_TESTS=OFF -DCMAKE_BUILD_TYPE=Release
    quiet cmake --build "$build" -j 2
    ALMIRAH=$build/cli/almirah
fi
PATH=$(cd "$(dirname "$ALMIRAH")" && pwd):$PATH
export PATH

if [ $# = 0 ]; then
    rm -rf "$store"
elif [ -e "$store" ] || [ -e "$work" ]; then
    echo "quickstart: $store or $store-work is there already; name a folder that does not exist" >&2
    exit 2
fi
rm -rf "$work"
mkdir -p "$work"
work=$(cd "$work" && pwd)
store=${work%-work}
cd docs/sample-office

step "A store for the Collectorate of Basrampur"
try "export ALMIRAH_STORE=$store ALMIRAH_AS=asha"
try 'almirah init "$ALMIRAH_STORE" --office "Collectorate Basrampur" --office-hi "कलेक्ट्रेट बसरामपुर" --code BSR --admin asha --admin-name "Asha Rawat"'
try 'almirah office policy set appraisal-after-years 25 --reason "Public Records Rules 1997"'
try 'almirah office policy set utc-offset +05:30'
try 'almirah office policy'
try 'tail -n +3 people.csv | while IFS=, read -r login name email role; do almirah person add "$login" --name "$name" --email "$email" --role "$role" || exit; done'
try 'almirah desk import desks.csv'
try 'almirah place import places.csv'

step "Each person has a key; from here on every entry is signed"
try 'mkdir -m 700 "$work/keys"'
try 'for who in asha $(tail -n +3 people.csv | cut -d, -f1); do
    ssh-keygen -q -t ed25519 -N "" -C $who -f "$work/keys/$who"
    almirah --as $who key register "$work/keys/$who.pub"
    almirah key approve $who/1
  done >"$work/keys.log"'
try 'export ALMIRAH_SIGN_WITH=$work/keys'

step "The retention schedule and the file plan"
try 'almirah schedule load schedule.csv'
try 'almirah series add LR-SRV --title "Survey papers" --title-hi "सर्वेक्षण अभिलेख" --under LR'

step "An officer files 421 files from a list, since it has appraisals; then a clerk files one by hand"
try 'export ALMIRAH_AS=dinesh'
try 'almirah --as sunita record import --manifest manifest.csv --files files'
printf '%s\n' "Undisputed; name entered. अविवादित; नाम दर्ज।" >"$work/order.txt"
make_one 'almirah record file --series LR-MUT --title "Mutation case 35/2026, village Khairadih" --title-hi "नामांतरण वाद 35/2026, ग्राम खैराडीह" --file-no 35/LR-MUT/2026-27 --opened 2026-04-06 --closed 2026-06-11 --place R1/A02/S1/B02 "$work/order.txt"'
mine=$id
try "almirah record show $mine"

step "Finding, in Hindi and in Latin letters"
try 'almirah search हिंदी'
try 'almirah search केला'
try 'almirah search नामांतरण 2024 खैराडीह'
try 'almirah search abhilekhagar'

step "What is due, why, under which rule"
try 'almirah due --count'
try 'almirah due --series GEN | head -n 8'
try "almirah explain $mine || true"
try "almirah explain $mine --on 2039-01-10"

step "A court case: a hold"
first=$(almirah --json due --series GEN-COR --action destroy --limit 1 | sed 's/.*"id":"\([^"]*\)".*/\1/')
make_one "almirah --as sunita hold place --reason 'writ petition pending' --reference 'WP 114/2026' $first"
try "almirah explain $first || true"

step "Controlled documents: written by one, approved by another"
try 'cd documents'
try 'almirah --as sunita document new QP-03 --title "Retention and disposal of records" --title-hi "अभिलेख प्रतिधारण एवं निपटान" --type procedure --owner D12 --review-every 2y QP-03-retention-and-disposal.md'
try 'almirah --as sunita document submit QP-03'
try 'almirah approvals pending'
try_in_vain 'almirah --as sunita document approve QP-03'
try 'almirah --as vandana document approve QP-03'
try 'tail -n +2 ../documents.csv | grep -v ^QP-03 | while IFS=, read -r number title hindi type language owner author review file; do
    almirah --as "$author" document new "$number" --title "$title" --title-hi "$hindi" --type "$type" --language "$language" --owner "$owner" --review-every "$review" "$file" &&
    almirah --as "$author" document submit "$number" &&
    almirah --as vandana document approve "$number" || exit
  done >"$work/documents.log"'
try 'almirah document list'
try 'cd ..'

step "Disposal: proposed by one, approved by another, certified"
make_one 'almirah --as sunita disposal propose --series GEN'
list=$id
try_in_vain "almirah --as sunita disposal approve $list"
try "almirah --as vandana disposal approve $list"
try_short "almirah --as sunita disposal carry-out $list --method erased --witness 'Imtiaz Khan' --authority 'Order 7/2026'"
try "almirah disposal certificate $list >\"\$work/certificate.txt\""
try 'head -n 30 "$work/certificate.txt"'
try "almirah disposal certificate $list --language hi | head -n 12"

step "The content is gone, the history is not"
try "almirah --json disposal show $list | grep -o '\"blob\":\"[0-9a-f]*\"' | cut -d'\"' -f4 | sort -u >\"\$work/blobs.txt\""
try 'for blob in $(cat "$work/blobs.txt"); do
    if ! git -C "$ALMIRAH_STORE" cat-file -e "$blob" 2>/dev/null; then echo "$blob gone"
    elif git -C "$ALMIRAH_STORE" ls-tree -r vault | grep -q "$blob"; then echo "$blob also lies in a record that stays"
    else echo "$blob is still there"; fi
  done >"$work/gone.txt"; cut -d" " -f2- "$work/gone.txt" | sort | uniq -c'
if grep -q 'still there' "$work/gone.txt"; then
    echo "quickstart: content of destroyed records is still in the store" >&2
    exit 1
fi
destroyed=$(almirah --json record list --series GEN-EPH --state destroyed --limit 1 | sed 's/.*"id":"\([^"]*\)".*/\1/')
try "almirah record show $destroyed"
try "almirah record history $destroyed"

step "Trust"
try 'almirah verify'
try 'almirah verify --fast --signatures'
try 'almirah key allowed-signers --out "$work/allowed_signers"'
try 'git -C "$ALMIRAH_STORE" -c gpg.ssh.allowedSignersFile="$work/allowed_signers" verify-commit register'
try 'git -C "$ALMIRAH_STORE" -c gpg.ssh.allowedSignersFile="$work/allowed_signers" log --max-count=3 --show-signature --format="%an: %s" register'
try 'almirah checkpoint --out "$work/today.checkpoint" && cat "$work/today.checkpoint"'
try 'almirah verify --fast --checkpoint "$work/today.checkpoint"'
try 'git -C "$ALMIRAH_STORE" fsck --strict --no-dangling'
try 'git clone --quiet "$ALMIRAH_STORE" "$work/clone" && ls "$work/clone"'
try 'git -C "$ALMIRAH_STORE" log --max-count=5 --format="%h %ad %an: %s" --date=short register'
try 'git -C "$ALMIRAH_STORE" archive vault documents/QP-03 | tar -t'
if command -v sqlite3 >/dev/null; then
    try 'sqlite3 -readonly -box "$ALMIRAH_STORE/almirah/index.sqlite3" "select state, count(*) from v_records group by state"'
fi

step "Done"
cat <<END
The store is $store

Three things to try:
  export PATH=$(dirname "$ALMIRAH"):\$PATH ALMIRAH_STORE=$store ALMIRAH_AS=dinesh
  1. almirah search masauda                      a Hindi word in Latin letters
  2. almirah due --on 2035-01-15 --count         what January 2035 will bring
  3. almirah history | tail                      who did what; then: git -C $store log register
docs/guide.md goes on from here.
END
