"""The shape of one month in the original's format: how much, how far, which, when."""

import collections
import csv
import datetime
import os
import re

# "소방서 05회", "Part 2", "46회.": a name and the number of an episode behind it.
NUMBERED = re.compile(r"^(.*?)\s*(\d+)\s*(?:회|화|부|기|강|편)?\s*\.?\s*$")
SESSION_SECONDS = 2 * 3600

View = collections.namedtuple("View", "at viewer asset title number ratio seconds film")


def rows(path):
    """The rows of a file in CP949."""
    with open(path, encoding="cp949", errors="replace", newline="") as file:
        yield from csv.DictReader(file)


def parted(name):
    """The title and the number of an episode's name; no number where there is none."""
    match = NUMBERED.match(name.strip())
    return (match[1], int(match[2])) if match else (name.strip(), None)


def views_of(folder):
    """All views in order of time."""
    views = []
    for row in rows(os.path.join(folder, "views.csv")):
        title, number = parted(row["asset_nm"])
        running, seconds = float(row["disp_rtm"] or 0), float(row["use_tms"] or 0)
        views.append(View(
            datetime.datetime.fromisoformat(f"{row['date']} {row['time']}"), row["subsr"],
            row["asset_nm"], title, number, seconds / running if running else None, seconds,
            number is None or row["category_h"] == "영화"))
    return sorted(views, key=lambda view: (view.at, view.viewer, view.asset))


def shape(folder):
    """Measures by name, as texts."""
    views = views_of(folder)
    titles = {parted(row["asset_nm"])[0] for row in rows(os.path.join(folder, "assets.csv"))}
    measures = {}
    for part in (amounts(views, titles), lengths(views), repeats(views), steps(views),
                 concentration(views), hours(views)):
        measures.update(part)
    return measures


def percent(count, total):
    return f"{100 * count / total:.1f} %" if total else "-"


def amounts(views, titles):
    by_viewer = collections.Counter(view.viewer for view in views)
    counts = sorted(by_viewer.values())
    quantile = [counts[min(len(counts) - 1, int(part * len(counts)))] for part in (.1, .5, .9)]
    days = {(view.viewer, view.at.date()) for view in views}
    sessions, last = 0, {}
    for view in views:
        before = last.get(view.viewer)
        sessions += before is None or (view.at - before).total_seconds() > SESSION_SECONDS
        last[view.viewer] = view.at
    watched = {view.title for view in views}
    return {
        "views, viewers": f"{len(views)}, {len(counts)}",
        "views a viewer: mean; tenth, half, nine tenths; most":
            f"{len(views) / len(counts):.1f}; {quantile[0]}, {quantile[1]}, {quantile[2]}; {counts[-1]}",
        "days a viewer, views a session":
            f"{len(days) / len(counts):.1f}, {len(views) / sessions:.1f}",
        "titles watched at all": percent(len(watched), len(titles)),
        "views of films": percent(sum(view.film for view in views), len(views)),
    }


def lengths(views):
    measures = {}
    for name, is_film in (("films", True), ("episodes", False)):
        ratios = [view.ratio for view in views if view.film == is_film and view.ratio is not None]
        measures[f"{name} watched under 1, 5, 50, 90 %"] = ", ".join(
            percent(sum(ratio < limit for ratio in ratios), len(ratios))
            for limit in (.01, .05, .5, .9))
    return measures


def repeats(views):
    assets, titles, again, same = set(), set(), 0, 0
    for view in views:
        again += (view.viewer, view.asset) in assets
        same += (view.viewer, view.title) in titles
        assets.add((view.viewer, view.asset))
        titles.add((view.viewer, view.title))
    return {"views of an asset, a title watched before":
            f"{percent(again, len(views))}, {percent(same, len(views))}"}


def steps(views):
    """Where viewers enter a numbered series and where they go from an episode."""
    last, taken, after_seconds, entered = {}, [], [], []
    for view in views:
        if view.film:
            continue
        key = (view.viewer, view.title)
        if key in last:
            step = view.number - last[key].number
            taken.append(step)
            if last[key].ratio is not None and last[key].ratio < .05:
                after_seconds.append(step)
        else:
            entered.append(view.number)
        last[key] = view

    def spread(found):
        kinds = (lambda step: step == 1, lambda step: step in (2, 3), lambda step: step > 3,
                 lambda step: step < 0)
        return ", ".join(percent(sum(map(kind, found)), len(found)) for kind in kinds)

    return {
        "entered at number 1": percent(entered.count(1), len(entered)),
        "steps +1, +2 or 3, further, back": spread(taken),
        "the same after less than 5 %": spread(after_seconds),
    }


def concentration(views):
    measures = {}
    for name, is_film in (("films", True), ("series", False)):
        counts = sorted(collections.Counter(
            view.title for view in views if view.film == is_film).values(), reverse=True)
        measures[f"views of {name} by the first 1, 5, 10, 50"] = ", ".join(
            percent(sum(counts[:place]), sum(counts)) for place in (1, 5, 10, 50))
    viewers = collections.Counter(title for title, _ in {(v.title, v.viewer) for v in views})
    known = len({view.viewer for view in views})
    reach = [count for _, count in viewers.most_common()]
    measures["viewers of the title in place 1, 5, 20"] = ", ".join(
        percent(reach[place - 1], known) for place in (1, 5, 20))
    measures["watched titles with one viewer"] = percent(reach.count(1), len(reach))
    return measures


def hours(views):
    parts = collections.Counter(view.at.hour // 6 for view in views)
    return {"views 0 to 6, to 12, to 18, to 24 o'clock":
            ", ".join(percent(parts[part], len(views)) for part in range(4))}
