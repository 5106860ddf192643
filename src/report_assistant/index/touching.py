"""Tell which files a sync has to think about."""

from __future__ import annotations

from report_assistant.index.folder import Original
from report_assistant.index.known import KnownFiles
from report_assistant.index.looking import Found
from report_assistant.index.records import FileState, Identity
from report_assistant.index.store import Store


def touched(
    found: Found, known: KnownFiles, store: Store
) -> tuple[dict[Original, FileState], frozenset[str], set[Identity]]:
    """Return the files that may stand for another document now, the other names, and the documents concerned.

    A file that is the same as ever may be one of them: where a name comes or goes, another of the names of
    the same content may become its main name. The documents are those that these files have or could have,
    and those that a sync which was cut short left behind.

    Args:
        found: what the folder holds.
        known: the files as they were.
        store: knows the documents.
    """
    others = {one.source: state.content.content_hash for one, state in found.states.items()}
    hashes = set(others.values())
    for name in (known.names - found.same) | others.keys():
        file = known.get(name)
        if file is not None and file.document is not None:
            hashes.add(file.document.content.content_hash)
    documents = store.identities(hashes)
    hashes |= {identity.content.content_hash for identity in documents}
    states = dict(found.states)
    shared = known.with_content(found.same, hashes) if hashes else []
    for name in shared:
        file = known.get(name)
        if file is not None and file.document is not None:
            states[Original(name)] = file.state
            documents.add(file.document)
    return states, found.same - set(shared), documents
