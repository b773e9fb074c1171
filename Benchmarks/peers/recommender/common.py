"""What the peers share: the generated data, the clock and the one line they print."""

import json
import os
import resource
import sys
import time

import numpy
import scipy.sparse


def columns(directory):
    """Users, items and values of a generated data set, grouped by user."""
    def read(name, kind):
        return numpy.fromfile(os.path.join(directory, name), dtype=kind)

    return read("users.i32", "<i4"), read("items.i32", "<i4"), read("values.f32", "<f4")


def matrix(directory):
    """The same as implicit feedback: a CSR matrix of single precision."""
    users, items, values = columns(directory)
    return scipy.sparse.csr_matrix((values / 5, (users, items)), dtype=numpy.float32)


class Timer:
    def __enter__(self):
        self.start = time.perf_counter()
        return self

    def __exit__(self, *_):
        self.seconds = time.perf_counter() - self.start


def report(timer, **values):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": timer.seconds, "rss": peak, **values}))


def directory():
    return sys.argv[1]
