"""Two reports for editors: versions behind the English, and pages to read through again."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.admin.views.reports import PageReportView

from ..models import ContentPage
from ..models.content import ContentPageQuerySet


def pages_to_review() -> ContentPageQuerySet:
    """Live pages whose next review is today or past, or that never had one, English first pages only."""
    due = Q(next_review_date__lte=timezone.localdate()) | Q(reviewed_date__isnull=True)
    return ContentPage.objects.live().filter(
        due, alias_of__isnull=True, easyreadpage__isnull=True, homepage__isnull=True
    )


class VersionsView(PageReportView):
    """Easy Read twins and translations whose English has changed since they were said to match."""

    page_title = "Easy Read and translations to bring up to date"
    header_icon = "globe"
    results_template_name = "pages/admin/versions_results.html"
    index_url_name = "pages_versions"
    index_results_url_name = "pages_versions_results"
    list_export = [*PageReportView.list_export, "matches_revision_at", "english_changed_at"]
    export_headings = {
        "matches_revision_at": "Matches the English of",
        "english_changed_at": "English changed on",
        **PageReportView.export_headings,
    }
    default_ordering = "title"
    any_permission_required = ["add", "change", "publish"]

    def get_queryset(self) -> Any:
        """The pages, the longest behind first."""
        self.queryset = (
            ContentPage.objects.behind_english()
            .select_related("locale")
            .order_by("english_changed_at", "title")
        )
        return super().get_queryset()


class ReviewsView(PageReportView):
    """Pages whose review date has come."""

    page_title = "Pages to review"
    header_icon = "date"
    results_template_name = "pages/admin/reviews_results.html"
    index_url_name = "pages_reviews"
    index_results_url_name = "pages_reviews_results"
    list_export = [*PageReportView.list_export, "reviewed_date", "next_review_date", "responsible_post"]
    export_headings = {
        "reviewed_date": "Last reviewed",
        "next_review_date": "Next review",
        "responsible_post": "Who answers for it",
        **PageReportView.export_headings,
    }
    default_ordering = "title"
    any_permission_required = ["add", "change", "publish"]

    def get_queryset(self) -> Any:
        """The pages, the longest due first."""
        self.queryset = pages_to_review().select_related("locale").order_by("next_review_date", "title")
        return super().get_queryset()
