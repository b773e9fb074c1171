"""EASE as its paper's recipe has it, in numpy and scipy: single precision, Cholesky inverse.

As fair as the recipe gets: every step that can work in place does, and both threads of the
library's LAPACK are used. The weights stay dense.
"""

import numpy
import scipy.linalg.lapack

from common import Timer, directory, matrix, report

data = matrix(directory())
with Timer() as timer:
    gram = (data.T @ data).toarray(order="F")
    gram[numpy.diag_indices_from(gram)] += 100
    factor, info = scipy.linalg.lapack.spotrf(gram, lower=1, clean=0, overwrite_a=1)
    assert info == 0
    inverse, info = scipy.linalg.lapack.spotri(factor, lower=1, overwrite_c=1)
    assert info == 0
    count = len(inverse)
    for start in range(0, count, 256):
        end = min(start + 256, count)
        block = inverse[start:end, start:end]
        inverse[start:end, start:end] = numpy.tril(block) + numpy.tril(block, -1).T
        inverse[start:end, end:] = inverse[end:, start:end].T
    inverse /= -numpy.diag(inverse).copy()
    inverse[numpy.diag_indices_from(inverse)] = 0
# What both sides must agree on: the sum over the items of their strongest weight.
strongest = sum(
    float(numpy.abs(inverse[start:start + 256]).max(axis=1).sum(dtype=float))
    for start in range(0, count, 256))
report(timer, strongest=strongest)
