"""Implicit's Bayesian personalised ranking, 64 factors, 10 iterations."""

import os

# Implicit has threads of its own and asks for this: two kinds of them hinder each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy
from implicit.cpu.bpr import BayesianPersonalizedRanking

from common import Timer, directory, matrix, report

data = matrix(directory())
model = BayesianPersonalizedRanking(
    factors=64, learning_rate=0.01, regularization=0.01, iterations=10, random_state=1,
    num_threads=2)
with Timer() as timer:
    model.fit(data, show_progress=False)

# Of every hundredth cell and one other item, the share where the cell's item scores higher.
data.sort_indices()
users = numpy.repeat(numpy.arange(data.shape[0]), numpy.diff(data.indptr))[::100]
items = data.indices[::100].astype(numpy.int64)
others = (items * 7919 + users) % data.shape[1]
unseen = numpy.asarray(data[users, others]).ravel() == 0
users, items, others = users[unseen], items[unseen], others[unseen]
difference = model.item_factors[items] - model.item_factors[others]
right = (model.user_factors[users] * difference).sum(axis=1) > 0
report(timer, order=float(right.mean()))
