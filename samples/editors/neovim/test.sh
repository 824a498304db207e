#!/bin/sh
# Opens a folder in headless Neovim with the real server and checks what it shows.
# Usage: test.sh [EPHOR]   the start script; without it the one that `mvn verify` built.
# Installs Debian's Neovim when there is none.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../../.." && pwd)
EPHOR=$(realpath "${1:-$repository/server/target/ephor/bin/ephor}")
export EPHOR
if ! command -v nvim >/dev/null; then
  apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends neovim >&2
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -R "$repository/vscode-client/test/workspace" "$scratch/workspace"
mkdir "$scratch/workspace/.git"
cd "$scratch/workspace"
HOME=$scratch XDG_CACHE_HOME=$scratch XDG_STATE_HOME=$scratch \
  timeout 90 nvim --headless -n -i NONE -u "$here/init.lua" -c "luafile $here/test.lua" </dev/null
echo
