#!/bin/sh
# Puts what is published into one folder: the archives for every platform, one with a Java runtime for
# this platform, the bill of materials, and the checksums of all of these.
#
# usage: release.sh JAVA_HOME TARGET VERSION TIMESTAMP
set -eu
java_home=$1
target=$(cd "$2" && pwd)
version=$3
timestamp=$4
out=$target/release
rm -rf "$out"
mkdir -p "$out"
cp "$target/ephor-$version-release.zip" "$out/ephor-$version.zip"
cp "$target/ephor-$version-release.tar.gz" "$out/ephor-$version.tar.gz"
cp "$target/bom.json" "$out/ephor-$version.cdx.json"

# What jdeps finds, without java.desktop and java.sql, which Jackson, Gson and picocli use only where they
# are there; and what is only found at run time: elliptic curves for TLS, and archives as file systems.
modules=java.logging,java.net.http,java.xml,jdk.crypto.ec,jdk.unsupported,jdk.zipfs

image=$target/image/ephor-$version
rm -rf "$target/image"
mkdir -p "$target/image"
tar -xzf "$out/ephor-$version.tar.gz" -C "$target/image"
"$java_home/bin/jlink" --add-modules "$modules" --strip-debug \
  --no-man-pages --no-header-files --compress=2 --output "$image/runtime"
platform=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
(cd "$target/image" && tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="$timestamp" -cf - "ephor-$version") |
  gzip -n >"$out/ephor-$version-$platform.tar.gz"
(cd "$out" && sha256sum ./* | sed 's, \./, ,' >SHA256SUMS)
ls -l "$out"
