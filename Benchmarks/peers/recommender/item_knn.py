"""implicit's nearest items by cosine, K=20, two threads."""

import os

# Implicit has threads of its own and asks for this: two kinds of them hinder each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import warnings

from implicit.nearest_neighbours import CosineRecommender

from common import Timer, directory, matrix, report

warnings.simplefilter("ignore")
data = matrix(directory())
model = CosineRecommender(K=20, num_threads=2)
with Timer() as timer:
    model.fit(data, show_progress=False)
# Pick leaves an item's similarity to itself out.
kept = model.similarity.sum() - model.similarity.diagonal().sum()
report(timer, kept=float(kept))
