"""TPE as optuna has it by default, on the same function: CPU seconds a study of 100 trials."""

import math
import time

import optuna

from common import report

STUDIES, TRIALS = 5, 100


def ackley(trial):
    x = [trial.suggest_float(f"x{axis}", -32.768, 32.768) for axis in range(5)]
    squares = sum(value * value for value in x) / 5
    ripples = sum(math.cos(2 * math.pi * value) for value in x) / 5
    return -20 * math.exp(-0.2 * math.sqrt(squares)) - math.exp(ripples) + 20 + math.e


class Clock:
    seconds = 0.0


def main(multivariate):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    best = 0.0
    start = time.process_time()
    for seed in range(STUDIES):
        sampler = optuna.samplers.TPESampler(seed=seed, multivariate=multivariate)
        study = optuna.create_study(sampler=sampler)
        study.optimize(ackley, n_trials=TRIALS)
        best += study.best_value
    clock = Clock()
    clock.seconds = (time.process_time() - start) / STUDIES
    report(clock, **{"trials/s": TRIALS / clock.seconds, "best": best / STUDIES})


if __name__ == "__main__":
    main(True)
