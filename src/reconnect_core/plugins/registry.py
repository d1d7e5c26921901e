"""The plugins one config names: registered, asked one at a time, their answers checked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any, TypeVar, get_type_hints

import pluggy

from .. import hookspecs
from ..errors import ConfigError, PluginError
from ..model import Candidate, Fault, Part, Pick, Report, Wording
from ..shapes import misfit
from ..stores import AddressBook, Calendar, Journal, Store
from .discovery import GROUP, Installed, ambiguous, installed, not_installed
from .isolation import Overdue, fault, within

T = TypeVar("T")
_BASES: Mapping[str, type[Store]] = {
    "addressbook": AddressBook,
    "journal": Journal,
    "calendar": Calendar,
}


class Plugins:
    """The plugins that one config names, and what went wrong with any of them."""

    def __init__(self, deadline_seconds: float = 120.0) -> None:
        self.deadline_seconds = deadline_seconds
        self.faults: list[Fault] = []
        self.kinds: dict[tuple[str, str], type[Store]] = {}
        """Store classes by section and kind."""
        self.names: dict[str, str] = {}
        """Which plugin brought a kind, or why it could not."""
        self._manager = pluggy.PluginManager(GROUP)
        self._manager.add_hookspecs(hookspecs)
        self._loaded: list[tuple[str, Any]] = []
        self._hanging: set[str] = set()
        """Plugins that did not answer in time: their threads may still run, and nobody waits for them twice."""

    def load(self, wanted: Iterable[str], available: Sequence[Installed] | None = None) -> None:
        """Import and register what is wanted; raises ConfigError for what nobody brings, or several do."""
        entries = {entry.name: entry for entry in (installed() if available is None else available)}
        wanted = list(dict.fromkeys(wanted))
        problems = [
            ambiguous(entries[name]) if name in entries else not_installed(name, entries) for name in wanted
        ]
        if any(problems):
            raise ConfigError(*filter(None, problems))
        modules: dict[str, str] = {}
        for name in wanted:
            modules.setdefault(entries[name].value, name)
        for value, name in modules.items():
            try:
                plugin = within(self.deadline_seconds, lambda value=value: _import(value))  # type: ignore[misc]
                self.register(plugin, name)
            except Exception as error:
                self.faults.append(
                    fault(name, "loading the plugin", error, f"Update or remove {entries[name].distribution}.")
                )

    def register(self, plugin: object, name: str) -> None:
        """Register one plugin object and take in the kinds it offers; raises PluginError when it is unfit."""
        try:
            self._manager.register(plugin, name=name)
        except Exception as error:
            self._manager.unregister(plugin=plugin, name=name) if self._manager.has_plugin(name) else None
            # What pluggy says of a signature holds names of hooks and arguments, and nothing of anybody.
            fits_not = isinstance(error, pluggy.PluginValidationError)
            why = " ".join(str(error).split()) if fits_not else type(error).__name__
            raise PluginError(f"its hooks do not fit ({why})") from None
        problem = self._unfit(plugin)
        if problem:
            self._manager.unregister(plugin=plugin)
            raise PluginError(problem)
        faults: list[Fault] = []
        offered: dict[tuple[str, str], type[Store]] = {}
        try:
            for section, base in _BASES.items():
                hook = f"reconnect_{section}s"
                results, failed = self._call(hook, (name, plugin), partial(_listed, hook))
                faults += failed
                for _, classes in results:
                    offered |= self._fit(section, base, classes)
        except PluginError:
            self._manager.unregister(plugin=plugin)
            raise
        if faults:
            self._manager.unregister(plugin=plugin)
            self.faults += faults
            return
        self._loaded.append((name, plugin))
        self.kinds |= offered
        self.names |= {kind: name for _, kind in offered}

    def _fit(
        self, section: str, base: type[Store], classes: Sequence[object]
    ) -> dict[tuple[str, str], type[Store]]:
        """The offered classes by section and kind; raises PluginError for what is none, or is taken."""
        found: dict[tuple[str, str], type[Store]] = {}
        for cls in classes:
            if not (
                isinstance(cls, type) and issubclass(cls, base) and isinstance(getattr(cls, "kind", 0), str)
            ):
                raise PluginError(f"reconnect_{section}s gave something that is no {base.__name__} class")
            if problem := _ill_made(getattr(cls, "Settings", None)):
                raise PluginError(f"{cls.__name__}.Settings {problem}")
            if not isinstance(cls.limits, Mapping):
                raise PluginError(f"{cls.__name__}.limits is no mapping of clauses to reasons")
            key = (section, cls.kind)
            other = found.get(key, self.kinds.get(key, cls))
            if other is not cls:
                both = " and ".join(f"{one.__module__}.{one.__name__}" for one in (other, cls))
                raise PluginError(f'two classes offer the kind "{cls.kind}": {both}')
            found[key] = cls
        return found

    def _unfit(self, plugin: object) -> str:
        for caller in self._manager.get_hookcallers(plugin) or ():
            for implementation in caller.get_hookimpls():
                if implementation.plugin is plugin and (implementation.hookwrapper or implementation.wrapper):
                    return f"{caller.name} is a wrapper, and wrappers are refused"
        known = [name for name in vars(hookspecs) if name.startswith(f"{GROUP}_")]
        for name in dir(plugin):
            marked = getattr(getattr(plugin, name, None), f"{GROUP}_impl", None)
            if marked is None and name in known:
                return f"{name} is not marked with the hookimpl of reconnect_core"
            hook = marked.get("specname") or name if isinstance(marked, dict) else ""
            if hook and hook not in known:
                import difflib

                near = difflib.get_close_matches(hook, known, n=1)
                return f"there is no hook {hook}" + (f"; did you mean {near[0]}?" if near else "")
        return ""

    def _call(
        self, hook: str, plugin: tuple[str, Any], finish: Callable[[Any], T], **arguments: Any
    ) -> tuple[list[tuple[str, T]], list[Fault]]:
        """One plugin's implementations of one hook, each finished inside its own try and deadline."""
        name, owner = plugin
        results: list[tuple[str, T]] = []
        faults: list[Fault] = []
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            if implementation.plugin is not owner:
                continue
            given = [arguments[key] for key in implementation.argnames]
            try:
                if name in self._hanging:
                    raise Overdue("not asked again: it did not answer before")
                result = within(
                    self.deadline_seconds,
                    lambda call=implementation.function, given=given: finish(call(*given)),  # type: ignore[misc]
                )
                results.append((name, result))
            except Exception as error:
                if isinstance(error, Overdue):
                    self._hanging.add(name)
                faults.append(fault(name, hook, error, "Update the plugin or take it out of the config."))
        return results, faults

    def has_judgement(self) -> bool:
        """True when a plugin weighs, vetoes or words: what it thinks may change with nothing else changing."""
        hooks = ("reconnect_weigh", "reconnect_veto", "reconnect_word")
        return any(getattr(self._manager.hook, hook).get_hookimpls() for hook in hooks)

    def weigh(
        self, candidates: Sequence[Candidate], today: date
    ) -> tuple[dict[str, tuple[Part, ...]], list[Fault]]:
        """Extra parts by person id, all or nothing for each plugin."""
        parts: dict[str, tuple[Part, ...]] = {}
        faults: list[Fault] = []
        for plugin in self._loaded:
            results, failed = self._call(
                "reconnect_weigh", plugin, _checked_parts, candidates=candidates, today=today
            )
            faults += failed
            for _, found in results if not failed else ():
                for person, more in found.items():
                    parts[person] = (*parts.get(person, ()), *more)
        return parts, faults

    def veto(
        self, candidates: Sequence[Candidate], today: date
    ) -> tuple[dict[str, tuple[str, ...]], list[Fault]]:
        """Reasons by person id; a plugin that fails vetoes everybody it was asked about."""
        reasons: dict[str, tuple[str, ...]] = {}
        faults: list[Fault] = []
        for plugin in self._loaded:
            results, failed = self._call(
                "reconnect_veto", plugin, _checked_reasons, candidates=candidates, today=today
            )
            faults += failed
            found = [result for _, result in results]
            if failed:
                closed = f"held back because the plugin {plugin[0]} could not be asked"
                found = [{candidate.person.id: closed for candidate in candidates}]
            for result in found:
                for person, reason in result.items():
                    reasons[person] = (*reasons.get(person, ()), reason)
        return reasons, faults

    def word(
        self, pick: Pick, language: str, refuse: Callable[[Wording], str]
    ) -> tuple[Wording | None, list[Fault]]:
        """The first plugin's words that ``refuse`` finds nothing wrong with, or None."""
        faults: list[Fault] = []
        for plugin in self._loaded:
            results, failed = self._call(
                "reconnect_word",
                plugin,
                lambda result: _checked_words(result, refuse),
                pick=pick,
                language=language,
            )
            faults += failed
            for _, wording in results:
                if wording is not None:
                    return wording, faults
        return None, faults

    def ran(self, report: Report) -> list[Fault]:
        """Tell every plugin what was done; what fails is returned, and changes nothing."""
        faults: list[Fault] = []
        for plugin in self._loaded:
            faults += self._call("reconnect_ran", plugin, lambda _: None, report=report)[1]
        return faults


