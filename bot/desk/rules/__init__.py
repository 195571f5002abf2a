"""Rules of the desk beyond the report itself. Pure."""
