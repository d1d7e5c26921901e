"""How far the readers have come: a state is good only for the reader that made it.

A number grows when its reader finds more, or something else, in the same bytes: what is unchanged in a store is
then read again.
"""

CARDS = 8
ENTRIES = 5
