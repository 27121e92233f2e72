#!/bin/sh
# Installs Almirah into a prefix of its own and builds a stranger's program on it: run.sh SOURCE static|shared WORKDIR
set -eu
source=$1 kind=$2 work=$3
shared=OFF
[ "$kind" = shared ] && shared=ON
mkdir -p "$work"
cmake -S "$source" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DALMIRAH_TESTS=OFF -DALMIRAH_CLI=OFF \
    -DBUILD_SHARED_LIBS=$shared -DCMAKE_INSTALL_PREFIX="$work/prefix" >"$work/configure.log"
cmake --build "$work/build" -j 2 >"$work/build.log" || { tail -n 30 "$work/build.log"; exit 1; }
rm -rf "$work/prefix" "$work/user" "$work/office"*
cmake --install "$work/build" >"$work/install.log"
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
