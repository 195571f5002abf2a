"""The roster: reading the file that a union keeps, previewing what it changes, applying it, undoing it."""
