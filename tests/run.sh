#!/bin/sh
# Sets up, builds and runs all tests: everything under the preset check, and what depends on the build again under
# asan (address and undefined behaviour). Both compile many sources as one, which takes a quarter of the time; the preset
# dev is for work on a few. The last line is "N passed, N failed". With CI=true warnings are errors.
set -eu
cd "$(dirname "$0")/.."
passed=0
failed=0
werror=OFF
[ "${CI-}" != true ] || werror=ON

# Runs a command quietly; when it fails, shows the end of what it said.
quiet() {
    log=$1
    shift
    "$@" >"$log" 2>&1 || {
        tail -n 80 "$log"
        return 1
    }
}

build() {
    mkdir -p "build/$1"
    echo "== $1: build"
    quiet "build/$1/configure.log" cmake --preset "$1" -DALMIRAH_WERROR=$werror &&
        quiet "build/$1/build.log" cmake --build --preset "$1" -j 2
}

# Adds the counts of ctest's summary line; a run without one counts as one failure.
count() {
    counts=$(sed -n 's/^[0-9]*% tests passed, \([0-9]*\) tests* failed out of \([0-9]*\)$/\1 \2/p' "$1")
    set -- $counts
    failed=$((failed + ${1-1}))
    passed=$((passed + ${2-1} - ${1-1}))
}

run() {
    preset=$1
    shift
    if ! build "$preset"; then
        echo "== $preset: does not build"
        failed=$((failed + 1))
        return
    fi
    echo "== $preset: test"
    ctest --preset "$preset" -j 2 --timeout 600 "$@" 2>&1 | tee "build/$preset/test.log"
    count "build/$preset/test.log"
}

sh docs/setup.sh --tests
run check
# What runs in one process is what the sanitizers can judge; leaks cannot be looked for under strace.
run asan -R '^(unit_|contract|capi$|fuzz_)'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
