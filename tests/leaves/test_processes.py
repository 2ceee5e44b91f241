"""What a process that starts does about garbage."""

import gc

from collab import processes


def test_what_was_loaded_is_never_looked_through_for_garbage() -> None:
    try:
        with processes.loading():
            assert not gc.isenabled()
            loaded = [["a module"]]
        later = [["a page"]]
        looked_at = {id(found) for found in gc.get_objects()}
    finally:
        gc.unfreeze()
    assert gc.isenabled()
    assert [id(loaded) in looked_at, id(later) in looked_at] == [False, True]
