"""Implicit's ten best unseen items for every user, by the factors the other side wrote."""

import os

# Implicit has threads of its own and asks for this: two kinds of them hinder each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy
from implicit.cpu.als import AlternatingLeastSquares

from common import Timer, directory, matrix, report

data = matrix(directory())


def factors(name):
    values = numpy.fromfile(os.path.join(directory(), name), dtype="<f4")
    return values.reshape(-1, 64)


model = AlternatingLeastSquares(factors=64, num_threads=2)
model.user_factors = factors("als-users.f32")
model.item_factors = factors("als-items.f32")
with Timer() as timer:
    items, scores = model.recommend(
        numpy.arange(data.shape[0]), data, N=10, filter_already_liked_items=True)
report(timer, items=int(items.sum(dtype=numpy.int64)), score=float(scores.mean(dtype=float)))
