#!/bin/sh
# Pages and pictures are tested in a real browser, by Graphviz, and by checkers that run on Java and Node, and the
# language server by a real editor: install Debian's where there are none.
set -eu
packages=""
command -v chromium >/dev/null || packages="$packages chromium"
command -v java >/dev/null || packages="$packages default-jre-headless"
command -v node >/dev/null || packages="$packages nodejs"
command -v dot >/dev/null || packages="$packages graphviz"
command -v npm >/dev/null || packages="$packages npm"
command -v nvim >/dev/null || packages="$packages neovim"
[ -n "$packages" ] || exit 0
if ! command -v apt-get >/dev/null; then
  echo "the tests need$packages on the PATH: install them with your system's package manager" >&2
  exit 1
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
# shellcheck disable=SC2086 # one word a package
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -qq --yes --no-install-recommends $packages >/dev/null
