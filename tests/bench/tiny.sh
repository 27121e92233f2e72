#!/bin/sh
# Every workload on a store of 300 records: tiny.sh ALMIRAH_BENCH ALMIRAH. The answers of the library and of the
# hand-written SQL must be the same, and the store clean at the end.
set -eu
here=$(dirname "$(readlink -f "$0")")
bench=$(readlink -f "$1") almirah=$(readlink -f "$2")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$bench" make office 300
"$bench" all office --runs 1 --size 3 --command "$almirah" | tee said
for what in due-page due-counts; do
    [ "$(grep "^$what " said | grep -o '#.*')" = "$(grep "^$what-sql " said | grep -o '#.*')" ] ||
        { echo "$what: the library and the hand-written SQL do not agree" >&2; exit 1; }
done
"$bench" big-file office --size 70000000
"$almirah" init papers --office Bench --code BNC --admin asha
python3 "$here/documents.py" "$almirah" papers 40
"$bench" documents papers --runs 2
"$almirah" --store office verify
git -C office fsck --strict --no-dangling
