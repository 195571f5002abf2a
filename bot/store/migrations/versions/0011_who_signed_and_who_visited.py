"""Who signed for a payment, who really visited, and who goes along"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reports", sa.Column("signature", sa.Text(), nullable=True))
    op.add_column("reports", sa.Column("visited_by", sa.Text(), nullable=True))
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "companions",
        sa.Column("report_id", number, nullable=False),
        sa.Column("member_id", number, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_companions_member_id")),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=op.f("fk_companions_report_id")),
        sa.PrimaryKeyConstraint("report_id", "member_id", name=op.f("pk_companions")),
    )
    op.create_index(op.f("ix_companions_member_id"), "companions", ["member_id"], unique=False)
