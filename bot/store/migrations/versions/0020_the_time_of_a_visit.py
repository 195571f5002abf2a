"""The time of the day of a visit"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reports", sa.Column("visit_time", sa.String(length=20), nullable=True))
