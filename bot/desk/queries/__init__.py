"""What only the desk asks of the database."""
