"""The tools that draw: npm's web components bundled once, and Chromium without a window."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

COMPONENTS = "@skyra/discord-components-core@4.0.2"
BUNDLER = "esbuild@0.28.2"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class ToolsMissing(Exception):
    """Pictures cannot be drawn here, and why."""


def chromium() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise ToolsMissing("no Chromium found (Debian: apt-get install chromium)")
    return found


def components_script() -> Path:
    """Give the script that defines the web components, bundled on first use.

    It lies in the system's temporary folder, named after the versions, and never in the project.
    """
    key = hashlib.sha256(f"{COMPONENTS} {BUNDLER}".encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"calledit-pictures-{key}"
    script = folder / "bundle.js"
    if script.is_file():
        return script
    npm = shutil.which("npm")
    if npm is None:
        raise ToolsMissing("no npm found (Debian: apt-get install npm)")
    folder.mkdir(exist_ok=True)
    (folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    (folder / "entry.js").write_text(f'import "{COMPONENTS.rpartition("@")[0]}";', encoding="utf-8")
    install = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", COMPONENTS, BUNDLER]
    _run(install, folder, "npm could not install the web components")
    bundle = [str(folder / "node_modules/.bin/esbuild"), "entry.js", "--bundle", "--minify"]
    bundle += ["--format=iife", "--outfile=bundle.js"]
    _run(bundle, folder, "esbuild could not bundle the web components")
    return script


def _run(command: list[str], folder: Path, complaint: str) -> None:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        raise ToolsMissing(f"{complaint}: {done.stderr.strip()[-300:]}")


def photograph(page: Path, picture: Path, *, width: int, height: int) -> None:
    """Let Chromium draw a page without network, in a profile of its own."""
    with tempfile.TemporaryDirectory(prefix="calledit-chromium-") as profile:
        command = [
            chromium(),
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--hide-scrollbars",
            "--force-device-scale-factor=2",
            "--virtual-time-budget=4000",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
            f"--screenshot={picture}",
            page.as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode or not picture.is_file():
        raise ToolsMissing(f"Chromium drew nothing: {done.stderr.strip()[-300:]}")


if __name__ == "__main__":
    try:
        components_script()
    except (ToolsMissing, OSError, subprocess.TimeoutExpired) as error:
        sys.exit(f"{error}")
