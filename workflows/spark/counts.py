"""Counts on Spark what Pick's served blend counts, from the Parquet files of events_to_parquet.py.

    spark-submit counts.py PARQUET OUTPUT

OUTPUT is for `pickctl models import` and the same as `pickctl events counts` writes: ratings.csv.gz,
together.csv.gz, next.csv.gz, popularity.csv.gz and manifest.json. The rules are those of
Sources/PickRecommender/Rating/ImplicitRating.swift with its default constants,
Sources/PickModel/Watching/WatchingRule.swift and Sources/PickStore/PopularityWriter.swift; a test
holds every row against Pick's own. Ratings are of single precision, as in Pick: each step of their
arithmetic is rounded as it is there.
"""

from __future__ import annotations

import sys

from folders import Folder, read_manifest
from pyspark.sql import DataFrame, SparkSession, Window
from pyspark.sql import functions as f

# ImplicitRating
FACT_OF_WATCHING = 0.5
STATED_EMPHASIS = 3.0
ABANDONED_RATIO = 0.2
ABANDONED_AFTER_SECONDS = 86_400
RECENCY_HALF_LIFE_SECONDS = 30 * 86_400.0
ABANDONMENT, RECENCY = -0.2, 0.25
LEAST_WEIGHT = 1e-4
# PopularityWeight
HALF_LIFE_SECONDS = 7 * 86_400.0
LANDMARK = 1_767_225_600
EXPONENT_LIMIT = 1000.0
# WatchSequence
REACH = 20.0
SECONDS_EAST = 9 * 3600


def single(value) -> f.Column:
    """A number or a column, rounded to single precision."""
    return (value if isinstance(value, f.Column) else f.lit(float(value))).cast("float")


def seconds() -> f.Column:
    """When an event began, in whole seconds since 1970, rounded down."""
    return f.expr("(started_at - pmod(started_at, 1000)) div 1000")


def evidence(events: DataFrame) -> DataFrame:
    """The events that say that a viewer wanted a title; marks that were taken back are left out.

    Of a viewer who took a mark back, the first mark of a part since then stands.
    """
    takes_back = (f.col("source") == "marked") & (f.coalesce("end_position", f.lit(-1)) == 0)
    order = f.struct("started_at", "event")
    part = Window.partitionBy("viewer", "asset")
    marked = (
        events.filter(f.col("source") == "marked")
        .withColumn("takes_back", takes_back)
        .withColumn("back", f.max(f.when(f.col("takes_back"), order)).over(part))
        .withColumn("took", f.max(f.col("takes_back").cast("int")).over(Window.partitionBy("viewer")))
        .filter(~f.col("takes_back") & (f.col("back").isNull() | (order > f.col("back"))))
        .withColumn("first", f.min(order).over(part))
        .filter((f.col("took") == 0) | (order == f.col("first")))
        .select(*events.columns)
    )
    watched = events.filter(
        (f.col("source") != "marked")
        & ((f.col("watched_seconds") > 0) | f.col("stated_preference").isNotNull())
    )
    return watched.unionByName(marked).filter(f.col("title").isNotNull())


