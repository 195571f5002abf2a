"""What plain rules find in a message: events told, people, days, places, denials. Evidence; nothing is decided here."""
