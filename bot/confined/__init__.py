"""Files of strangers' making, read in a process of their own that may take so much memory and time and no more; and
what keeps a processor busy for seconds (a city's ledger), for the bot is to answer others meanwhile.

`Confinement.read` (for the bot) starts `python -m bot.confined.child`, hands it the bytes, at once or as they come, and
takes JSON back.
"""
