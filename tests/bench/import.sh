#!/bin/sh
# Filing many small texts beside `git add` and `git commit` of the same files, in turn: import.sh ALMIRAH [COUNT [RUNS]]
# Prints the seconds of each run and the median of the ratios. Ours is synced, hashed by SHA-256, indexed and searchable.
set -eu
almirah=$(readlink -f "$1") count=${2-20000} runs=${3-5}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=b GIT_AUTHOR_EMAIL=b@b GIT_COMMITTER_NAME=b GIT_COMMITTER_EMAIL=b@b
cd "$work"
python3 "$here/corpus.py" small corpus "$count"
cat corpus/*/* >/dev/null

now() { date +%s.%N; }
ours() {
    rm -rf ours
    "$almirah" init ours --office Bench --code B --admin bench >/dev/null 2>&1
    "$almirah" --store ours --as bench series add T --title Texts >/dev/null
    start=$(now)
    "$almirah" --store ours --as bench --quiet record import --series T corpus >/dev/null
    end=$(now)
}
theirs() {
    rm -rf theirs
    git init -q theirs
    cp -r corpus theirs/corpus
    start=$(now)
    git -C theirs add -A
    git -C theirs commit -qm x
    end=$(now)
}

run=0
while [ "$run" -lt "$runs" ]; do
    ours
    a=$(echo "$start $end" | awk '{print $2 - $1}')
    theirs
    b=$(echo "$start $end" | awk '{print $2 - $1}')
    echo "almirah $a s, git add + commit $b s" >&2
    echo "$a $b" | awk '{print $1 / $2}' >>ratios
    run=$((run + 1))
done
filed=$("$almirah" --store ours --json record list | wc -l)
[ "$filed" = "$count" ] || { echo "filed $filed of $count" >&2; exit 1; }
sort -n ratios | awk -v n="$count" '{r[NR] = $1} END {printf "%d texts: median ratio %.2f of %d runs\n", n, r[int((NR + 1) / 2)], NR}'
