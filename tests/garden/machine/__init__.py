"""The walk under every history."""

import pytest

# What a broken invariant shows is what pytest makes of its assert.
pytest.register_assert_rewrite(f"{__name__}.walks")
