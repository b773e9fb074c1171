"""Asserts what runs of the DAG did: which month each run got, in which order, and how each task ended.

    check.py test HOME CALLS       runs further months, then checks all of `scripts/airflow test`
    check.py backfill HOME CALLS   waits for a backfill, then checks it
    check.py show HOME             prints how each task of each run ended

HOME is the AIRFLOW_HOME of a test, whose metadata are read from its SQLite file; CALLS is the file in
which `stand-in` writes down its calls.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from datetime import datetime, timedelta, timezone

STAGES = ["wait", "validate", "ingest", "report", "train", "evaluate", "gate", "publish"]
SEOUL = timezone(timedelta(hours=9))


def runs(home: str) -> dict[str, dict[str, str]]:
    """How each run and each of its tasks ended, by the month that its data interval begins in."""
    metadata = sqlite3.connect(f"file:{home}/airflow.db?mode=ro", uri=True)
    rows = metadata.execute(
        "SELECT r.data_interval_start, r.data_interval_end, r.state, t.task_id, t.state "
        "FROM dag_run r JOIN task_instance t ON t.dag_id = r.dag_id AND t.run_id = r.run_id "
        "WHERE r.dag_id = 'pick_monthly' ORDER BY r.data_interval_start"
    ).fetchall()
    metadata.close()
    found: dict[str, dict[str, str]] = {}
    for start, end, run, task, state in rows:
        begins, ends = (
            datetime.fromisoformat(text).replace(tzinfo=timezone.utc).astimezone(SEOUL)
            for text in (start, end)
        )
        expect(f"{begins} is the beginning of a month", (begins.day, begins.hour), (1, 0))
        following = (begins.replace(day=28) + timedelta(days=4)).replace(day=1)
        expect("a run's interval is one whole month", ends, following)
        found.setdefault(begins.strftime("%Y-%m"), {"run": run})[task] = state or "none"
    return found


def calls(path: str) -> list[tuple[str, str]]:
    """The stages that were called, and for which month, in order."""
    with open(path, encoding="utf-8") as lines:
        words = [line.split() for line in lines]
    expect("every call names its month", {line[2] for line in words}, {"--month"})
    return [(line[1], line[3]) for line in words]


def expect(what: str, found: object, wanted: object) -> None:
    """Ends the program where something is not as it has to be."""
    if found != wanted:
        sys.exit(f"{what}:\n  found  {found}\n  wanted {wanted}")


def states(**others: str) -> dict[str, str]:
    """How a run ended: well, but for what is named."""
    return {"run": "success"} | {stage: "success" for stage in STAGES} | others


def check_schedule(dag) -> None:
    """Which months the scheduler and a backfill would run; nothing is run."""
    from airflow.serialization.encoders import coerce_to_core_timetable
    from airflow.timetables.base import TimeRestriction
    from pick_monthly import month

    timetable = coerce_to_core_timetable(dag.timetable)
    seoul = [datetime(2023, number, 1, tzinfo=SEOUL) for number in (8, 9, 10)]

    def months(earliest: datetime, latest: datetime) -> list[str]:
        found, last = [], None
        restriction = TimeRestriction(earliest, latest, catchup=True)
        while info := timetable.next_dagrun_info(last_automated_data_interval=last, restriction=restriction):
            found.append(month(info.data_interval.start))
            expect("a month is run when it is over", info.run_after, info.data_interval.end)
            last = info.data_interval
        return found

    expect("the months since August", months(seoul[0], seoul[2]), ["2023-08", "2023-09", "2023-10"])
    plain = datetime(2023, 8, 1, tzinfo=timezone.utc)
    expect("a month named in UTC begins too late", months(plain, seoul[1]), ["2023-09"])


def check_test(home: str, path: str) -> None:
    """Runs September, in which all is well, and October, whose data are bad, after August."""
    from airflow.dag_processing.dagbag import DagBag

    dag = DagBag(dag_folder=f"{home}/dags").dags["pick_monthly"]
    check_schedule(dag)
    for end in (datetime(2023, 10, 1, tzinfo=SEOUL), datetime(2023, 11, 1, tzinfo=SEOUL)):
        dag.test(logical_date=end)
    kept = dict.fromkeys(STAGES[2:], "upstream_failed")
    expect(
        "how the runs ended",
        runs(home),
        {
            # The report failed and kept nothing from going on; the gate rejected the model.
            "2023-08": states(report="failed", gate="skipped", publish="skipped"),
            "2023-09": states(),
            "2023-10": states(run="failed", validate="failed", **kept),
        },
    )
    expect(
        "which stages were called for which months",
        calls(path),
        [("wait", "2023-08")]
        + [(stage, "2023-08") for stage in STAGES if stage != "publish"]
        + [(stage, "2023-09") for stage in STAGES]
        + [(stage, "2023-10") for stage in ("wait", "validate")],
    )


def check_backfill(home: str, path: str) -> None:
    """Waits until three months are over, and checks that each began after the one before."""
    months = ["2023-08", "2023-09", "2023-10"]
    deadline = time.monotonic() + 600
    while True:
        found = runs(home)
        if [found.get(month, {}).get("run") for month in months] == ["success"] * 3:
            break
        if time.monotonic() > deadline or "failed" in [run["run"] for run in found.values()]:
            sys.exit(f"the backfill did not end well: {found}")
        time.sleep(1)
    wanted = {month: states() for month in months}
    wanted["2023-09"] = states(gate="skipped", publish="skipped")
    expect("how the runs ended", found, wanted)
    expect(
        "which stages were called for which months",
        calls(path),
        [(stage, "2023-08") for stage in STAGES]
        + [(stage, "2023-09") for stage in STAGES if stage != "publish"]
        + [(stage, "2023-10") for stage in STAGES],
    )


def show(home: str) -> None:
    """Prints how each task ended."""
    for month, ends in runs(home).items():
        for task in ["run", *STAGES]:
            print(f"{month}  {task:<9} {ends.get(task, 'none')}")


if __name__ == "__main__":
    task, home = sys.argv[1:3]
    if task == "show":
        show(home)
    else:
        {"test": check_test, "backfill": check_backfill}[task](home, sys.argv[3])
