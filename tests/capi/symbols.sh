#!/bin/sh
# The functions of the C API that a library shows are exactly those listed: symbols.sh LIBRARY LIST
set -eu
case $1 in *.so*) tables=-D ;; *) tables= ;; esac
found=$(nm $tables --defined-only "$1" 2>/dev/null | awk '$2 == "T" && $3 ~ /^almirah_/ {print $3}' | sort)
if [ "$found" != "$(sort "$2")" ]; then
    echo "the C API's names are not those of $2 ('<' listed, '>' found):"
    echo "$found" | diff "$2" - || true
    exit 1
fi
echo "$(wc -l <"$2") names, as listed"
