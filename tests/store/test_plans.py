"""The statements that every press and every tick use go through an index, among thousands of rows."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, insert, text

from bot.store import facts, inbox, outbox, people, screens, shelf
from bot.store.engine import Store, connect
from bot.store.sql import Params, Sql
from bot.tables import inbox as inbox_table
from bot.tables import note, person, screen
from bot.tables import outbox as outbox_table

MANY = 4000
OPEN = ("ready", "sending")

HOT: list[tuple[str, Sql, Params]] = [
    ("lock people by id", people._by_id, {"ids": [1, 2, 3]}),
    ("find people by address", people._by_address, {"channel": "tg", "externals": ["1", "2"]}),
    ("write a turn", people._write, {"b_id": 1, "b_seen": 0, "b_memory": "{}", "b_turn": 1, "b_next": None}),
    ("claim who is due", people._claim, {"b_now": 50, "b_most": 10, "b_until": 60}),
    ("look for the next who is due", people._next, {}),
    ("forget a person's lines", people._unsay, {"b_chat": "tg:7"}),
    ("take updates", inbox._take, {"b_at": 1.0, "b_until": 2.0, "b_most": 10}),
    ("cross off updates", inbox._done, {"b_ids": [1, 2]}),
    ("count open updates", inbox._waiting, {}),
    ("collapse edits", outbox._supersede, {"b_chat": "tg:7", "b_screen": "day", "b_ref": ""}),
    ("look for a ready line", outbox._ready, {"b_at": 1.0}),
    ("mark lines", outbox._mark, {"b_at": 1.0, "b_now": 1.0, "b_rank": 0, "b_most": 10}),
    ("mark nudges", outbox._mark, {"b_at": 1.0, "b_now": 1.0, "b_rank": 1, "b_most": 10}),
    ("cross off lines", outbox._cross, {"b_ids": [1, 2]}),
    ("put a line back", outbox._back, {"b_id": 1, "b_tries": 1, "b_at": 0.0}),
    ("silence a chat", outbox._silence, {"b_chat": "tg:7"}),
    ("find what is in flight", outbox._left, {"b_before": 1.0}),
    ("know screens", screens._known, {"ids": [1, 2], "names": ["day"]}),
    ("fetch a page of notes", shelf._page, {"id": 1, "number": 9}),
    ("change a note", facts._change_note, {"b_id": 1, "b_number": 1, "b_text": "", "b_ref": ""}),
]


async def _fill(store: Store) -> None:
    """Thousands of rows as after some weeks: nearly all updates are played, nearly all lines gone or dead."""
    people_ = [
        {"id": n, "channel": "tg", "external": str(n), "memory": "{}", "turn": 0, "seed": 1, "met_at": 0, "next_at": n}
        for n in range(1, MANY)
    ]
    updates = [
        {"update_id": n, "chat": "" if n % 100 else f"tg:{n}", "body": "{}", "got_at": 1.0, "done": int(n % 100 > 0)}
        for n in range(1, MANY)
    ]
    line = {"person_id": 1, "lang": "en", "plain": 0, "kind": "reply", "screen": "day", "fresh": 0, "ref": ""}
    lines = [
        line | {"say": "", "chat": f"tg:{n % 500}", "rank": n % 2, "state": "dead" if n % 20 else OPEN[n % 3 == 0]}
        for n in range(MANY)
    ]
    shown = [{"person_id": n, "name": "day", "message": "1", "kind": "text", "digest": ""} for n in range(1, MANY)]
    words = {"at": 1, "place": "journal", "text": "", "day": "", "ref": "", "voice": ""}
    notes = [words | {"person_id": n % 400 + 1, "number": n} for n in range(MANY)]
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (person, people_), (inbox_table, updates), (outbox_table, lines), (screen, shown), (note, notes)
    ]
    async with store.writing() as db:
        for table, many in rows:
            await db.run(Sql(insert(table)), many)


@pytest.fixture
async def plans(store: Store, database_url: str) -> dict[str, str]:
    """How the database would go about each hot statement, as it says itself."""
    await _fill(store)
    if not store.postgres:
        async with store.reading() as db:
            return {name: await _sqlite_plan(db, sql, params) for name, sql, params in HOT}
    engine = connect(database_url)
    said: list[tuple[str, Any]] = []

    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def _heard(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        said.append((statement, parameters))

    found = {}
    try:
        async with engine.connect() as connection:
            await connection.execute(text("ANALYZE"))
            await connection.commit()
            for name, sql, params in HOT:
                await connection.execute(sql.postgres, params)
                rows = await connection.exec_driver_sql("EXPLAIN " + said[-1][0], said[-1][1])
                found[name] = "\n".join(row[0] for row in rows)
                await connection.rollback()
    finally:
        await engine.dispose()
    return found


async def _sqlite_plan(db: Any, sql: Sql, params: Params) -> str:
    rows = db.connection.execute("EXPLAIN QUERY PLAN " + sql.text(params), sql.values(params))
    return "\n".join(row[3] for row in rows)


async def test_hot_statements_walk_over_no_whole_table(plans: dict[str, str]) -> None:
    walks = {
        name: plan
        for name, plan in plans.items()
        for step in plan.splitlines()
        if "Seq Scan" in step or (step.startswith("SCAN") and step.split()[1] not in ("due", "first", "free"))
    }
    assert walks == {}


async def test_what_is_open_is_found_by_the_indexes_of_open_rows(plans: dict[str, str], engine_name: str) -> None:
    for name, indexes in {
        "claim who is due": ["ix_person_next_at"],
        "look for the next who is due": ["ix_person_next_at"],
        "take updates": ["ix_inbox_open", "ix_inbox_chat"],
        "look for a ready line": ["ix_outbox_ready"],
        "mark lines": ["ix_outbox_ready", "ix_outbox_chat"],
        "find what is in flight": ["ix_outbox_sending"],
        "collapse edits": ["ix_outbox_chat"],
        "silence a chat": ["ix_outbox_chat"],
        "forget a person's lines": ["ix_outbox_chat"],
    }.items():
        # PostgreSQL may read the few open rows once instead of asking for those of each chat.
        wanted = indexes if engine_name == "sqlite" else indexes[:1]
        assert [index for index in wanted if index not in plans[name]] == [], plans[name]
