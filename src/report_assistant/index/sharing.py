"""Share what is costly to load between the assistants of a process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from functools import wraps
from typing import ParamSpec, TypeVar

_Arguments = ParamSpec("_Arguments")
_Loaded = TypeVar("_Loaded")


def shared(load: Callable[_Arguments, _Loaded]) -> Callable[_Arguments, _Loaded]:
    """Return a function that loads once for each choice of arguments, also where many threads ask at once.

    `functools.cache` would let threads that come together load several times, and each keep its own. Loaders
    also import libraries that cannot be imported by two threads at once (transformers), so they take turns.

    Args:
        load: takes hashable arguments; what it raises is not kept.
    """
    kept: dict[Hashable, _Loaded] = {}
    turn = threading.RLock()  # a loader may ask for another model of its own

    @wraps(load)
    def loaded(*args: _Arguments.args, **named: _Arguments.kwargs) -> _Loaded:
        key: Hashable = (args, tuple(sorted(named.items()))) if named else args
        if key not in kept:
            with turn:
                if key not in kept:
                    kept[key] = load(*args, **named)
        return kept[key]

    return loaded
