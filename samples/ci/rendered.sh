#!/bin/sh
# Helm charts and kustomizations are checked as what they render.
# helm template . | ephor check -p policies -
# kubectl kustomize overlays/production | ephor check -p policies -
set -eu
cat apps/catalogue/*.yaml | ephor check -p policies -
