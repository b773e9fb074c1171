"""TPE as optuna has it with multivariate=False, on the same function as tpe.py."""

import tpe

tpe.main(False)
