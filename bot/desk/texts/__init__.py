"""What officers read at the desk."""
