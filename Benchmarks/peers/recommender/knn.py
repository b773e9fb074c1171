"""Surprise's KNNBaseline: fit, and predict every fifth rating; the second argument names which."""

import sys

from surprise import Dataset, KNNBaseline, Reader

from common import Timer, columns, directory, report

OPTIONS = {
    "user-msd": {"name": "msd", "user_based": True},
    "item-pearson": {"name": "pearson_baseline", "user_based": False},
}

rows = list(zip(*(column.tolist() for column in columns(directory()))))
data = Dataset(Reader(rating_scale=(1, 5)))
train = data.construct_trainset([(*row, None) for place, row in enumerate(rows) if place % 5])
test = rows[::5]
model = KNNBaseline(sim_options=OPTIONS[sys.argv[2]], verbose=False)
with Timer() as timer:
    model.fit(train)
    predictions = model.test(test)
squares = [(prediction.est - prediction.r_ui) ** 2 for prediction in predictions]
report(timer, rmse=(sum(squares) / len(squares)) ** 0.5)
