"""What a process shows of itself each second beside what it counts: pages, connections, processor time."""

import os
import time
from pathlib import Path
from threading import Thread

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool

from collab import db, exporter
from collab.metrics import families
from collab.metrics.book import book
from collab.web.cache import Pages

EVERY = 1.0
"""Seconds."""


def show(app: Flask) -> None:
    """Keep this process's numbers where /metrics finds them, if the service has such a place."""
    folder = os.environ.get(exporter.FOLDER)
    if folder:
        book.open(Path(folder))
        with app.app_context():
            engine = db.engine()
        pages: Pages = app.extensions["collab-pages"]
        Thread(target=_go_on, args=(pages, engine), daemon=True, name="gauges").start()


def _go_on(pages: Pages, engine: Engine) -> None:
    while True:
        look(pages, engine)
        time.sleep(EVERY)


def look(pages: Pages, engine: Engine) -> None:
    """Note what it is now."""
    book.put(families.KEPT_HITS, value=pages.hits)
    book.put(families.KEPT_MISSES, value=pages.misses)
    book.put(families.KEPT_PAGES, value=len(pages))
    book.put(families.KEPT_BYTES, value=pages.bytes)
    book.put(families.CPU, value=time.process_time())
    if isinstance(engine.pool, QueuePool):
        book.put(families.CONNECTIONS, value=engine.pool.checkedout())
        book.put(families.MOST_CONNECTIONS, value=engine.pool.size() + engine.pool._max_overflow)
