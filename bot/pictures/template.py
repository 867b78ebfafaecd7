"""The templates of the pictures: SVG and HTML, everything that is put into them made harmless."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


def template(name: str) -> Template:
    """A picture's template, by its file's name."""
    return _templates().get_template(name)
