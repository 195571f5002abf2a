"""The union's own documents, read from the files they come in: text with its places, clauses as data, and flags.

`model` is what a document is once it is read; nothing here publishes, and nothing here knows the bot.
"""
