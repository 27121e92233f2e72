#!/bin/sh
# Installs Almirah into a prefix of its own and builds a stranger's program on it: run.sh SOURCE BUILD static|shared WORKDIR
# The static library is that of the build tree BUILD; the shared one is built here.
set -eu
source=$1 build=$2 kind=$3 work=$4
mkdir -p "$work"
if [ "$kind" = shared ]; then
    build=$work/build
    cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=16 -DALMIRAH_TESTS=OFF -DALMIRAH_CLI=OFF \
        -DBUILD_SHARED_LIBS=ON >"$work/configure.log"
    cmake --build "$build" -j 2 >"$work/build.log" || { tail -n 30 "$work/build.log"; exit 1; }
fi
rm -rf "$work/prefix" "$work/user" "$work/office"*
cmake --install "$build" --prefix "$work/prefix" >"$work/install.log"
library=$(find "$work/prefix" -name 'libalmirah.a' -o -name 'libalmirah.so' | head -n 1)
sh "$source/tests/capi/symbols.sh" "$library" "$source/tests/capi/symbols.txt"

echo "find_package ($kind)"
cmake -S "$source/tests/package/user" -B "$work/user" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" >>"$work/configure.log"
cmake --build "$work/user" >>"$work/build.log" || { tail -n 30 "$work/build.log"; exit 1; }
"$work/user/user" "$work/office-cmake"

echo "pkg-config ($kind)"
PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name almirah.pc)")
export PKG_CONFIG_PATH
flags=$(pkg-config --cflags --libs almirah)
# shellcheck disable=SC2086 # the flags are words
c++ -std=c++20 "$source/tests/package/user/user.cpp" $flags -Wl,-rpath,"$(dirname "$library")" -o "$work/user-pkgconfig"
"$work/user-pkgconfig" "$work/office-pkgconfig"
