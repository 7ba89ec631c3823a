"""A guided check of which programs are for somebody. The answers travel in the forms and are kept nowhere."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from programs.check.candidates import Candidates, candidates
from programs.check.questions import question, told
from programs.check.results import groups, undecided
from programs.check.steps import Form, answers, place_of, read
from programs.eligibility import Answers, next_question


@csrf_exempt  # Nothing is changed or kept, and no page carries a cookie for it.
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """GET begins; POST ``answer``* goes on, with ``back``, ``change`` (a question) or ``show`` (results)."""
    known = candidates()
    form = read(request, known) if request.method == "POST" else Form()
    response = _answered(request, known, form)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _answered(request: HttpRequest, known: Candidates, form: Form) -> TemplateResponse:
    if form.slips:
        context = {"slips": form.slips, "steps": form.steps}
        return TemplateResponse(request, "programs/check_refused.html", context, status=400)
    given = answers(form.steps, place_of(form.steps))
    key = form.again or next_question(known.asked_about, given)
    if form.wants_results or key is None:
        return _results(request, known, form, given, is_done=key is None)
    context = {
        "question": question(key, known, given),
        "steps": form.steps,
        "number": len(form.steps) + 1,
        "undecided": undecided(known, given),
        "place_names": known.place_names,
        "left_out": known.left_out,
    }
    return TemplateResponse(request, "programs/check_question.html", context)


def _results(
    request: HttpRequest, known: Candidates, form: Form, given: Answers, *, is_done: bool
) -> TemplateResponse:
    context = {
        "groups": groups(known, given),
        "steps": form.steps,
        "told": [told(step, known) for step in form.steps],
        "is_done": is_done,
        "left_out": known.left_out,
    }
    return TemplateResponse(request, "programs/check_results.html", context)
