from __future__ import annotations

import threading

from conftest import write


def test_eight_threads_search_while_one_syncs(index, folder):
    """Every passage is an exact quote of a document as it was before, or as it is after."""
    versions = {index.document(source.source).text for source in index.sources()}
    new = {f"new{number}.md": f"# Ships {number}\n\nShip {number} sails.\n" for number in range(40)}
    done = threading.Event()
    failures: list[BaseException] = []
    found = []

    def search() -> None:
        try:
            while not done.is_set():
                found.extend(index.search("ships that carry grain", 5))
                index.figures()
                index.sources()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=search) for _ in range(8)]
    for thread in threads:
        thread.start()
    write(folder, new | {"harbour.md": "# Harbour\n\nShips carry grain at night.\n"})
    (folder / "musique.md").unlink()
    report = index.sync()
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (len(report.added), report.changed, report.removed) == (40, ("harbour.md",), ("musique.md",))
    versions |= {index.document(source.source).text for source in index.sources()}
    assert found
    assert all(any(text[p.start : p.end] == p.text for text in versions) for p in found)
