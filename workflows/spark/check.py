"""Holds what Spark wrote against what Pick wrote.

    check.py counts PICK SPARK   whole numbers are equal, sums within 1e-9, ratings within 1e-7
    check.py lists PICK OTHER SPARK   Spark's lists are as near to Pick's as OTHER, which are Pick's with
                                 another seed: of a viewer's titles at most 0.1 fewer are in both

Both print the distances that were found; those of numbers are relative. Exits with 1 when one is too
great.
"""

from __future__ import annotations

import csv
import gzip
import sys

# How far the numbers of a column may be from each other, for each file the keys and the columns.
FILES = {
    "ratings": (["viewer", "title"], {"rating": 1e-7, "last_seconds": 0}),
    "together": (["title", "other"], {"viewers": 0, "weight": 1e-9}),
    "next": (["title", "other"], {"viewers": 0, "weight": 1e-9}),
    "popularity": (["slot", "title"], {"shares": 0, "weight": 1e-9}),
}
# How much smaller the common share of lists may be than that of two seeds.
FARTHER = 0.1


def rows(path: str):
    """The rows of a table, packed or not."""
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def check_counts(pick: str, spark: str) -> None:
    """Compares two folders of counts, row by row: both are in the order of their keys."""
    for name, (keys, columns) in FILES.items():
        farthest, count = dict.fromkeys(columns, 0.0), 0
        pairs = zip(rows(f"{pick}/{name}.csv.gz"), rows(f"{spark}/{name}.csv.gz"), strict=True)
        for ours, theirs in pairs:
            count += 1
            if [ours[key] for key in keys] != [theirs[key] for key in keys]:
                sys.exit(f"{name}, row {count}: Pick has {ours}, Spark {theirs}")
            for column, limit in columns.items():
                left, right = float(ours[column]), float(theirs[column])
                distance = abs(left - right) / max(abs(left), abs(right), 1e-300)
                farthest[column] = max(farthest[column], distance)
                if distance > limit:
                    sys.exit(f"{name}, row {count}, {column}: Pick has {ours}, Spark {theirs}")
        said = ", ".join(f"{column} {distance:.1e}" for column, distance in farthest.items())
        print(f"{name}: {count} rows; greatest distance: {said}")


def lists(path: str) -> dict[str, set[str]]:
    """The titles of each viewer."""
    found: dict[str, set[str]] = {}
    for row in rows(path):
        viewer, title = row.get("viewer") or row["user"], row.get("title") or row["item"]
        found.setdefault(viewer, set()).add(title)
    return found


def common(left: dict[str, set[str]], right: dict[str, set[str]]) -> float:
    """Which share of a viewer's titles is in both lists, on average over viewers."""
    if left.keys() != right.keys():
        sys.exit(f"there are lists for {len(left)} viewers and for {len(right)}")
    return sum(len(left[viewer] & right[viewer]) / len(left[viewer]) for viewer in left) / len(left)


def check_lists(pick: str, other: str, spark: str) -> None:
    """Compares the lists of two models with those of two seeds of one."""
    ours = lists(pick)
    seeds, models = common(ours, lists(other)), common(ours, lists(spark))
    print(
        f"lists of {len(ours)} viewers: {models:.3f} of the titles are in Pick's and in Spark's; "
        f"{seeds:.3f} in those of two seeds of Pick"
    )
    if models < seeds - FARTHER:
        sys.exit(1)


if __name__ == "__main__":
    {"counts": check_counts, "lists": check_lists}[sys.argv[1]](*sys.argv[2:])
