"""Plugins are found without importing them, and one that is not installed is told with the nearest."""

import sys

import pytest

from reconnect_core import ConfigError
from reconnect_core.plugins import Installed, Plugins, discovery, installed


def test_scanning_finds_names_without_importing(tmp_path):
    info = tmp_path / "reconnect_paper-1.2.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[console_scripts]\nx = y:z\n[reconnect]\npaper = no_such_module\n")
    assert installed([str(tmp_path)]) == (
        Installed(name="paper", value="no_such_module", distribution="reconnect-paper", version="1.2"),
    )
    assert "no_such_module" not in sys.modules


def test_scanning_reads_entry_points_as_they_may_be_written(tmp_path):
    for name, text in {
        "reconnect_paper-1.2.dist-info": "[ reconnect ]\r\n# a = b\r\n; c = d\r\n  Paper=one.two:Three\r\n\r\n[x]\r\ny = z\r\n",
        "old-1.egg-info": "[reconnect]\npaper-log = log [extra]\npaper-log = log\n",
        "later-3.dist-info": "[reconnect.contract]\npaper = contract\n[reconnect]\nPaper = another\nbroken \xe9\n",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "entry_points.txt").write_bytes(text.encode("latin-1"))
    (tmp_path / "without-1.dist-info").mkdir()
    (tmp_path / "file-1.dist-info").write_text("")
    nowhere = [str(tmp_path / "nowhere"), str(tmp_path / "file-1.dist-info"), str(tmp_path)]
    assert {one.name: (one.value, one.distribution) for one in installed(nowhere)} == {
        "Paper": ("another", "later"),
        "paper-log": ("log", "old"),
    }
    assert [one.value for one in installed(nowhere, "reconnect.contract")] == ["contract"]


def test_the_hint_for_a_kind_of_ours_names_the_distribution_that_brings_it():
    hints = vars(discovery)["_BROUGHT_BY"]
    for one in installed():
        if one.distribution.startswith("reconnect-"):
            assert hints[one.name].partition("[")[0] == one.distribution, one.name
    assert 'pip install "reconnect-carddav[dav]"' in discovery.not_installed("caldav", {})


def test_nobody_is_told_to_install_what_we_do_not_know():
    entry = Installed(name="carddav", value="x", distribution="reconnect-carddav", version="1")
    said = discovery.not_installed("tarot", {"carddav": entry})
    assert said == 'no installed plugin brings "tarot"; installed are: carddav'
    near = discovery.not_installed("cardav", {"carddav": entry})
    assert near == 'no installed plugin brings "cardav"; did you mean "carddav"?'
    ours = discovery.not_installed("gogle", {"carddav": entry})
    assert (
        ours
        == 'no installed plugin brings "gogle"; did you mean "google"? (run: pip install "reconnect-google")'
    )


def test_a_name_that_is_not_installed_is_told_with_the_nearest():
    entry = Installed(name="carddav", value="x", distribution="reconnect-carddav", version="1")
    with pytest.raises(ConfigError) as caught:
        Plugins().load(["cardav"], [entry])
    assert 'did you mean "carddav"?' in str(caught.value)


def test_a_name_that_two_distributions_bring_is_neither_s(tmp_path):
    """Which folder comes first in the alphabet is nobody's choice; a second copy of one distribution is."""

    def brings(info):
        (tmp_path / info).mkdir()
        (tmp_path / info / "entry_points.txt").write_text("[reconnect]\npaper = no_such_module\n")

    brings("Reconnect_Paper-2.dist-info")
    brings("reconnect_paper-1.dist-info")
    assert [one.rivals for one in installed([str(tmp_path)])] == [()]
    brings("another-1.dist-info")
    with pytest.raises(
        ConfigError, match=r'"paper" is brought by Reconnect-Paper and another; uninstall all but one'
    ):
        Plugins().load(["paper"], installed([str(tmp_path), str(tmp_path)]))
