"""The two commands, with nothing installed but Python 3.11: `python3 bootstrap.py demo`, `... test`.

Makes .venv, installs the hash-locked lists of requirements/ in it (again only when a list changed), then
hands over to the command itself. Standard library only.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import time

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
INSTALLED = os.path.join(VENV, "handrail-installed")
LOG = os.path.join(VENV, "install.log")
CORE = os.path.join("requirements", "core.txt")
TEST = os.path.join("requirements", "test.txt")
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
KEPT = "What was installed so far is kept in .venv."
AGAIN = "run the same command again."
REASONS = (
    (("no space left", "disk quota"), "The disk is full.", "Free about 1 GB, then " + AGAIN),
    (("do not match the hashes",), "A downloaded package is not the one that the locked list names.",
     "Nothing of it was installed; do not go on before you know why."),
    (("name resolution", "failed to resolve", "could not resolve host", "connection", "network", "dns", "timed out", "timeout", "unreachable", "ssl", "http error"),
     "The packages could not be fetched: the network or the package index did not answer.",
     "See that this machine reaches its package index, then " + AGAIN),
    (("permission denied",), "The folder .venv cannot be written to.",
     "Run the command as the owner of this folder."),
)  # fmt: skip


def main(arguments):
    """Install what `arguments` needs, then become that command."""
    use_a_fit_python()
    os.chdir(ROOT)
    verb, rest = (arguments or ["help"])[0], arguments[1:]
    if verb not in VERBS:
        stop(
            "Usage: python3 bootstrap.py demo|test|install|run ...",
            "Nothing was changed.",
            "See the Makefile.",
        )
    VERBS[verb](rest)


def demo(rest):
    """Install the core list, then `handrail demo`."""
    prepare([CORE])
    become([PYTHON, "-m", "handrail", "demo"] + rest)


def test(rest):
    """Install both lists, then pytest."""
    prepare([CORE, TEST])
    become([PYTHON, "-m", "pytest"] + rest)


def install(_rest):
    """Install both lists."""
    prepare([CORE, TEST])


def run(rest):
    """Install the core list, then `handrail` with the given arguments."""
    prepare([CORE])
    become([PYTHON, "-m", "handrail"] + rest)


VERBS = {"demo": demo, "test": test, "install": install, "run": run}


def use_a_fit_python():
    """Go on with a newer Python when this one is too old and a newer one is there."""
    if sys.version_info >= OLDEST:
        return
    newer = next(filter(None, map(shutil.which, NEWER)), None)
    if newer:
        os.execv(newer, [newer] + sys.argv)  # noqa: S606
    mine = ".".join(map(str, sys.version_info[:3]))
    stop("Handrail needs Python 3.11 or later; this is " + mine + ".", "Nothing was changed.",
         "Install a newer Python, then " + AGAIN)  # fmt: skip


def stop(happened, kept, do):
    """End with one line: what happened, what was kept, what to do."""
    sys.exit("handrail: " + " ".join((happened, kept, do)))


def become(command):
    """Turn this process into `command`, so that signals reach it directly."""
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606


def prepare(lists):
    """Have .venv with exactly these lists in it; quick when it is so already."""
    wanted = fingerprint(lists)
    if is_installed(wanted):
        return
    try:
        make_environment()
        with only_one():
            if not is_installed(wanted):
                fill(lists, wanted)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
        stop("The disk is full." if full else f"{error.filename} cannot be written ({error.strerror}).",
             KEPT, "Make room, then " + AGAIN if full else "Run the command as the owner of this folder.")  # fmt: skip


def fingerprint(lists):
    """The lists by name and a digest of each, with the Python they are for."""
    lines = [f"python {sys.version_info[0]}.{sys.version_info[1]}"]
    for name in lists:
        with open(os.path.join(ROOT, name), "rb") as file:
            lines.append(name + " " + hashlib.sha256(file.read()).hexdigest())
    return lines


def is_installed(wanted):
    """True when all that is wanted was installed by an earlier run to its end."""
    try:
        with open(INSTALLED) as file:
            return set(wanted) <= set(file.read().splitlines()) and os.access(PYTHON, os.X_OK)
    except FileNotFoundError:
        return False


def make_environment():
    """Make .venv when it is missing or its Python is another or gone."""
    check = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    if os.access(PYTHON, os.X_OK) and subprocess.call([PYTHON, "-c", check]) == 0:
        return
    say("Making .venv with Python " + ".".join(map(str, sys.version_info[:3])))
    options = ["--clear"] if os.path.exists(PYTHON) or os.path.islink(PYTHON) else []
    made = subprocess.run([sys.executable, "-m", "venv", "--without-pip", *options, VENV], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)  # fmt: skip
    if made.returncode:
        explain(made.stdout)


@contextlib.contextmanager
def only_one():
    """Wait while another run of this script installs."""
    import fcntl

    with open(os.path.join(VENV, "lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fill(lists, wanted):
    """Install the lists and note it."""
    began = time.time()
    installer = find_installer()
    for name in lists:
        with open(os.path.join(ROOT, name)) as file:
            count = sum("==" in line for line in file)
        say(f"Installing {count} packages of {name} (about half a minute the first time)")
        follow(installer + ["--require-hashes", "-r", name], count)
    make_command()
    with open(INSTALLED, "w") as file:
        file.write("\n".join(wanted) + "\n")
    say(f"Installed in {time.time() - began:.0f} s")


def find_installer():
    """uv when there is one, else pip: in .venv, or this Python's own."""
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--python", PYTHON]
    options = [
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "2",
        "--progress-bar",
        "off",
    ]
    if works([PYTHON, "-m", "pip", "--version"]) or works([PYTHON, "-m", "ensurepip", "--default-pip"]):
        return [PYTHON, "-m", "pip"] + options
    if works([sys.executable, "-m", "pip", "--version"]):
        return [sys.executable, "-m", "pip", "--python", PYTHON] + options
    if os.geteuid() == 0 and shutil.which("apt-get"):
        return install_pip(options)
    return stop("This Python has neither pip nor ensurepip.", KEPT,
                "Install pip (on Debian: apt-get install python3-venv), then " + AGAIN)  # fmt: skip