def ratings(events: DataFrame, as_of: int) -> DataFrame:
    """Each viewer's rating of each title, and when it was last watched."""
    latest = f.struct("seconds", "started_at", "event")
    assets = (
        evidence(events)
        .withColumn("seconds", seconds())
        .groupBy("viewer", "title", "asset")
        .agg(
            f.sum(f.least(f.greatest("watched_seconds", f.lit(0)), f.lit(2**31 - 1))).alias("watched"),
            f.max("running_seconds").alias("running"),
            f.max_by("stated_preference", f.when(f.col("stated_preference").isNotNull(), latest)).alias(
                "stated"
            ),
            f.max("seconds").alias("last"),
        )
        .withColumn("has_running", f.coalesce(f.col("running"), f.lit(0)).between(1, 2**31 - 1))
        .withColumn("passes", single(single(f.col("watched")) / single(f.col("running"))))
        .withColumn(
            "ratio",
            f.when(f.col("has_running"), f.least(single(1), f.col("passes"))).otherwise(
                single(FACT_OF_WATCHING)
            ),
        )
        .withColumn(
            "rating",
            f.when(f.col("stated").isNull(), f.col("ratio")).otherwise(
                single(
                    f.pow(
                        f.least(single(1), f.greatest(single(0), single(f.col("stated")))),
                        f.lit(STATED_EMPHASIS),
                    )
                )
            ),
        )
        .withColumn("measured", f.col("has_running") & f.col("stated").isNull())
    )
    # The mean is summed up in the order of the assets, rounded at each step.
    summed = f.aggregate(
        f.array_sort(f.collect_list(f.struct("asset", "rating"))),
        single(0),
        lambda sum, entry: single(sum + entry["rating"]),
    )
    titles = assets.groupBy("viewer", "title").agg(
        single(summed / single(f.count(f.lit(1)))).alias("mean"),
        f.max("ratio").alias("best"),
        f.min(f.col("measured").cast("int")).alias("measured"),
        f.max(f.col("stated").isNotNull().cast("int")).alias("stated"),
        f.max("last").alias("last_seconds"),
    )
    age = f.greatest(f.lit(0), f.lit(as_of // 1000) - f.col("last_seconds")).cast("double")
    recency = f.when(f.col("stated") == 1, single(0)).otherwise(
        single(f.pow(f.lit(2.0), -age / RECENCY_HALF_LIFE_SECONDS))
    )
    abandonment = f.when(
        (age >= ABANDONED_AFTER_SECONDS)
        & (f.col("measured") == 1)
        & (f.col("best") < single(ABANDONED_RATIO)),
        single(single(1) - single(f.col("best") / single(ABANDONED_RATIO))),
    ).otherwise(single(0))
    # Without emphasis a title that was watched at all counts 1.
    base = f.when(f.col("stated") == 1, f.col("mean")).otherwise(
        f.when(f.col("mean") == 0, single(0)).otherwise(single(1))
    )
    features = single(single(abandonment * single(ABANDONMENT)) + single(recency * single(RECENCY)))
    weight = f.greatest(single(LEAST_WEIGHT), single(base + features))
    return titles.select("viewer", "title", weight.alias("rating"), "last_seconds")


def pairs(exploded: DataFrame, weight: f.Column) -> DataFrame:
    """How many viewers a pair of titles has, and the sum of a weight over them."""
    return exploded.groupBy("title", "other").agg(
        f.count(f.lit(1)).alias("viewers"), f.sum(weight).alias("weight")
    )


def together(rated: DataFrame) -> DataFrame:
    """For each pair of titles, each title with itself too, the viewers who have both."""
    rows = rated.groupBy("viewer").agg(f.array_sort(f.collect_list(f.struct("title", "rating"))).alias("row"))
    exploded = (
        rows.select("row", f.posexplode("row").alias("place", "one"))
        .select("one", f.explode(f.expr("slice(row, place + 1, size(row))")).alias("two"))
        .select(
            f.col("one.title").alias("title"),
            f.col("two.title").alias("other"),
            (f.col("one.rating").cast("double") * f.col("two.rating").cast("double")).alias("product"),
        )
    )
    return pairs(exploded, f.col("product"))


def watched_next(rated: DataFrame) -> DataFrame:
    """For each pair of titles the viewers who watched one at most 3 × REACH titles after the other.

    Viewers whose titles were all last watched at the same second have no order.
    """
    window = max(1, round(3 * REACH))
    walks = (
        rated.groupBy("viewer")
        .agg(
            f.array_sort(f.collect_list(f.struct("last_seconds", "title", "rating"))).alias("walk"),
            f.min("last_seconds").alias("first"),
            f.max("last_seconds").alias("last"),
        )
        .filter("first < last")
    )
    exploded = (
        walks.select("walk", f.posexplode("walk").alias("place", "one"))
        .select("one", f.posexplode(f.expr(f"slice(walk, place + 2, {window})")).alias("later", "two"))
        .select(
            f.col("one.title").alias("title"),
            f.col("two.title").alias("other"),
            (
                f.col("one.rating").cast("double")
                * f.col("two.rating").cast("double")
                * f.pow(f.lit(2.0), -(f.col("later") + 1) / f.lit(REACH))
            ).alias("product"),
        )
    )
    return pairs(exploded, f.col("product"))


def popularity(events: DataFrame) -> DataFrame:
    """For each title and slot how many days of viewers count, and their decayed sum.

    A viewer counts once a title and day in Seoul, with the heaviest watching of that day; of two that
    weigh the same, with the earlier one.
    """
    running = f.col("running_seconds")
    watched = f.least(f.lit(1.0), f.greatest(f.lit(0.0), f.col("watched_seconds") / running.cast("double")))
    rating = f.coalesce(
        f.col("stated_preference"),
        f.when(running > 0, watched).otherwise(f.lit(FACT_OF_WATCHING)),
    )
    exponent = (f.col("seconds").cast("double") - float(LANDMARK)) / HALF_LIFE_SECONDS
    limited = f.least(f.lit(EXPONENT_LIMIT), f.greatest(f.lit(-EXPONENT_LIMIT), exponent))
    shares = (
        events.filter(f.col("title").isNotNull())
        .withColumn("seconds", seconds())
        .withColumn("share", f.least(f.lit(1.0), rating) * f.pow(f.lit(2.0), limited))
        .filter("share > 0")
        .withColumn("local", f.col("seconds") + SECONDS_EAST)
        .withColumn("number", f.expr("(local - pmod(local, 86400)) div 86400"))
        .groupBy("viewer", "title", "number")
        .agg(f.max(f.struct("share", (-f.col("started_at")).alias("before"), "local")).alias("best"))
        .select("title", "number", f.col("best.share").alias("share"), f.col("best.local").alias("local"))
        .withColumn("hour", f.expr("pmod(local, 86400) div 3600"))
        .withColumn("weekday", f.expr("pmod(number + 3, 7) + 1"))
    )
    kind_of_day = f.expr(
        "CASE WHEN weekday = 5 AND hour >= 18 OR weekday = 6 AND hour < 2 THEN 26 "
        "WHEN weekday >= 6 THEN 27 ELSE 25 END"
    )
    slots = f.array(f.lit(0).cast("int"), (f.col("hour") + 1).cast("int"), kind_of_day)
    return (
        shares.select("title", "share", f.explode(slots).alias("slot"))
        .groupBy("slot", "title")
        .agg(f.count(f.lit(1)).alias("shares"), f.sum("share").alias("weight"))
    )


def main(parquet: str, output: str) -> None:
    """Counts everything and writes it."""
    manifest = read_manifest(parquet, "parquet")
    folder = Folder(output, "counts")
    spark = SparkSession.builder.appName("pick counts").getOrCreate()
    events = spark.read.parquet(f"{parquet}/events")
    rated = ratings(events, manifest["as_of"]).persist()
    folder.add("ratings.csv.gz", rated.orderBy("viewer", "title"))
    folder.add("together.csv.gz", together(rated).orderBy("title", "other"))
    folder.add("next.csv.gz", watched_next(rated).orderBy("title", "other"))
    folder.add("popularity.csv.gz", popularity(events).orderBy("slot", "title"))
    spark.stop()
    folder.publish(manifest)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
