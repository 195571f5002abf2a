"""The union's calendar: entries from the notice, completed by officers; members sign up, wait, and are reminded."""
