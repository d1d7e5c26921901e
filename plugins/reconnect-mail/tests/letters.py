"""Messages as bytes, for every kind of store."""


def letter(
    who="Ann <ann@mail.example>",
    to="me@home.example",
    date="Fri, 17 Jul 2020 02:44:25 +0200",
    *,
    body="Hi!",
    **more,
):
    """One message with CRLF line ends; further headers by keyword, underscores for hyphens."""
    lines = [f"From: {who}", f"To: {to}", f"Date: {date}", "Subject: Hello"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in more.items()]
    return "\r\n".join([*lines, "", body, ""]).encode()


def boxed(*messages, mark=b"From ann@mail.example Fri Jul 17 02:44:25 2020\n"):
    """An mbox of these messages, in mboxrd."""
    quoted = [m.replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ") for m in messages]
    return b"".join(mark + message + b"\n" for message in quoted)
