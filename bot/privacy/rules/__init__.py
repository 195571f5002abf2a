"""What personal data the installation holds, and why. Pure."""
