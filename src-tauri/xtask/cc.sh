#!/bin/sh
# The C compiler that links `cargo xtask` itself. On a fresh machine there is none, and the command that
# installs what is missing could not even be built: so it is installed here, saying first what and why.
# Only this one small program is linked so (.cargo/config.toml); everything else calls cc directly.
set -e
command -v cc >/dev/null 2>&1 && exec cc "$@"

# What a linker prints is kept from the user until it fails: so this is said where cargo, which called the
# Rust compiler, which called us, speaks itself; else on the terminal.
cargo=$(cut -d ' ' -f 4 "/proc/$PPID/stat" 2>/dev/null || true)
if (: >>"/proc/$cargo/fd/2") 2>/dev/null; then
  exec 3>>"/proc/$cargo/fd/2"
elif (: >/dev/tty) 2>/dev/null; then
  exec 3>/dev/tty
else
  exec 3>&2
fi
say() { printf '%s\n' "$*" >&3; }

if ! command -v apt-get >/dev/null 2>&1; then
  say "Il manque un compilateur C (« cc ») : il assemble les programmes Rust. Installez celui de votre système, puis recommencez."
  exit 1
fi
say ""
say "=== Paquet du système à installer ==="
say "  build-essential            compilateur C, pour assembler les programmes Rust et pour SQLite"
as_root=
if [ "$(id -u)" != 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    say "L'installation demande les droits d'administration, et « sudo » est absent. En administrateur : apt-get install build-essential, puis recommencez."
    exit 1
  fi
  say "L'installation demande votre mot de passe (sudo apt-get)."
  as_root="sudo"
fi
install() { $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" >&3 2>&3; }
install update
install install -y --no-install-recommends build-essential
exec cc "$@"
