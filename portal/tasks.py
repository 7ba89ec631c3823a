"""What keeps the site itself tidy, whatever the rooms do. Cron lines are in UTC: 18 is three at night in Seoul."""

from __future__ import annotations

from django.core.management import call_command
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

# Long enough to look at what went wrong last week.
KEPT_HOURS = 7 * 24
# A job that was dropped so often probably ends the worker itself.
MOST_ATTEMPTS = 3


@app.periodic(cron="40 18 * * *")
@app.task(queueing_lock="forget_old_jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    await context.app.job_manager.delete_old_jobs(
        KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="50 18 * * *")
@app.task(queueing_lock="forget_old_sessions")
def forget_old_sessions(timestamp: int) -> None:
    call_command("clearsessions")


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="pick_up_dropped_jobs", pass_context=True)
async def pick_up_dropped_jobs(context: JobContext, timestamp: int) -> None:
    """Jobs whose worker was killed. Every task must therefore be able to run twice."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        if job.attempts < MOST_ATTEMPTS:
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
