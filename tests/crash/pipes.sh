#!/bin/sh
# A pipe, a device or a folder where a file is to be read: refused in one line, never waited for.
#
#     pipes.sh ALMIRAH
set -eu
almirah=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"$almirah" init office --office Collectorate --code BSR --admin kiran >/dev/null
"$almirah" --store office --as kiran series add LR --title "Land records" >/dev/null
mkfifo pipe
mkdir folder
tried=0
refused() {
    status=0
    timeout 20 "$almirah" --store office --as kiran --quiet "$@" >out 2>&1 || status=$?
    if [ $status = 0 ] || [ $status -ge 100 ] || [ "$(wc -l <out)" != 1 ]; then
        echo "almirah $*: exit $status: $(cat out)"
        exit 1
    fi
    tried=$((tried + 1))
}
for what in pipe folder /dev/zero; do
    refused place import $what
    refused desk import $what
    refused schedule load $what
    refused record import --series LR --manifest $what
    refused verify --checkpoint $what
done
printf 'rule,title\n' >schedule.csv
for what in pipe /dev/zero; do
    refused schedule load schedule.csv --map $what
    refused record file --series LR --title Pipe $what
    refused document new QP-1 --title Pipe $what
done
# The store's own files.
for file in HEAD config refs/heads/register; do
    mv office/$file kept
    mkfifo office/$file
    refused record file --series LR --title New schedule.csv
    rm office/$file
    mv kept office/$file
done
for made in mkfifo mkdir; do
    rm -rf office/almirah/index.sqlite3*
    $made office/almirah/index.sqlite3
    refused record list
    rm -rf office/almirah/index.sqlite3*
done
"$almirah" --store office verify >out 2>&1 || { cat out; exit 1; }
echo "$tried pipes, devices and folders refused in one line"
