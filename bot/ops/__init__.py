"""Running the bot: opening, checking, backups, alerts, health."""
