"""`handrail instruments export --fhir DIR`: each instrument as a FHIR R4 Questionnaire, one file each.

Returns (exit code, text). 0: what was written. 2: what was wrong; no file was left half written.
"""

import json
import os
from pathlib import Path

from handrail.clinical.instruments.instrument import catalogue, withheld
from handrail.clinical.instruments.questionnaire import questionnaire

Result = tuple[int, str]


def export_fhir(named: str) -> Result:
    """Write `Questionnaire-<id>.json` for everything that may be shipped; what is withheld is never written."""
    if not named.strip():
        # An empty name is the folder one stands in, which nobody means who wrote --fhir "$FORMS".
        return 2, "--fhir names no folder. Give the folder for the questionnaires, for example --fhir forms."
    folder = Path(named)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = [_write(folder, questionnaire(one)) for one in catalogue()]
    except (OSError, ValueError) as wrong:
        reason = getattr(wrong, "strerror", None) or "it is no name of a folder"
        return 2, f"{folder} cannot be written to: {reason}. Name another folder with --fhir."
    return 0, (
        f"Wrote {len(written)} questionnaires to {folder}. Terms and attribution stand in each, under "
        f"copyright. {len(withheld())} instruments may not be shipped: handrail instruments list says why."
    )


def _write(folder: Path, resource: dict[str, object]) -> Path:
    path = folder / f"Questionnaire-{resource['id']}.json"
    half = path.with_suffix(".half")
    try:
        half.write_text(json.dumps(resource, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        os.replace(half, path)
    finally:
        half.unlink(missing_ok=True)
    return path
