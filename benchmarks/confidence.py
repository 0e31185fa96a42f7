"""Fit how sure each rule is to annotated texts, and write ontologies/rules/confidence.yaml.

    python benchmarks/confidence.py GOLD TEXTS [GOLD TEXTS ...] [--only STEM...] [--dry]

Prints the calibration of each text's statements by shares that were fitted to all the other texts. `--dry` writes
nothing. Run `cargraph evaluate GOLD TEXTS --calibration` afterwards.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import cargraph
from cargraph.evaluation.calibration import STATEMENTS, by_bin, by_rule, fitted, left_out
from cargraph.evaluation.printing import calibration_as_text
from cargraph.resources import ontologies

if TYPE_CHECKING:
    from cargraph.evaluation.calibration import Fitted, Judged

HEAD = """\
# How sure a statement is, by the rule that gives it: the share right, how many were right, of how many.
# Made by benchmarks/confidence.py from annotated texts; not to be edited. `others` are rules not met there. A rule that
# was met seldom is pulled towards its section. `.far` is a number that stood far from what it belongs to.
"""


def main() -> None:
    options = parsed()
    judged: list[Judged] = []
    for at in range(0, len(options.paths) - 1, 2):
        judged += measured(*options.paths[at : at + 2], options.only)
    cautious = left_out(judged)
    print(calibration_as_text(by_bin(cautious), by_rule(cautious)), end="")
    if not options.dry:
        (ontologies() / "rules" / "confidence.yaml").write_text(HEAD + "".join(lines(fitted(judged))), encoding="utf-8")


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fit how sure each rule is to annotated texts.")
    parser.add_argument("paths", nargs="+", type=Path, metavar="GOLD TEXTS")
    parser.add_argument("--only", nargs="*", default=[], help="the gold files to use of folders that hold them")
    parser.add_argument("--dry", action="store_true")
    return parser.parse_args()


def measured(gold: Path, texts: Path, only: list[str]) -> list[Judged]:
    here = {path.stem for path in gold.glob("*.yaml")}
    return cargraph.evaluate(gold, texts, only=[stem for stem in only if stem in here]).statements()


def lines(fit: Fitted) -> list[str]:
    found = []
    for section in STATEMENTS:
        found += [f"{section}:\n", f"  others: [{fit.shares.sections[section]}]\n"]
        for (where, rule), share in sorted(fit.shares.rules.items()):
            if where == section:
                right, count = fit.counts[where, rule]
                found.append(f"  {rule}: [{share}, {right}, {count}]\n")
    return found


if __name__ == "__main__":
    main()
