#!/bin/sh
# Fuzzes each parser with libFuzzer, under address and undefined behaviour checks. What it finds new is added to a
# corpus in the build folder; an input that breaks a promise is left there as crash-… and belongs into
# tests/fuzz/corpus once it is mended.
#
#     tests/fuzz/run.sh [SECONDS [TARGET…]]     60 seconds each; needs clang 14
set -eu
cd "$(dirname "$0")/../.."
seconds=${1-60}
[ $# = 0 ] || shift
[ $# -gt 0 ] || set -- date text names checkpoint ssh stamp json csv schedule manifest bag idx pack objects refs
cmake --preset fuzz >/dev/null
targets=
for name; do targets="$targets fuzz_$name"; done
# shellcheck disable=SC2086
cmake --build --preset fuzz -- $targets
cd build/fuzz
failed=0
for name; do
    mkdir -p "corpus/$name"
    echo "== $name, $seconds s"
    if "tests/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="crash-$name-" "corpus/$name" "../../tests/fuzz/corpus/$name" >"fuzz-$name.log" 2>&1; then
        sed -n 's/^stat::number_of_executed_units: */executions: /p' "fuzz-$name.log"
    else
        failed=$((failed + 1))
        tail -n 30 "fuzz-$name.log"
    fi
done
echo "$# targets, $failed failed"
[ $failed = 0 ]
