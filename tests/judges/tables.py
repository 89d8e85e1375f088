"""Reads the open data as the standard of data packages has it: every table that `datapackage.json` names, its types and
its keys. `python tables.py SITE`"""
import pathlib
import sys

import frictionless

report = frictionless.validate(str(pathlib.Path(sys.argv[1]) / "data/datapackage.json"))
faults = [error.message for error in report.errors]
for task in report.tasks:
    faults += [f"{task.place}: {error.message}" for error in task.errors]
print(*faults[:100], f"{len(report.tasks)} tables; {len(faults)} faults", sep="\n")
sys.exit(not report.valid)
