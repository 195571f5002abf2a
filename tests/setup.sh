#!/usr/bin/env bash
# Installs what the tests need from the system, where it is missing: Chromium, PostgreSQL, a Chinese font, systemd's checks, libfaketime,
# LibreOffice without a window.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
fc-list :lang=zh 2>/dev/null | grep -qi noto || missing+=(fonts-noto-cjk fontconfig)
command -v systemd-analyze >/dev/null || missing+=(systemd)
compgen -G "/usr/lib/*/faketime/libfaketime.so.1" >/dev/null || missing+=(libfaketime)
command -v soffice >/dev/null || missing+=(libreoffice-writer-nogui)
[ ${#missing[@]} -eq 0 ] && exit 0

echo "Installing for the tests: ${missing[*]}"
if ! command -v apt-get >/dev/null; then
	echo "请先用系统的包管理器安装：${missing[*]}，再运行 make test。" >&2
	exit 1
fi
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
