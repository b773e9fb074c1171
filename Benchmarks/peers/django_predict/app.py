"""The way the original worked: a Django view that predicts every title for whoever asks.

One file, no database: what is measured is the loop, `predict()` called for each title of the
catalogue, the result sorted and answered as JSON. The model is SVD++ as Surprise keeps it, with
its numbers at random: the time does not depend on them. PICK_TITLES says how many titles.
"""

import os

import numpy
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path

settings.configure(ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, SECRET_KEY="benchmark")

TITLES, FACTORS, WATCHED = int(os.environ.get("PICK_TITLES", "10000")), 20, 100
random = numpy.random.default_rng(7)
item_bias = random.normal(0, 0.1, TITLES)
item_factors = random.normal(0, 0.1, (TITLES, FACTORS))
implicit_factors = random.normal(0, 0.1, (TITLES, FACTORS))
user_factors = random.normal(0, 0.1, FACTORS)
watched = random.integers(0, TITLES, WATCHED)


class Prediction:
    """What Surprise answers for one pair."""

    __slots__ = ("uid", "iid", "est", "details")

    def __init__(self, uid, iid, est, details):
        self.uid, self.iid, self.est, self.details = uid, iid, est, details


def predict(uid, iid):
    """SVDpp.estimate and AlgoBase.predict of Surprise 1.1, for a known user and item."""
    implicit = implicit_factors[watched].sum(axis=0) / numpy.sqrt(len(watched))
    est = 3.5 + 0.1 + item_bias[iid] + numpy.dot(item_factors[iid], user_factors + implicit)
    return Prediction(uid, iid, min(5, max(1, est)), {"was_impossible": False})


def home(request):
    predictions = [predict(1, iid) for iid in range(TITLES)]
    predictions.sort(key=lambda prediction: prediction.est, reverse=True)
    return JsonResponse({"titles": [{"id": one.iid, "score": one.est} for one in predictions[:20]]})


urlpatterns = [path("home/", home)]
application = get_wsgi_application()