def _import(value: str) -> Any:
    module, _, attribute = value.partition(":")
    loaded: Any = import_module(module.strip())
    for part in filter(None, attribute.strip().split(".")):
        if not hasattr(loaded, part):
            raise PluginError(f"its entry point {value} names nothing")
        loaded = getattr(loaded, part)
    return loaded


def _ill_made(settings: object) -> str:
    """Why no config could fill these settings, or an empty text."""
    if not isinstance(settings, type) or not is_dataclass(settings):
        return "is no dataclass, such as FileSettings"
    try:
        get_type_hints(settings)
    except Exception as error:
        return f"has an annotation that means nothing where it stands ({type(error).__name__})"
    return ""


def _listed(hook: str, found: Any) -> list[object]:
    if found is not None and not isinstance(found, Iterable):
        raise PluginError(f"{hook} gave no list of classes")
    return list(found or ())


def _by_person(result: Any, hook: str, what: str) -> dict[str, Any]:
    if not isinstance(result or {}, Mapping) or not all(isinstance(person, str) for person in result or ()):
        raise PluginError(f"{hook} gave no mapping of person ids to {what}")
    return dict(result or {})


def _checked_parts(result: Any) -> dict[str, tuple[Part, ...]]:
    hook = "reconnect_weigh"
    found = _by_person(result, hook, "lists of Parts")
    if not all(isinstance(more, Iterable) for more in found.values()):
        raise PluginError(f"{hook} gave no mapping of person ids to lists of Parts")
    parts = {person: tuple(more) for person, more in found.items()}
    for part in (part for more in parts.values() for part in more):
        if not isinstance(part, Part):
            raise PluginError(f"{hook} gave something that is no Part")
        if what := misfit(part) or ("" if part.reason.strip() else "reason"):
            raise PluginError(f"{hook} gave an ill-made Part: {what}")
    return parts


def _checked_reasons(result: Any) -> dict[str, str]:
    reasons = _by_person(result, "reconnect_veto", "reasons")
    if not all(isinstance(reason, str) for reason in reasons.values()):
        raise PluginError("reconnect_veto gave something that is no reason")
    return {person: reason for person, reason in reasons.items() if reason.strip()}


def _checked_words(result: Any, refuse: Callable[[Wording], str]) -> Wording | None:
    if result is None:
        return None
    if not isinstance(result, Wording) or misfit(result):
        raise PluginError("reconnect_word gave something that is no Wording")
    if len(result.title.strip().splitlines()) != 1:
        raise PluginError("reconnect_word gave no title of one line")
    problem = refuse(result)
    if problem:
        raise PluginError(f"its words break the tone rules: {problem}")
    return result
