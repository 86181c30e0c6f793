"""The supervisor after an upgrade: the same process with what lies on the disk now, on the same data.

Programs that are forks hold what the supervisor has loaded, so starting them again is not enough. `starting.serve` puts
this in its place.
"""

from __future__ import annotations

import sys
from pathlib import Path

from handrail.operations import serving
from handrail.operations.trouble import Trouble


def main() -> None:
    """Serve DATA at HOST PORT; the last word, files or here, says where programs print. Ends with a line on Trouble."""
    data, host, port, said = sys.argv[1:]
    try:
        serving.again(Path(data), host, int(port), to_files=said == "files")
    except Trouble as trouble:
        sys.exit(str(trouble))


if __name__ == "__main__":
    main()
