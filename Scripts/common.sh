# Shared by the scripts beside it: where the project is, what the machine must have, how to talk.
# Sourced, never run.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
SYSTEM_PACKAGES=(libxml2-dev libxslt1-dev libsqlite3-dev pkg-config xsltproc sqlite3)

say() { printf '\n== %s\n' "$*" >&2; }

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Installs the Debian packages that are missing, and nothing when all are there (so it also works offline).
install_system_packages() {
    command -v swift >/dev/null || fail "Swift is not on the PATH. Install Swift 6.3 from https://swift.org/install and try again."
    local missing=() package
    for package in "${SYSTEM_PACKAGES[@]}"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    command -v apt-get >/dev/null || fail "these packages are missing and there is no apt-get to install them: ${missing[*]}"
    local as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    say "Installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq || fail "apt-get update failed; is the machine online?"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null ||
        fail "could not install ${missing[*]}; install them by hand and try again"
}

# Builds the release command with the static Swift library and prints its path.
build_release() {
    say "Building crosswalk (release; about 8 minutes the first time, seconds after that)"
    swift build --package-path "$ROOT" -c release --static-swift-stdlib --product crosswalk >&2 ||
        fail "the release build failed; the compiler's first error above says where"
    printf '%s/crosswalk\n' "$(swift build --package-path "$ROOT" -c release --static-swift-stdlib --show-bin-path)"
}
