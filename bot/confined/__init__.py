"""Files of strangers' making, read in a process of their own that may take so much memory and time and no more.

`Confinement.read` (for the bot) starts `python -m bot.confined.child`, hands it the bytes and takes JSON back.
"""
