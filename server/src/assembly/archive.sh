#!/bin/sh
# Makes lib/ephor.jsa, the AppCDS archive with which short commands start fast, and the list of
# classes that it is made of. The training runs are the real commands over the samples, and an editor's
# first messages.
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

run() {
  number=$((${number:-0} + 1))
  # The exit code says what the samples violate, which is of no interest here.
  "$java" -Xshare:off -XX:DumpLoadedClassList="$lists/$number" -Xlog:disable -XX:+UseSerialGC \
    -XX:TieredStopAtLevel=1 -cp "$jar" dev.ephor.cli.Main "$@" >"$lists/out" 2>&1 ||
    [ $? -le 2 ] || { cat "$lists/out" >&2; exit 1; }
  rm -f "$lists/out"
}

train() {
  run "$@" </dev/null
}

# A message of the Language Server Protocol; ASCII only.
message() {
  printf 'Content-Length: %d\r\n\r\n%s' "${#1}" "$1"
}

# What an editor says when it opens a policy.
editor() {
  file='"textDocument":{"uri":"file:///a.yaml"}'
  place='"position":{"line":2,"character":8}'
  range='"range":{"start":{"line":0,"character":0},"end":{"line":3,"character":0}}'
  text='apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata:\n  name: a\n'
  message '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{"textDocument":{"completion":{},"hover":{},"codeLens":{},"inlayHint":{},"codeAction":{"codeActionLiteralSupport":{}}},"workspace":{"executeCommand":{}}}}}'
  message '{"jsonrpc":"2.0","method":"initialized","params":{}}'
  message '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.yaml","languageId":"yaml","version":1,"text":"'"$text"'"}}}'
  message '{"jsonrpc":"2.0","id":2,"method":"textDocument/completion","params":{'"$file,$place"'}}'
  message '{"jsonrpc":"2.0","id":3,"method":"textDocument/hover","params":{'"$file,$place"'}}'
  message '{"jsonrpc":"2.0","id":4,"method":"textDocument/codeLens","params":{'"$file"'}}'
  message '{"jsonrpc":"2.0","id":5,"method":"textDocument/inlayHint","params":{'"$file,$range"'}}'
  message '{"jsonrpc":"2.0","id":6,"method":"textDocument/codeAction","params":{'"$file,$range"',"context":{"diagnostics":[]}}}'
  sleep 2 # answers come from other threads; what they load is wanted
  message '{"jsonrpc":"2.0","id":7,"method":"shutdown","params":null}'
  message '{"jsonrpc":"2.0","method":"exit","params":null}'
}

cd "$samples/.."
train --version
train --help
train --check samples/shop
train --check -o json --color always samples/broken
train --check -o sarif samples/strict
train test samples/shop
train diff samples/strict/policies samples/shop/policies samples/strict
editor | run lsp
# Striped64$Cell is loaded when threads happen to meet, and two builds are to give the same list.
grep -hv -e '^#' -e 'Striped64\$Cell' "$lists"/* | LC_ALL=C sort -u >"$list"
"$java" -Xshare:dump -XX:SharedClassListFile="$list" -XX:SharedArchiveFile="$home/lib/ephor.jsa" \
  -Xlog:disable -Xlog:all=error:stderr -cp "$jar"
