"""The committee teaches the bot what its members mean: from a missed question to an answer, in chat or on a page.

`cases` holds the use cases, `choices` what can be chosen, `lessons` what every question looks at, `chat` and `talk` the
messages.
"""
