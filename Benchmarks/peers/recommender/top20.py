"""implicit's cosine model, K=20: one viewer's 20 best titles, history 50, called one by one."""

import os

# Implicit has threads of its own and asks for this: two kinds of them hinder each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import statistics
import time

import numpy
import scipy.sparse
from implicit.nearest_neighbours import CosineRecommender

from common import Timer, directory, matrix, report

data = matrix(directory())
model = CosineRecommender(K=20, num_threads=2)
model.fit(data, show_progress=False)
requests = []
for user in range(data.shape[0]):
    start, end = data.indptr[user], data.indptr[user + 1]
    if end - start < 50:
        continue
    cells = start + numpy.arange(50) * (end - start) // 50
    requests.append(scipy.sparse.csr_matrix(
        (data.data[cells], (numpy.zeros(50, dtype=int), data.indices[cells])),
        shape=(1, data.shape[1])))
    if len(requests) == 2000:
        break
# Batches of a millisecond or so: the median forgets those the system interrupted.
batches = []
found = 0
for start in range(0, 5 * len(requests), 50):
    begin = time.perf_counter()
    for place in range(start, start + 50):
        found += len(model.recommend(0, requests[place % len(requests)], N=20)[0])
    batches.append((time.perf_counter() - begin) / 50)
timer = Timer()
timer.seconds = statistics.median(batches)
report(timer, found=found / (5 * len(requests)), weights=float(model.similarity.nnz))
