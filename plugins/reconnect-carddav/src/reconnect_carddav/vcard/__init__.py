"""Contacts from vCard bytes, versions 2.1, 3.0 and 4.0, as products really write them.

One module a concern, in the order the bytes pass through them::

    encoding    a file of any encoding and line end      ->  bytes with LF, ASCII-compatible
    cards       the file                                 ->  one piece of bytes for each card
    folding     one card                                 ->  whole content lines (folds, soft breaks)
    lines       one content line                         ->  a Property (name, parameters, text)
    charsets    the bytes of one value                   ->  text
    values      text                                     ->  parts, lists, unescaped words
    dates       text                                     ->  PartialDate, moments
    draft, contact, naming, reaching, ties, marks        ->  a Contact
    keys        which key each card goes by
"""

from .reader import NO_CARDS, NOTHING, read

__all__ = ["NOTHING", "NO_CARDS", "read"]
