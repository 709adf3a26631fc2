"""What a directory needs before its first entry: lists of terms, groups of people, the approval workflow.

Each function may be run again at any time: it adds what is missing and changes nothing that an editor set.
"""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)

from .models import EditorCheck, Service, Taxonomy, TaxonomyTerm
from .terms import TAXONOMIES, Term

EDITORS = "Local Offer editors"
PROVIDERS = "Providers"
WORKFLOW = "Check before publishing"

EDITOR_MODELS = (
    "service",
    "provider",
    "place",
    "taxonomy",
    "taxonomyterm",
    "synonymset",
    "schoolbreak",
    "importsource",
    "importrun",
    "providermember",
    "headingpage",
)
EDITOR_ONLY = ("publish_service", "lock_service", "unlock_service", "view_missingnote")


@transaction.atomic
def ensure_taxonomies() -> dict[str, Taxonomy]:
    """Make the area's own lists of terms (needs, kinds of help, access, headings); return them by key.

    Terms come from localoffer.terms. A term that is there already is left alone.
    """
    made: dict[str, Taxonomy] = {}
    for facts in TAXONOMIES:
        taxonomy, _ = Taxonomy.objects.get_or_create(
            key=facts.key, defaults={"name": facts.name, "description": facts.description}
        )
        made[facts.key] = taxonomy
        _ensure_terms(taxonomy, facts.terms)
    return made


def _ensure_terms(taxonomy: Taxonomy, terms: tuple[Term, ...]) -> None:
    known = set(taxonomy.terms.values_list("slug", flat=True))
    TaxonomyTerm.objects.bulk_create(
        TaxonomyTerm(
            taxonomy=taxonomy,
            slug=term.slug,
            name=term.name,
            description=term.description,
            picture=term.picture,
            position=position,
        )
        for position, term in enumerate(terms)
        if term.slug not in known
    )


@transaction.atomic
def ensure_groups() -> tuple[Group, Group]:
    """Make the groups "Local Offer editors" and "Providers" with their permissions, and the workflow.

    Returns (editors, providers). A provider holds no permission on a whole kind of thing: which entries each
    may edit is in localoffer.permissions.
    """
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    providers, _ = Group.objects.get_or_create(name=PROVIDERS)
    into_admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    ours = Permission.objects.filter(content_type__app_label="localoffer")
    editors.permissions.add(
        into_admin,
        *ours.filter(content_type__model__in=EDITOR_MODELS),
        *ours.filter(codename__in=EDITOR_ONLY),
    )
    editors.permissions.add(*Permission.objects.filter(content_type__model="glossaryterm"))
    # Families write to the team that keeps the directory, so that team reads it.
    editors.permissions.add(
        Permission.objects.get(content_type__app_label="pages", codename="view_contactmessage")
    )
    _allow_pages_and_files(editors)
    providers.permissions.add(into_admin)
    ensure_workflow(editors)
    return editors, providers


def _allow_pages_and_files(editors: Group) -> None:
    """Editors also write the guidance pages, in every language, with their pictures and documents."""
    editors.permissions.add(
        Permission.objects.get(content_type__app_label="simple_translation", codename="submit_translation")
    )
    root = Page.get_first_root_node()
    for codename in ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"):
        may = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.get_or_create(group=editors, page=root, permission=may)
    everything = Collection.get_first_root_node()
    files = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"),
        codename__in=[
            f"{verb}_{what}" for verb in ("add", "change", "choose") for what in ("image", "document")
        ],
    )
    for may in files:
        GroupCollectionPermission.objects.get_or_create(group=editors, collection=everything, permission=may)


def ensure_workflow(editors: Group) -> Workflow:
    """Make the workflow that every edit by a provider goes through, checked by `editors`."""
    workflow, made = Workflow.objects.get_or_create(name=WORKFLOW)
    if made:
        task = EditorCheck.objects.create(name="Local Offer editor checks it")
        task.groups.add(editors)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Service), defaults={"workflow": workflow}
    )
    return workflow
