"""Runs Pick's monthly pipeline: one run for each month in Seoul, one task for each stage.

Settings are Airflow variables or variables of the worker's environment, the former first:
PICKCTL (the program, default `pickctl`), PICK_INBOX (the folder with a folder for each month),
PICK_DATABASE, PICK_MODELS, PICK_WORK and PICK_KEEP_MONTHS (as the options of pickctl; left out
where not set). A server's password is read by pickctl itself from the file that PICK_DATABASE_PASSWORD_FILE names in
the worker's environment, so that it is in no command line and in no log of Airflow.

Two settings are read from the environment when the file is parsed: PICK_FIRST_MONTH (as 2023-08;
all months since then are caught up with in order; without it, only the newest month is run) and
PICK_WAIT_SECONDS (how often a month's files are looked for, default 3600).
"""

from __future__ import annotations

import os
import shlex
from datetime import datetime, timedelta
from functools import cached_property

import pendulum
from airflow.providers.standard.hooks.subprocess import SubprocessHook, SubprocessResult
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.sensors.bash import BashSensor
from airflow.sdk import DAG, Variable
from airflow.sdk.exceptions import AirflowFailException
from airflow.timetables.interval import CronDataIntervalTimetable

SEOUL = "Asia/Seoul"
# Exit statuses of pickctl.
TRY_AGAIN = 75
REJECTED = 99
# Wrong command line, bad data, no permission, wrong configuration: a second try ends the same.
FINAL = frozenset({64, 65, 77, 78})


class FinalStatusHook(SubprocessHook):
    """Ends a task without further tries after a status that a further try would give again."""

    def run_command(self, *args, **kwargs) -> SubprocessResult:
        """Runs the command, and fails for good where its status is one of `FINAL`."""
        result = super().run_command(*args, **kwargs)
        if result.exit_code in FINAL:
            raise AirflowFailException(f"pickctl ended with {result.exit_code}: no further try")
        return result


class StageOperator(BashOperator):
    """A stage of the pipeline: rejected is skipped, bad data fail at once, the rest is retried."""

    @cached_property
    def subprocess_hook(self) -> SubprocessHook:
        """What runs the command."""
        return FinalStatusHook()


def month(start: datetime) -> str:
    """The month of a data interval, as 2023-08.

    It begins at midnight in Seoul, which is still the month before in UTC.
    """
    return pendulum.instance(start).in_timezone(SEOUL).strftime("%Y-%m")


def setting(name: str, default: str | None = None) -> str | None:
    """A variable of Airflow, else one of the environment, else the default."""
    return Variable.get(name, default=None) or os.environ.get(name) or default


def command(stage: str) -> str:
    """The command line of a stage, as a template that is rendered where it runs."""
    return (
        "exec {{ setting('PICKCTL', 'pickctl') | quoted }} pipeline " + stage + " "
        "--month {{ month(data_interval_start) }} --inbox {{ setting('PICK_INBOX') | quoted }}"
        "{% for name in ['database', 'models', 'work', 'keep-months'] %}"
        "{% set value = setting('PICK_' ~ name | upper | replace('-', '_')) %}"
        "{% if value %} --{{ name }} {{ value | quoted }}{% endif %}"
        "{% endfor %}"
    )


first = os.environ.get("PICK_FIRST_MONTH")

with DAG(
    dag_id="pick_monthly",
    description="Pick's monthly pipeline, from raw logs to published recommendations",
    # A plain cron string would give an empty data interval, at the end of the month and in UTC.
    schedule=CronDataIntervalTimetable("0 0 1 * *", timezone=SEOUL),
    start_date=pendulum.from_format(first or "2023-01", "YYYY-MM", tz=SEOUL),
    catchup=first is not None,
    # Months go in order: one run at a time, and no stage before the same one of the month before.
    max_active_runs=1,
    default_args={
        "depends_on_past": True,
        "retries": 3,
        "retry_delay": timedelta(minutes=5),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(hours=1),
        "execution_timeout": timedelta(hours=12),
    },
    user_defined_macros={"month": month, "setting": setting},
    user_defined_filters={"quoted": shlex.quote},
    tags=["pick"],
) as dag:
    # No worker is held while a month's files are not there.
    wait = BashSensor(
        task_id="wait",
        bash_command=command("wait"),
        retry_exit_code=TRY_AGAIN,
        mode="reschedule",
        poke_interval=float(os.environ.get("PICK_WAIT_SECONDS", "3600")),
        timeout=timedelta(days=14),
        execution_timeout=None,
    )

    def stage(name: str, **settings) -> StageOperator:
        """The task of a stage."""
        return StageOperator(task_id=name, bash_command=command(name), skip_on_exit_code=REJECTED, **settings)

    validate, ingest = stage("validate"), stage("ingest")
    # A report that failed keeps neither this month from being trained nor the next from its report.
    report = stage("report", depends_on_past=False)
    train = stage("train", trigger_rule="all_done_min_one_success")
    evaluate, gate, publish = stage("evaluate"), stage("gate"), stage("publish")

    wait >> validate >> ingest >> report
    [ingest, report] >> train >> evaluate >> gate >> publish
