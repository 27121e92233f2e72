#!/bin/sh
# Imports into a store on a disk that is too small: the error is reported (exit 6), nothing is acknowledged that is not
# there, and with room again the same command goes on. Needs root for a small tmpfs; skipped (77) without.
#
#     full_disk.sh ALMIRAH
set -eu
almirah=$1
work=$(mktemp -d)
trap 'umount "$work/disk" 2>/dev/null || :; rm -rf "$work"' EXIT
mkdir "$work/disk" "$work/papers"
if ! mount -t tmpfs -o size=6m almirah-test "$work/disk" 2>/dev/null; then
    echo "skipped: a tmpfs cannot be mounted here (needs root)"
    exit 77
fi
fail() {
    echo "$*"
    exit 1
}
run() { "$almirah" --store "$work/disk/office" --as kiran "$@"; }
filed() { git -C "$work/disk/office" log --format=%s register | awk '/^File /{n += $2} END {print n + 0}'; }
sound() {
    run verify >"$work/out" 2>&1 || fail "$1: verify: $(cat "$work/out")"
    git -C "$work/disk/office" fsck --strict --full >"$work/out" 2>&1 || fail "$1: git fsck: $(cat "$work/out")"
}

# One batch that fits, and one that does not.
i=0
while [ $i -lt 40 ]; do
    head -c 200000 /dev/urandom >"$work/papers/$i.bin"
    i=$((i + 1))
done
"$almirah" init "$work/disk/office" --office Collectorate --code BSR --admin kiran >/dev/null
run series add LR --title "Land records" >/dev/null
run --quiet record file --series LR --title First "$work/papers/0.bin" >/dev/null
before=$(filed)

status=0
run --quiet record import --series LR "$work/papers" >"$work/out" 2>&1 || status=$?
[ $status = 6 ] || fail "a full disk gives exit $status, not 6: $(cat "$work/out")"
grep -q "space\|full" "$work/out" || fail "the message does not tell of a full disk: $(cat "$work/out")"
[ "$(wc -l <"$work/out")" = 1 ] || fail "the message is not one line: $(cat "$work/out")"
[ "$(filed)" = "$before" ] || fail "a batch that failed is in the register"
sound "on the full disk"
[ -z "$(find "$work/disk/office" -name 'tmp_almirah_*')" ] || fail "a pack that failed still takes room"

# Filled to the last block by somebody else: even the index's shared memory may find no room. It is said, not guessed.
dd if=/dev/zero of="$work/disk/ballast" bs=4k 2>/dev/null || :
status=0
run record list >"$work/out" 2>&1 || status=$?
[ $status = 0 ] || [ $status = 6 ] || fail "reading on a disk without a block gives exit $status: $(cat "$work/out")"
status=0
run --quiet record file --series LR --title Second "$work/papers/1.bin" >"$work/out" 2>&1 || status=$?
[ $status = 6 ] || fail "filing on a disk without a block gives exit $status: $(cat "$work/out")"
rm "$work/disk/ballast"
sound "with the ballast gone"

mount -o remount,size=64m "$work/disk"
run --quiet record import --series LR "$work/papers" >/dev/null || fail "with room again, the import does not go on"
[ "$(filed)" = $((before + 40)) ] || fail "not every file is filed: $(filed)"
sound "with room again"
echo "full disk: reported, intact, and gone on"
