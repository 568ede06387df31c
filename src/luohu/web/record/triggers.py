"""What the database itself refuses: to change, delete or insert out of turn what the record holds."""

from __future__ import annotations

from collections.abc import Iterator

APPEND_ONLY = "the record is append-only"
OUT_OF_TURN = "an event follows the last one"
FORWARD_ONLY = "the head of the record goes forward only"
NEXT = "NEW.sequence <> (SELECT COALESCE(MAX(sequence), 0) + 1 FROM record_event)"
BACK = "NEW.sequence < OLD.sequence"
# name, table, when it fires, the condition, what it says
REFUSALS = (
    ("record_event_update", "record_event", "UPDATE", "", APPEND_ONLY),
    ("record_event_delete", "record_event", "DELETE", "", APPEND_ONLY),
    ("record_event_insert", "record_event", "INSERT", NEXT, OUT_OF_TURN),
    ("record_head_update", "record_head", "UPDATE", BACK, FORWARD_ONLY),
    ("record_head_delete", "record_head", "DELETE", "", FORWARD_ONLY),
)
TRUNCATED = (("record_event_truncate", "record_event"), ("record_head_truncate", "record_head"))


def made(vendor: str) -> list[str]:
    """The statements that put the triggers on a database."""
    return list(_for_sqlite() if vendor == "sqlite" else _for_postgresql())


def lifted(vendor: str) -> list[str]:
    """The statements that take them off."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name, *_ in REFUSALS]
    named = [*((name, table) for name, table, *_ in REFUSALS), *TRUNCATED]
    return [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table in named]


def _for_sqlite() -> Iterator[str]:
    for name, table, event, condition, words in REFUSALS:
        when = f" WHEN {condition}" if condition else ""
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table}{when} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def _for_postgresql() -> Iterator[str]:
    for name, table, event, condition, words in REFUSALS:
        body = f"RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';"
        inner = f"IF {condition} THEN {body} END IF; RETURN NEW;" if condition else body
        yield _function(name, inner)
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    for name, table in TRUNCATED:
        yield _function(
            name,
            f"RAISE EXCEPTION '{APPEND_ONLY}' USING ERRCODE = 'integrity_constraint_violation';",
        )
        yield (
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def _function(name: str, body: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} END $$"
    )
