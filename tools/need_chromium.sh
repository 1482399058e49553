#!/bin/sh
# Pages are tested in a real browser: install Debian's Chromium where there is none.
set -eu
command -v chromium >/dev/null && exit 0
if ! command -v apt-get >/dev/null; then
  echo "the tests need Chromium as 'chromium' on the PATH: install it with your system's package manager" >&2
  exit 1
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -qq --yes --no-install-recommends chromium >/dev/null
