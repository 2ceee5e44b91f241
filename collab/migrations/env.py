"""What Alembic runs: the steps, on the connection that collab.migrations.steps hands in."""

from alembic import context

from collab.migrations import comparison, kinds

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=comparison.METADATA,
    include_object=comparison.is_ours,
    render_item=comparison.render,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=True,
    on_version_apply=kinds.note,  # type: ignore[arg-type] # it is called by keywords
)
with context.begin_transaction():
    context.run_migrations()
