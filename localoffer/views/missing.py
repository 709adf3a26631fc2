"""Tell us it is missing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.access.limits import limit_posts

from ..family_actions import report_missing
from ..forms import MissingForm

CARRIED_OVER = ("search", "age", "town")  # from the search that found nothing


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limit_posts("20/h")
def missing_page(request: HttpRequest) -> HttpResponse:
    """The form, the form with what to put right, or the receipt."""
    if request.method == "POST":
        form = MissingForm(request.POST)
        if form.is_valid():
            report_missing(**form.cleaned_data)
            return redirect(f"{reverse('localoffer:missing')}?thanks=1")
        return render(request, "localoffer/missing.html", {"part": "find-help", "form": form})
    if "thanks" in request.GET:
        return render(request, "localoffer/missing_thanks.html", {"part": "find-help"})
    initial = {name: request.GET.get(name, "")[:300] for name in CARRIED_OVER}
    initial["words"] = initial["search"]
    context = {"part": "find-help", "form": MissingForm(initial=initial)}
    return render(request, "localoffer/missing.html", context)
