"""One reading of a message, made before anything is said: what is asked, what is told, what it means, and why."""
