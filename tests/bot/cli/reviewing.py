"""What the tests of reviewing share: an essay that waits, and what waits and what is stored."""

import json
from collections.abc import Callable
from typing import Any

from tests.bot.cli.terminal import Terminal
from tests.bot.conftest import Calledit

ESSAY = """---
title: A wet year
author: Ann Example
date: 2026-01-05
---

# A wet year

- The river floods the lower town in 2026: 60%
- A drought is declared in Norway by the end of 2027: 5%

Umbrellas will become widely popular in the city by 2030, and the tram will reach the hospital by 2031.

## 2025, graded

- The ferry sinks in 2025: 10% ✗
"""

Opened = Callable[..., Terminal]


def waiting(calledit: Calledit) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(calledit("review", "--json").out)
    return found


def statements(calledit: Calledit) -> list[str]:
    found = calledit("list", "--json", "--state", "open", "--state", "due", "--state", "in review")
    return [row["statement"] for row in json.loads(found.out)]
