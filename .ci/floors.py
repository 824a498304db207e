"""Fails when a conformance section falls below the share recorded in floors.json.

usage: floors.py FLOORS NAME=OUTPUT...   where OUTPUT is what the conformance run printed
"""
import json
import re
import sys

floors = json.load(open(sys.argv[1], encoding="utf-8"))
failed = False
for argument in sys.argv[2:]:
    name, path = argument.split("=", 1)
    # The last table: section, rows, rows that agree, share, share with the same message, seconds.
    row = re.compile(r"^(\w+) +(\d+) +(\d+) +([\d.]+)% +(?:([\d.]+)%|-)? +[\d.]+$", re.M)
    found = {m[1]: m for m in row.finditer(open(path, encoding="utf-8").read())}
    for section, floor in floors[name].items():
        if section not in found:
            print(f"{name} {section}: no figure in {path}")
            failed = True
            continue
        for what, share in (("rows", found[section][4]), ("messages", found[section][5])):
            if what not in floor:
                continue
            below = share is None or float(share) < floor[what]
            failed |= below
            print(f"{name} {section}, {what}: {share} %, floor {floor[what]} %{': BELOW' if below else ''}")
sys.exit(failed)
