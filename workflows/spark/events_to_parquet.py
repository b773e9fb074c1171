"""Makes Parquet of what `pickctl events export` wrote.

    spark-submit events_to_parquet.py EXPORT PARQUET

EXPORT is a folder of gzipped CSV, whose checksums are looked at first; PARQUET gets `events` (a folder
for each day in Seoul), `titles`, `assets` and a manifest, all at once when all of it is written. gzip cannot be read in pieces: this is the
step that makes the data divisible.
"""

from __future__ import annotations

import sys

from folders import Folder, fail, read_manifest
from pyspark.sql import SparkSession

SCHEMAS = {
    "titles": "title BIGINT, kind STRING, category STRING, year INT, genres STRING, name STRING",
    "assets": "asset BIGINT, title BIGINT, season INT, number INT, running_seconds BIGINT, name STRING",
    "events": (
        "event STRING, viewer BIGINT, title BIGINT, asset BIGINT, season INT, number INT, "
        "started_at BIGINT, watched_seconds BIGINT, running_seconds BIGINT, end_position BIGINT, "
        "stated_preference DOUBLE, source STRING"
    ),
}


def main(export: str, parquet: str) -> None:
    """Reads the CSV files and writes Parquet."""
    manifest = read_manifest(export, "events")
    if manifest["from"] is None:
        fail(f"{export} holds no event")
    folder = Folder(parquet, "parquet")
    spark = SparkSession.builder.appName("pick events to parquet").getOrCreate()

    def read(name: str, path: str):
        reader = spark.read.schema(SCHEMAS[name]).option("basePath", export)
        return reader.csv(path, header=True, quote='"', escape='"', mode="FAILFAST")

    for name in ("titles", "assets"):
        read(name, f"{export}/{name}.csv.gz").write.parquet(f"{folder.staging}/{name}")
    events = read("events", f"{export}/day=*/events.csv.gz")
    events.write.partitionBy("day").parquet(f"{folder.staging}/events")
    spark.stop()
    folder.publish(manifest)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
