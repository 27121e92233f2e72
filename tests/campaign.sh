#!/bin/sh
# The whole of the campaigns of docs/reliability.md, every point: hours on two cores. What is skipped says why. Each
# campaign's row is printed as it ends and kept in build/campaign/rows.txt; failures stand beside it, as options that repeat
# them.
#
#     tests/campaign.sh [NAME…]     sweep-kill sweep-error sweep-memory kill power disk damage-files damage-bits
#                                   damage-index crowd forge hostile pipes import fuzz threads clang
set -u
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- sweep-kill sweep-error sweep-memory kill power disk damage-files damage-bits damage-index crowd \
    forge hostile pipes import fuzz threads clang
cmake --preset dev >/dev/null && cmake --build --preset dev -- -j2 >/dev/null || exit 1
out=$PWD/build/campaign
mkdir -p "$out"
almirah=$PWD/build/dev/cli/almirah
driver=$PWD/build/dev/tests/crash/crash_driver
crash=$PWD/tests/crash
failed=0
renice -n 19 $$ >/dev/null

campaign() {
    case $1 in
    sweep-*) "$driver" sweep "${1#sweep-}" ;;
    kill | power | disk) python3 "$crash/campaign.py" --driver "$driver" --all "$1" ;;
    damage-files) "$driver" damage files ;;
    damage-bits) "$driver" damage bits --but almirah/index ;;
    damage-index) "$driver" damage index --seconds "${INDEX_SECONDS-0}" ;;
    crowd) python3 "$crash/crowd.py" --driver "$driver" --seconds "${CROWD_SECONDS-600}" ;;
    forge) python3 tests/forge/forge.py --almirah "$almirah" --store $(ls tests/golden/stores/*/*.bundle | grep -v guide_office) \
        --count "${FORGE_COUNT-20000}" ;;
    hostile) python3 "$crash/hostile.py" --almirah "$almirah" --all ;;
    pipes) sh "$crash/pipes.sh" "$almirah" && sh "$crash/full_disk.sh" "$almirah" ;;
    import) python3 "$crash/kill9_import.py" --almirah "$almirah" --times 20 ;;
    fuzz) sh tests/fuzz/run.sh "${FUZZ_SECONDS-300}" ;;
    threads) cmake --preset tsan >/dev/null && cmake --build --preset tsan -- -j2 unit_vault unit_store unit_index contract >/dev/null &&
        ctest --preset tsan -R '^(unit_(vault|store|index)|contract_)' ;;
    clang) cmake -S . -B build/clang -G Ninja -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_C_COMPILER=clang-14 \
        -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS=-Werror >/dev/null && cmake --build build/clang -- -j2 ;;
    *)
        echo "no campaign $1"
        return 1
        ;;
    esac
}

for name; do
    if campaign "$name" >"$out/$name.txt" 2>&1; then
        verdict=ok
    else
        verdict=FAILED
        failed=$((failed + 1))
    fi
    echo "$name: $verdict: $(grep -v '^ *$' "$out/$name.txt" | tail -n 1)" | tee -a "$out/rows.txt"
done
echo "$# campaigns, $failed failed"
[ $failed = 0 ]
