"""LibreOffice without a window: what an officer's own program makes of our files."""

import shutil
import subprocess

OFFICE = shutil.which("soffice")


def converted(folder, files, to):
    """The bytes of the files, each with its name, as LibreOffice saves them in another format."""
    source, target = folder / "before", folder / "after"
    source.mkdir()
    for name, content in files.items():
        (source / name).write_bytes(content)
    # A profile of its own lets several tests convert side by side.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", target, *source.iterdir()]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    ending = to.partition(":")[0]
    return {name: (target / name).with_suffix(f".{ending}").read_bytes() for name in files}
