"""Alembic's entry: runs the migrations over a connection handed in by ``migrate.py``."""

from alembic import context

from crawler.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    user_module_prefix="types.",
)
with context.begin_transaction():
    context.run_migrations()
