#!/bin/bash
# Runs every command of these samples that begins with `ephor`, in a copy of the shop.
#   samples/ci/test.sh PATH-TO-EPHOR
set -euo pipefail
ephor=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$here/../shop" "$work/repository"
mkdir "$work/bin" && ln -s "$ephor" "$work/bin/ephor"
export PATH="$work/bin:$PATH" GITHUB_STEP_SUMMARY="$work/summary.md"
cd "$work/repository"

commands() {
  sed -nE -e 's/ # .*//' -e "s/^ *sh ['\"](ephor .*)['\"]$/\1/" -e 's/^ *(- run:|run:|-|entry:) *(ephor .*)$/\2/' \
    -e '/^ephor /p' \
    "$here/github-actions.yaml" "$here/gitlab-ci.yaml" "$here/Jenkinsfile" "$here/../../.pre-commit-hooks.yaml"
}
count=0
while read -r command; do
  case $command in "ephor fmt") command="ephor fmt apps/catalogue/deployment.yaml" ;; esac # as pre-commit adds names
  echo "$command"
  bash -euo pipefail -c "$command" >"$work/out" || { cat "$work/out"; echo "exit $?: $command"; exit 1; }
  count=$((count + 1))
done < <(commands)
bash "$here/rendered.sh" >/dev/null
[ "$count" -ge 12 ] || { echo "only $count commands were found in the samples"; exit 1; }

python3 - <<'PYTHON'
import json, os, xml.etree.ElementTree as xml
assert json.load(open("ephor.sarif"))["version"] == "2.1.0"
assert all(issue["fingerprint"] for issue in json.load(open("code-quality.json")))
for name in "check.xml", "tests.xml", "checkstyle.xml":
    xml.parse(name)
assert "| warning |" in open(os.environ["GITHUB_STEP_SUMMARY"]).read()
assert "<h1>" in open("report.html").read()
PYTHON
echo "$((count + 1)) commands of the samples ran"
