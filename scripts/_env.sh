# Sourced by the other scripts: makes .venv once, and again when pyproject.toml changes.
# usage: . scripts/_env.sh; prepare_env "test,lint"      (extras may be empty)
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}

need_python() {
    if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "mmc-audio needs Python 3.11 or newer; install it, or name one: PYTHON=python3.12 $0" >&2
        exit 69
    fi
    if ! "$PYTHON" -c 'import venv, ensurepip' 2>/dev/null; then
        version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "This Python has no venv; install it with: sudo apt-get install python$version-venv" >&2
        exit 69
    fi
}

prepare_env() {
    need_python
    extras=$1
    stamp=.venv/.made-for
    want="$(cksum < pyproject.toml) [$extras]"
    if [ ! -x .venv/bin/python ] || [ "$(cat "$stamp" 2>/dev/null)" != "$want" ]; then
        echo "Setting up .venv (once; about half a minute) ..." >&2
        [ -x .venv/bin/python ] || "$PYTHON" -m venv .venv
        .venv/bin/python -m pip install --quiet --disable-pip-version-check \
            -e ".${extras:+[$extras]}" >&2
        printf '%s' "$want" > "$stamp"
    fi
    PATH="$PWD/.venv/bin:$PATH"
    export PATH
}
