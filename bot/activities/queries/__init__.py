"""Activities and sign-ups as rows."""
