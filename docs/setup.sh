#!/bin/sh
# Installs what docs/packages.txt names and the machine lacks; with --tests also tests/packages.txt.
# Needs root only when something is missing; without root it prints the line to run and exits 1.
set -eu
cd "$(dirname "$0")/.."

lists=docs/packages.txt
case "${1-}" in
'') ;;
--tests) lists="$lists tests/packages.txt" ;;
*)
    echo "usage: sh docs/setup.sh [--tests]" >&2
    exit 2
    ;;
esac
wanted=$(sed 's/#.*//' $lists | tr -s ' \n' ' ')

if ! command -v dpkg-query >/dev/null; then
    echo "setup: this system has no dpkg; needed are its own packages for: $wanted" >&2
    exit 0
fi

installed=" $(dpkg-query -W -f='${db:Status-Status}/${Package} ' $wanted 2>/dev/null || true)"
missing=
for package in $wanted; do
    case $installed in
    *" installed/$package "*) ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

install="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" != 0 ]; then
    echo "setup: packages are missing; run this line, then repeat:" >&2
    echo "sudo sh -c 'apt-get update && $install'"
    exit 1
fi
echo "setup: installing$missing" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
$install -qq >&2