def install_pip(options):
    """Debian's Python comes without pip: as root, fetch the package that has it."""
    say("Installing Debian's package python3-venv, because this Python has no pip")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    works(["apt-get", "update", "-q"])
    package = "python3-venv" if sys.executable.startswith("/usr/bin/") else "python3-pip"
    if works(["apt-get", "install", "-y", "-q", "--no-install-recommends", package]):
        works([PYTHON, "-m", "ensurepip", "--default-pip"])
    if works([PYTHON, "-m", "pip", "--version"]):
        return [PYTHON, "-m", "pip"] + options
    return stop("Debian's package python3-venv could not be installed.", KEPT, f"See {LOG}, then {AGAIN}")


def works(command):
    """True when `command` succeeds; what it says goes to the log."""
    with open(LOG, "a") as log:
        log.write("$ " + " ".join(map(shlex.quote, command)) + "\n")
        log.flush()
        return subprocess.call(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL) == 0


def follow(command, count):
    """Run the installer, showing every tenth package; stop with a clear line when it fails."""
    said, seen = [], 0
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                               text=True, errors="replace")  # fmt: skip
    for line in process.stdout:
        said.append(line)
        if line.lstrip().startswith(("Collecting", "Processing", "Requirement already")):
            seen += 1
            if seen % 10 == 0:
                say(f"  {min(seen, count)} of {count}")
    with open(LOG, "a") as log:
        log.writelines(said)
    if process.wait():
        explain("".join(said))


def explain(said):
    """Stop with the reason that an installer's words amount to."""
    lower = said.lower()
    for words, happened, do in REASONS:
        if any(word in lower for word in words):
            stop(happened, KEPT, do + " Details: " + LOG)
    last = [line for line in said.splitlines() if line.strip()] or ["it said nothing"]
    stop("Installing failed: " + last[-1].strip() + ".", KEPT, "See " + LOG + ", then " + AGAIN)


def make_command():
    """Put the command `handrail` into .venv/bin, and this folder on its Python's path."""
    pattern = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.check_output([PYTHON, "-c", pattern], text=True).strip()
    with open(os.path.join(packages, "handrail.pth"), "w") as file:
        file.write(ROOT + "\n")
    command = os.path.join(VENV, "bin", "handrail")
    with open(command, "w") as file:
        file.write(f'#!/bin/sh\nexec {shlex.quote(PYTHON)} -m handrail "$@"\n')
    os.chmod(command, 0o755)  # noqa: S103


def say(line):
    """Print a line of progress at once."""
    print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
