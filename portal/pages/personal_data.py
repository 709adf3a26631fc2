"""What pages, and Wagtail beneath them, hold about people."""

from django.db.models import Q

from portal.datarights.registry import Erase, Held, hold, hold_work
from portal.datarights.retention import Expires, expire

hold(
    Held(
        "pages.ContactMessage",
        "Messages of the contact form",
        of_email=("email",),
        did=("answered_by",),
        hides=("sending",),
        on_erase=Erase.CLEAR,
        clears={"name": "", "email": "", "phone": ""},
        why="What was said still gets its answer. Nobody can tell any more who said it.",
    )
)
hold_work(
    "pages.AreaSettings", "The area's own addresses", not_personal=("email", "sendiass_email", "forum_email")
)
hold(Held("wagtailusers.UserProfile", "How the editors' pages look for you", of_user=("user",)))
hold(Held("wagtailadmin.EditingSession", "Pages open for editing", of_user=("user",)))
hold(Held("wagtailadmin.FormState", "Forms half filled in", of_user=("user",)))
hold(Held("wagtailcore.PageSubscription", "Pages you are told about", of_user=("user",)))
WORKED = "It is part of the history of a page. Once the account is nameless, it is a number's."
hold(
    Held(
        "wagtailcore.Comment",
        "Comments to other editors",
        of_user=("user",),
        did=("resolved_by",),
        on_erase=Erase.KEEP,
        why=WORKED,
    )
)
hold(
    Held(
        "wagtailcore.CommentReply",
        "Answers to other editors",
        of_user=("user",),
        on_erase=Erase.KEEP,
        why=WORKED,
    )
)
for model, title, links in (
    ("wagtailcore.Page", "Pages", ("locked_by", "owner")),
    ("wagtailcore.Revision", "Versions of pages and entries", ("user",)),
    ("wagtailcore.ModelLogEntry", "What editors did with entries", ("user",)),
    ("wagtailcore.PageLogEntry", "What editors did with pages", ("user",)),
    ("wagtailcore.WorkflowState", "Edits sent for checking", ("requested_by",)),
    ("wagtailcore.TaskState", "Edits checked", ("finished_by",)),
    ("wagtailcore.UploadedFile", "Files being uploaded by editors", ("uploaded_by_user",)),
    ("wagtaildocs.Document", "Documents", ("uploaded_by_user",)),
    ("wagtailimages.Image", "Pictures", ("uploaded_by_user",)),
):
    hold_work(model, title, *links)


expire(
    Expires(
        "contact-message",
        "pages.ContactMessage",
        lambda kept: Q(answered_at__date__lt=kept),
    )
)
