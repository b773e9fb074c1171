"""A generated data set as Surprise holds it, in the order of the files."""

from surprise import Dataset, Reader

from common import columns


def trainset(directory):
    users, items, values = (column.tolist() for column in columns(directory))
    rows = zip(users, items, values, [None] * len(users))
    return Dataset(Reader(rating_scale=(1, 5))).construct_trainset(list(rows))


def fitted_rmse(model, data, sample):
    """The error on the first ratings it learned from: enough to see that both learned the same."""
    ratings = [rating for rating, _ in zip(data.all_ratings(), range(sample))]
    errors = [(model.estimate(user, item) - value) ** 2 for user, item, value in ratings]
    return (sum(errors) / len(errors)) ** 0.5
