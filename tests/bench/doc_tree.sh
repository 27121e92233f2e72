#!/bin/sh
# Files a tree that nobody here wrote, one record a file, and does the whole of a record's life on it, beside
# `git add` + `git commit`: doc_tree.sh ALMIRAH [TREE]. Prints a table for docs/measured.md.
set -eu
almirah=$(readlink -f "$1") tree=$(readlink -f "${2-/usr/share/doc}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=b GIT_AUTHOR_EMAIL=b@b GIT_COMMITTER_NAME=b GIT_COMMITTER_EMAIL=b@b
export ALMIRAH_STORE="$work/office.almirah" ALMIRAH_AS=asha
cd "$work"

row() { # row WHAT COMMAND...: runs it and prints its seconds and the last line of what it said
    what=$1
    shift
    start=$(date +%s.%N)
    "$@" >said 2>heard || { cat said heard >&2; echo "failed: $what" >&2; exit 1; }
    end=$(date +%s.%N)
    echo "$start $end" | awk -v w="$what" -v s="$(cat heard said | tail -n 1 | cut -c1-100 | tr '|' ' ')" \
        '{printf "| %s | %.2f s | %s |\n", w, $2 - $1, s}'
}

find "$tree" -print0 | xargs -0 stat -Lc %n >/dev/null 2>&1 || true # warm the cache for everyone
echo "| what | time | what it said |"
echo "|---|---|---|"
printf '| the tree | | %s files, %s links, %s empty, %s |\n' "$(find "$tree" -type f | wc -l)" "$(find "$tree" -type l | wc -l)" \
    "$(find "$tree" -type f -empty | wc -l)" "$(du -shL "$tree" 2>/dev/null | cut -f1)"

"$almirah" init "$ALMIRAH_STORE" --office Docs --code D --admin asha >/dev/null 2>&1
"$almirah" person add ravi --name Ravi --role approver >/dev/null
printf 'code,title,trigger,retain,action,open_records,series\nNOW,Package documents,filed,0d,destroy,destroy,DOC\n' >schedule.csv
"$almirah" schedule load schedule.csv >/dev/null
"$almirah" series add KEEP --title "What stays" >/dev/null

# A tenth of the folders goes into the series that will be destroyed, the rest into the one that stays. Links that lead
# from one half to the other lead nowhere after that: they are told, and passed over.
cp -a "$tree" stay
mkdir go
for folder in $(ls stay | awk 'NR % 10 == 0'); do mv "stay/$folder" go/; done
row "import of nine tenths, one record a file" "$almirah" record import --series KEEP --skip-bad stay
tail -n 4 heard said >&2
row "import of one tenth, into another series" "$almirah" record import --series DOC --skip-bad go
row "the same import once more" "$almirah" record import --series DOC --skip-bad go
row "search for one word" sh -c "\"$almirah\" search license --limit 5 || [ \$? = 1 ]"
row "verify, every byte" "$almirah" verify
row "propose the series for destruction" "$almirah" --quiet disposal propose --series DOC
id=$("$almirah" --json disposal list | sed -n 's/.*"id":"\(D-[0-9-]*\)".*/\1/p' | tail -n 1)
"$almirah" --as ravi disposal approve "$id" >/dev/null
row "carry out: destroy it, purge included" "$almirah" --quiet disposal carry-out "$id" --method erased --witness Ravi
row "verify again" "$almirah" verify
row "git fsck --strict" git -C "$ALMIRAH_STORE" fsck --strict --no-dangling
row "git clone" git clone -q --bare "$ALMIRAH_STORE" clone.git
mkdir plain
cp -rL "$tree" plain/doc 2>/dev/null || true
git init -q plain
row "git add + git commit of the tree, for comparison" sh -c 'git -C plain add -A && git -C plain commit -qm x'
