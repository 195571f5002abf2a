"""What a roster file means and what an import of it would change. Pure."""
