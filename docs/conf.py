"""How the documentation is built: ``make docs`` reads the repository's Markdown pages where they stand."""

project = "Reconnect"
author = "the Reconnect developers"
project_copyright = "Apache-2.0"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
root_doc = "docs/index"
include_patterns = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/*.md",
    "docs/decisions/*.md",
    "plugins/*/*.md",
    "benchmarks/results/*.md",
]
exclude_patterns = ["**/tests/**", "**/node_modules/**", ".venv/**"]
myst_heading_anchors = 4
html_theme = "furo"
html_title = "Reconnect"
html_show_sourcelink = False
nitpicky = True
