"""CardDAV over real servers from PyPI."""

import pytest

from .servers.books import BookSuite


@pytest.fixture(params=["radicale", "xandikos"])
def server(request):
    return request.getfixturevalue(f"{request.param}_server")


class TestBooks(BookSuite):
    pass
