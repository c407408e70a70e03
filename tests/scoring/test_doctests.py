"""Every example in a docstring runs, and every public function has one."""

import doctest
import importlib
import inspect
import pkgutil

import pytest

import scoring

MODULES = sorted(f"scoring.{found.name}" for found in pkgutil.iter_modules(scoring.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


@pytest.mark.parametrize("name", [m for m in MODULES if not m.split(".")[1].startswith("_")])
def test_public_scores_document_scale_errors_and_source(name: str) -> None:
    module = importlib.import_module(name)
    for label, function in inspect.getmembers(module, inspect.isfunction):
        takes_data = {"forecasts", "quantiles", "scores", "scores_a", "times", "deadline"} & set(
            inspect.signature(function).parameters
        )
        if function.__module__ != name or label.startswith("_") or not takes_data:
            continue
        keyword_only = all(
            p.kind is p.KEYWORD_ONLY for p in inspect.signature(function).parameters.values()
        )
        if not keyword_only:  # helpers between modules take checked arrays
            continue
        text = inspect.getdoc(function) or ""
        for part in ("Formula", "Scale:", "Raises:", "Source:", ">>>"):
            assert part in text, f"{name}.{label} lacks {part}"


def test_importing_the_package_is_cheap() -> None:
    names = set(vars(scoring))
    assert not {"numpy", "scipy", "np"} & names
