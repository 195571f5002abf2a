"""One open claim an account, with what the account called itself"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("claims", sa.Column("account", sa.Text(), nullable=True))
    # Of several that an account had open at once the newest stays.
    op.execute(
        "UPDATE claims SET status = 'lapsed' WHERE status = 'open' AND id NOT IN "
        "(SELECT max(id) FROM claims WHERE status = 'open' GROUP BY telegram_id)"
    )
    still = sa.text("status = 'open'")
    op.create_index(
        "ux_claims_open", "claims", ["telegram_id"], unique=True, sqlite_where=still, postgresql_where=still
    )
