"""Reports, evidence, visits and payments as rows."""
