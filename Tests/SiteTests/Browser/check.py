#!/usr/bin/env python3
"""Looks at a woven site in a browser, and prints what is not as it should be, a line each.

usage: check.py SITE CHECK

Exits with 1 when there is something to say, and with 2 when it could not look.
"""
import sys

import checks
from browser import Site


def main():
    _, folder, name = sys.argv
    site = Site(folder)
    if not site.pages:
        sys.exit(f"{folder} holds no page")
    findings = getattr(checks, name)(site)
    for finding in findings:
        print(finding)
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    try:
        main()
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        sys.exit(2)
