"""The seven questions every entry answers, in the order families ask them. No queries of its own:
it reads a service that was loaded whole, or a draft with its unsaved children."""

from dataclasses import dataclass, field

from . import entry_words as words
from .models import CostOption, Service, ServiceLanguage, Taxonomy
from .models.service import Level


@dataclass(frozen=True)
class Part:
    """One labelled piece of an answer. No text means that nobody has told us."""

    label: str
    text: str = ""
    items: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether somebody has told us."""
        return bool(self.text or self.items)


@dataclass(frozen=True)
class Answer:
    """One of the seven questions with what we know."""

    key: str
    question: str
    short: str = ""
    paragraphs: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    @property
    def told(self) -> list[Part]:
        """The labelled pieces that somebody has told us."""
        return [part for part in self.parts if part.is_told]

    @property
    def untold(self) -> list[str]:
        """The labels that nobody has told us about."""
        return [part.label for part in self.parts if not part.is_told]

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing at all to say."""
        return not (self.paragraphs or self.told)


def seven_answers(service: Service) -> list[Answer]:
    """Return the answers in their fixed order, each one there whether or not we know it."""
    return [
        _what(service),
        _who(service),
        _needed(service),
        _wait(service),
        _cost(service),
        _suits(service),
        _start(service),
    ]


def _what(service: Service) -> Answer:
    text = service.description or service.summary
    return Answer("what", "What is it?", service.summary or text[:200], words.paragraphs(text))


def _who(service: Service) -> Answer:
    ages = words.age_words(service)
    areas = tuple(area.name for area in service.service_areas.all())
    where = "Everyone in the area" if service.covers_whole_area else ""
    level = Level(service.level).label if service.level else ""
    parts = [Part("Age", ages), Part("How much help", level)]
    if where or areas:
        parts.append(Part("Where you live", where, () if where else areas))
    short = ". ".join(part for part in (ages, level) if part)
    return Answer("who", "Who can go?", short, words.paragraphs(service.eligibility), parts)


def _needed(service: Service) -> Answer:
    parts = [
        Part("Do we need a diagnosis?", words.DIAGNOSIS_WORDS.get(service.diagnosis, "")),
        Part("Do we need an EHC plan?", words.PLAN_WORDS.get(service.ehc_plan, "")),
        Part("Does someone have to refer us?", words.REFERRAL_WORDS.get(service.referral, "")),
    ]
    short = " ".join(part.text for part in parts if part.text)
    return Answer("needed", "Do we need a diagnosis, a plan or a referral?", short, [], parts)


def _wait(service: Service) -> Answer:
    wait = words.wait_words(service)
    return Answer("wait", "How long is the wait?", wait, [wait] if wait else [])


def _cost(service: Service) -> Answer:
    kind = words.cost_words(service)
    said = [kind] if kind and kind.lower() not in service.fees_description.lower() else []
    prices = tuple(filter(None, (_price(option) for option in service.cost_options.all())))
    return Answer(
        "cost",
        "What does it cost?",
        kind or service.fees_description,
        said + words.paragraphs(service.fees_description),
        [Part("Prices", items=prices)] if prices else [],
    )


def _price(option: CostOption) -> str:
    amount = "" if option.amount is None else f"£{option.amount:,.2f}".removesuffix(".00")
    if amount and option.currency != "GBP":
        amount = f"{option.amount:,.2f} {option.currency}"
    price = " ".join(part for part in (amount, option.amount_description) if part)
    return ": ".join(part for part in (option.option, price) if part)


def _suits(service: Service) -> Answer:
    has = sorted(_access_names(service))
    languages = tuple(_language(language) for language in service.languages.all())
    parts = [
        Part("Getting in and around", service.access_description, tuple(has)),
        Part("Noise, light and crowds", service.sensory_description),
        Part("Toilets and changing", service.toilets_description),
        Part("Quiet times", service.quiet_times),
        Part("Interpreters and signing", service.interpretation_services),
    ]
    if languages:
        parts.append(Part("Languages", items=languages))
    short = ", ".join(has) or service.access_description
    return Answer("suits", "Can we get in, and will it suit us?", short, [], parts)


def _language(language: ServiceLanguage) -> str:
    return f"{language.name} ({language.note})" if language.note else language.name


def _access_names(service: Service) -> set[str]:
    names = {row.term.name for row in service.service_terms.all() if row.term.taxonomy.key == Taxonomy.ACCESS}
    for at in service.service_places.all():
        if not at.place.is_masked:
            names |= {term.name for term in at.place.access_terms.all()}
    return names


def _start(service: Service) -> Answer:
    paragraphs = words.paragraphs(service.application_process)
    bring = [Part("What to bring or send", service.required_documents)] if service.required_documents else []
    return Answer("start", "How do we start?", service.application_process[:300], paragraphs, bring)
