"""The rooms where thinking happens, in the order of the walk: values in, values out.

identity -> evidence -> rhythm -> scoring -> selection -> wording -> scheduling; outcomes reads back.
No clock, disk, network or randomness in here; an earlier room never imports a later one.
"""
