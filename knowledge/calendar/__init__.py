"""Dates as people write them: numerals, the lunar calendar, festivals, and the mentions of a day in a sentence."""
