"""What this database is for."""

from sqlalchemy import CheckConstraint, Column, String, Table

from bot.store.metadata import metadata
from bot.store.types import Instant

installation = Table(  # one row, written when the tables are made
    "installation",
    metadata,
    Column("purpose", String(10), primary_key=True),  # production | sandbox
    Column("made_at", Instant, nullable=False),
    CheckConstraint("purpose in ('production', 'sandbox')", name="purpose"),
)
