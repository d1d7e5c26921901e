"""The hooks reference, made from hookspecs.py: ``python -m tests.docs.reference`` rewrites docs/hooks.md."""

import inspect
import textwrap
from pathlib import Path

from reconnect_core import hookspecs

HERE = Path(__file__).parents[2]
HEAD = """# Hooks

Made from `hookspecs.py`; do not edit by hand (`python -m tests.docs.reference`). The hooks stand in the order in which they
fire. Project name, prefix and entry-point group are one word: `reconnect`. Implementations may leave out arguments they
do not need. Wrappers are refused.

*If it fails* means: it raises, tries to end the program, gives something else than was asked for, or does not answer within
`deadline_seconds` of the garden; a plugin that did not answer is not asked again. What the other plugins give is the same,
byte for byte, whatever one of them does; `tests/garden/test_fault_matrix.py` holds that for every hook.
"""


def render() -> str:
    """The whole page."""
    parts = [HEAD]
    for name, function in vars(hookspecs).items():
        if not name.startswith("reconnect_"):
            continue
        arguments = ", ".join(inspect.signature(function).parameters)
        text, _, example = inspect.getdoc(function).partition("Example::")
        first, _, rest = text.strip().partition("\n")
        returns = inspect.formatannotation(function.__annotations__["return"]).replace(
            "reconnect_core.model.", ""
        )
        parts.append(
            f"## `{name}({arguments})`\n\n{first}\n\nType of the answer: `{_short(returns)}`\n\n{_fields(rest)}\n"
        )
        parts.append(f"```python\n{textwrap.dedent(example).strip()}\n```\n")
    return "\n".join(parts)


def _short(annotation: str) -> str:
    for noise in ("collections.abc.", "reconnect_core.stores.", "evidence.", "people.", "walk.", "calendar."):
        annotation = annotation.replace(noise, "")
    return annotation.replace("[AddressBook]", "[AddressBook]")


def _fields(text: str) -> str:
    lines = []
    for line in textwrap.dedent(text).strip().splitlines():
        if line.startswith(":"):
            label, _, said = line[1:].partition(":")
            label = f"`{label.removeprefix('param ')}`" if label.startswith("param ") else label.capitalize()
            lines.append(f"- **{label}**:{said}")
        elif line.strip():
            lines[-1] += " " + line.strip()
    return "\n".join(lines)


if __name__ == "__main__":
    (HERE / "docs" / "hooks.md").write_text(render(), encoding="utf-8")
