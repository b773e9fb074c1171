"""Trains implicit ALS with MLlib on the ratings that counts.py (or `pickctl events counts`) wrote.

    spark-submit als.py COUNTS OUTPUT [--factors N] [--regularization X] [--alpha X] [--iterations N]
                 [--emphasis 0|1] [--seed N] [--top N]

OUTPUT gets recommendations.csv.gz (viewer, title, rank, score; titles the viewer knows are left out)
and a manifest.json of the kind "als". It is a comparison: what Pick serves stays the blend.

Pick weighs a stored cell with alpha × weight and MLlib with 1 + alpha × rating, so that MLlib is given
weight − 1 ÷ alpha; a cell that weighs less than that is left out. MLlib multiplies the regularization
by the number of a row's cells, Pick does not.
"""

from __future__ import annotations

import argparse

from folders import Folder, read_manifest
from pyspark.ml.recommendation import ALS
from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as f


def main() -> None:
    """Trains and writes each viewer's list."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("counts")
    parser.add_argument("output")
    parser.add_argument("--factors", type=int, default=64)
    parser.add_argument("--regularization", type=float, default=0.01)
    parser.add_argument("--alpha", type=float, default=20)
    parser.add_argument("--iterations", type=int, default=15)
    parser.add_argument("--emphasis", type=int, choices=[0, 1], default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--top", type=int, default=10)
    options = parser.parse_args()
    manifest = read_manifest(options.counts, "counts")
    folder = Folder(options.output, "als")
    spark = SparkSession.builder.appName("pick als").getOrCreate()
    rated = spark.read.schema("viewer BIGINT, title BIGINT, rating FLOAT, last_seconds BIGINT").csv(
        f"{options.counts}/ratings.csv.gz", header=True, mode="FAILFAST"
    )
    weight = f.col("rating").cast("double") if options.emphasis else f.lit(1.0)

    # MLlib numbers rows and columns by 32 bits; identifiers have 64.
    def numbered(column: str):
        order = Window.orderBy(column)
        return (
            rated.select(column)
            .distinct()
            .select(column, f.row_number().over(order).alias(f"{column}_number"))
        )

    viewers, titles = numbered("viewer").persist(), numbered("title").persist()
    cells = (
        rated.join(viewers, "viewer")
        .join(titles, "title")
        .select("viewer_number", "title_number", (weight - 1 / options.alpha).alias("weight"))
        .filter("weight > 0")
        .repartition(spark.sparkContext.defaultParallelism)
        .persist()
    )
    model = ALS(
        rank=options.factors,
        maxIter=options.iterations,
        regParam=options.regularization,
        alpha=options.alpha,
        implicitPrefs=True,
        userCol="viewer_number",
        itemCol="title_number",
        ratingCol="weight",
        seed=options.seed,
    ).fit(cells)
    longest = cells.groupBy("viewer_number").count().agg(f.max("count")).first()[0]
    lists = (
        model.recommendForAllUsers(options.top + longest)
        .select("viewer_number", f.explode("recommendations").alias("entry"))
        .select("viewer_number", "entry.title_number", "entry.rating")
        .join(viewers, "viewer_number")
        .join(titles, "title_number")
        .join(rated.select("viewer", "title"), ["viewer", "title"], "left_anti")
        .withColumn(
            "rank",
            f.row_number().over(Window.partitionBy("viewer").orderBy(f.col("rating").desc(), "title")),
        )
        .filter(f.col("rank") <= options.top)
        .select("viewer", "title", "rank", f.col("rating").alias("score"))
        .orderBy("viewer", "rank")
    )
    folder.add("recommendations.csv.gz", lists)
    spark.stop()
    folder.publish(manifest)


if __name__ == "__main__":
    main()
