from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from localoffer.actions import link_heading_page
from localoffer.demo.accounts import EDITOR, PROVIDER, load_accounts, send_demo_edits
from localoffer.demo.loading import load_demo_area
from localoffer.demo.owners import load_live_facts, load_owners, load_shares
from localoffer.demo.remarks import load_remarks
from localoffer.demo.told import load_told
from localoffer.models import Service
from portal.accounts.models import User
from portal.pages.demo.building import ensure_demo_pages
from portal.people.demo.family import load_family


class Command(BaseCommand):
    help = "Load the demo area, Larkshire. Running it again adds only what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing if there are entries")

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "DEMO_AREA", False):
            raise CommandError("The demo area has a known password, so it loads in the demo only.")
        if options["if_empty"] and Service.objects.exists():
            self.stdout.write("There are entries already, so the demo area was not loaded.")
            return
        call_command("seed_glossary", verbosity=0, stdout=self.stdout)
        call_command("ensure_fixed_pages", verbosity=0, stdout=self.stdout)
        call_command("seed_synonyms", verbosity=0, stdout=self.stdout)
        added = load_demo_area(today=timezone.localdate())
        people = load_accounts()
        send_demo_edits(by=people[PROVIDER], editor=people[EDITOR])
        load_owners()
        load_told()
        load_remarks(editor=people[EDITOR], today=timezone.localdate())
        self._load_pages(by=people[EDITOR])
        load_family(today=timezone.localdate())
        if added:
            call_command("rebuild_search", verbosity=0)
            load_shares(today=timezone.localdate())
            load_live_facts(today=timezone.localdate())
        self.stdout.write(f"Larkshire is ready: {Service.objects.count()} entries, {added} of them new.")

    def _load_pages(self, *, by: User) -> None:
        made = ensure_demo_pages(by=by)
        for heading, pages in made.headings.items():
            for page in pages:
                link_heading_page(heading=heading, page=page, by=by)
