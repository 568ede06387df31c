"""Pages of a job for who asked for it: how far it is, what came of it, calling it off."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from luohu.web.accounts import roles
from luohu.web.operations import jobs
from luohu.web.operations.models import Job
from luohu.web.shell.pages import user_of


@never_cache
@login_required
def job_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A job of one's own."""
    return render(request, "operations/job.html", {"job": _own(request, pk)})


@never_cache
@login_required
def job_part(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that changes; it asks for itself until the job is over."""
    return render(request, "operations/job_part.html", {"job": _own(request, pk)})


@login_required
@require_POST
def cancel_job(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a job of one's own off."""
    _own(request, pk)
    jobs.cancel(pk, actor=user_of(request))
    return redirect("job", pk)


@login_required
@require_POST
def ask_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask anew for a job of one's own that failed."""
    _own(request, pk)
    return redirect("job", jobs.again(pk, actor=user_of(request)).pk)


def _own(request: HttpRequest, pk: int) -> Job:
    job = Job.objects.filter(pk=pk).first()
    if job is None or job.actor_id != request.user.pk:
        roles.not_yours(request, f"job:{pk}")
    return job
