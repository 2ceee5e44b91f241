"""How child processes end: when their parent tells them to, or when it is gone."""

import gc
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

LOOK_EVERY = 1.0
"""Seconds between two looks at whether the parent still lives."""


def follow_parent() -> None:
    """Leave what a terminal sends to every process (Ctrl-C, its end) to the parent; end by SIGTERM.

    Until the process has set its own handler SIGTERM ends it at once: a fork has the parent's. Without a
    parent the process ends by itself.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True, name="parent-watch").start()


@contextmanager
def loading() -> Iterator[None]:
    """Look for no garbage inside the block, nor ever again among what it made.

    Importing makes a great many objects, which stay, and leaves nothing behind. To look through all of them
    once takes a tenth of a start.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle() -> None:
    """What is loaded by now stays for good: the garbage collector need not look at it again and again.

    Called before a process forks and when it is ready to serve. A page makes some thousand objects and few
    cycles; with the interpreter's own thresholds looking for those took up to a fifth of a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
