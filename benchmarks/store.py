"""`python -m benchmarks.store` measures the team's quality and stores it as what later changes are held against."""

import json

from benchmarks.provenance import RESULTS, provenance
from benchmarks.quality import SCENARIO, load_team, solve_team, stored_form


def main() -> None:
    """Measure, store, and print what was stored."""
    origin = provenance("python -m benchmarks.store")
    request = load_team()
    content = stored_form(request, solve_team(request)) | origin
    text = json.dumps(content, indent=2) + "\n"
    (RESULTS / f"{SCENARIO}.json").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
