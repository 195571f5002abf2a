"""Birthdays: who is greeted when, once a year each, and what officers are told instead."""
