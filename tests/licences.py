#!/usr/bin/env python3
"""Compares the licence of every crate in the lock file with deny.toml: what cargo-deny does, where there is no cargo-deny.

Asks nothing of the network: the crates for this machine are here once the program has been built.
"""
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def packages():
    """Every crate that a build on this machine uses, tests included, but for our own."""
    version = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    host = re.search(r"^host: (\S+)$", version, re.MULTILINE)[1]
    command = ["cargo", "metadata", "--format-version=1", "--locked", "--offline", "--all-features", "--filter-platform", host]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout)
    return [package for package in found["packages"] if package["source"]]


def satisfied(expression, allowed):
    """Whether an SPDX expression can be met with the allowed licences alone. `/` is how old crates write OR."""
    tokens = re.findall(r"[()]|[^\s()]+", expression.replace("/", " OR "))

    def either():
        met = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            met = both() or met
        return met

    def both():
        met = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            met = one() and met
        return met

    def one():
        name = tokens.pop(0)
        if name == "(":
            met = either()
            if tokens.pop(0) != ")":
                raise ValueError("a parenthesis is not closed")
            return met
        if tokens and tokens[0] == "WITH":
            tokens.pop(0)
            name = f"{name} WITH {tokens.pop(0)}"
        return name in allowed

    met = either()
    if tokens:
        raise ValueError(f"not understood from `{tokens[0]}` on")
    return met


def main():
    rules = tomllib.loads((ROOT / "deny.toml").read_text("utf-8"))
    licences, sources = rules["licenses"], rules["sources"]
    allowed = set(licences["allow"])
    exceptions = {one["crate"]: set(one["allow"]) for one in licences.get("exceptions", [])}
    faults, seen = [], packages()
    for package in seen:
        who = f"{package['name']} {package['version']}"
        expression = package["license"]
        try:
            if not expression:
                faults.append(f"{who}: names no licence; read its files and decide")
            elif not satisfied(expression, allowed | exceptions.get(package["name"], set())):
                faults.append(f"{who}: {expression} is not allowed by deny.toml")
        except (ValueError, IndexError) as error:
            faults.append(f"{who}: cannot read `{expression}`: {error or 'it breaks off'}")
        if package["source"].startswith("git+") and sources["unknown-git"] == "deny":
            faults.append(f"{who}: comes from a git repository, which deny.toml does not know")
    print("\n".join([*faults, f"{len(seen)} crates, {len(faults)} faults"]))
    return bool(faults)


sys.exit(main())
