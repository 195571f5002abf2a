"""A member's report (申报): its rules, its form, its card before the officers, and following it."""
