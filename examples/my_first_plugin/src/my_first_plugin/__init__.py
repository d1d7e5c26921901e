"""People and calls from files with one JSON object a line."""

import json

import reconnect_core as rc


class JsonlBook(rc.AddressBook):
    kind = "jsonl"
    Settings = rc.FileSettings

    def contacts(self):
        return rc.read_lines(self, self.contact)

    def contact(self, line):
        row = json.loads(line)
        ref = {"book": self.name, "uid": row["id"]}
        return rc.from_plain(rc.Contact, row | {"ref": ref})


class JsonlLog(rc.Journal):
    kind = "jsonl-log"
    Settings = rc.FileSettings

    def interactions(self, since=None):
        for one in rc.read_lines(self, self.record):
            if since is None or not (day := self.day(one)) or day >= since:
                yield one

    def record(self, line):
        row = json.loads(line)
        kind = rc.Gift if "kind" in row else rc.Interaction
        return rc.from_plain(kind, row | {"ref": {"source": self.name, "key": row["id"]}})

    def day(self, one):
        talk = isinstance(one, rc.Interaction)
        return one.moment.astimezone(self.opening.zone).date() if talk else getattr(one, "day", None)


@rc.hookimpl
def reconnect_addressbooks():
    return [JsonlBook]


@rc.hookimpl
def reconnect_journals():
    return [JsonlLog]


@rc.hookimpl
def reconnect_weigh(candidates):
    choir = rc.Part(name="choir", points=0.3, reason="You sing in one choir.")
    return {one.person.id: [choir] for one in candidates if "Choir" in one.person.labels}
