"""The public names are what the module holds, and importing it loads no plugin and no CLI library."""

import subprocess
import sys

import reconnect_core


def test_every_public_name_can_be_had():
    for name in reconnect_core.__all__:
        assert getattr(reconnect_core, name) is not None


def test_the_list_is_sorted_and_equals_what_is_declared():
    assert reconnect_core.__all__ == sorted(reconnect_core._WHERE)


def test_an_unknown_name_is_an_attribute_error():
    try:
        reconnect_core.no_such_name  # noqa: B018
    except AttributeError as error:
        assert "no_such_name" in str(error)
    else:
        raise AssertionError("no error")


def test_importing_the_core_loads_no_plugin_and_no_cli_library():
    code = (
        "import sys, reconnect_core; "
        "print([m for m in sys.modules if m.split('.')[0] in "
        "{'click', 'rich', 'phonenumbers', 'holidays', 'reconnect_csv', 'reconnect_carddav', "
        "'caldav', 'vobject', 'icalendar', 'googleapiclient', 'sqlite3', 'pluggy'}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
