"""Implicit's alternating least squares, 64 factors, 15 iterations, three conjugate gradient steps."""

import os

# Implicit has threads of its own and asks for this: two kinds of them hinder each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import implicit.cpu._als as native
from implicit.cpu.als import AlternatingLeastSquares

from common import Timer, directory, matrix, report

ALPHA, REGULARIZATION = 20.0, 0.01

data = matrix(directory())
model = AlternatingLeastSquares(
    factors=64, regularization=REGULARIZATION, alpha=ALPHA, iterations=15, random_state=1,
    num_threads=2)
with Timer() as timer:
    model.fit(data, show_progress=False)
# Implicit's own loss: weighted squared error over all cells plus the penalty, over all confidence.
report(timer, loss=native.calculate_loss(
    (ALPHA * data).tocsr(), model.user_factors, model.item_factors, REGULARIZATION))
