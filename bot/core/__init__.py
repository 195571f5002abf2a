"""What every room stands on: the clock, errors, money, people, messages. Imports no other room."""
