#!/bin/sh
# Makes lib/ephor.jsa, the AppCDS archive with which short commands start fast, and the list of
# classes that it is made of. The training runs are the real commands over the samples.
#
# usage: archive.sh JAVA DISTRIBUTION SAMPLES LIST
set -eu
java=$1
home=$(cd "$2" && pwd)
samples=$(cd "$3" && pwd)
list=$(cd "$(dirname "$4")" && pwd)/$(basename "$4")
jar=$home/lib/ephor.jar
lists=$(mktemp -d)
trap 'rm -rf "$lists"' EXIT

train() {
  number=$((${number:-0} + 1))
  # The exit code says what the samples violate, which is of no interest here.
  "$java" -Xshare:off -XX:DumpLoadedClassList="$lists/$number" -Xlog:disable -XX:+UseSerialGC \
    -XX:TieredStopAtLevel=1 -cp "$jar" dev.ephor.cli.Main "$@" >"$lists/out" 2>&1 </dev/null ||
    [ $? -le 2 ] || { cat "$lists/out" >&2; exit 1; }
  rm -f "$lists/out"
}

cd "$samples/.."
train --version
train --help
train --check samples/shop
train --check -o json --color always samples/broken
train --check -o sarif samples/strict
train test samples/shop
train diff samples/strict/policies samples/shop/policies samples/strict
grep -hv '^#' "$lists"/* | LC_ALL=C sort -u >"$list"
"$java" -Xshare:dump -XX:SharedClassListFile="$list" -XX:SharedArchiveFile="$home/lib/ephor.jsa" \
  -Xlog:disable -Xlog:all=error:stderr -cp "$jar"
