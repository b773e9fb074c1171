"""Surprise's SVD++ with its defaults: 20 factors, 20 epochs."""

from surprise import SVDpp

from common import Timer, directory, report
from surprise_data import fitted_rmse, trainset

data = trainset(directory())
model = SVDpp(random_state=0)
with Timer() as timer:
    model.fit(data)
report(timer, rmse=fitted_rmse(model, data, sample=2_000))
