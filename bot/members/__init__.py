"""Who is a member: the roster, offices, and the Telegram accounts bound to members."""
