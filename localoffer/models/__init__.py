"""The directory, after HSDS 3.0 with its UK profile (docs/decisions/003 says where we differ)."""

from .approval import EditorCheck
from .calendar import SchoolBreak
from .found import IndexedEntry, IndexVersion
from .heading_page import HeadingPage
from .imports import ImportedFrom, ImportedPart, ImportRefusal, ImportRun, ImportSource
from .lists import MissingNote, SavedList
from .live_fact import LiveFact
from .owner import CheckedShare, CheckStep, EntryOwner, SuggestedChange
from .place import AccessNote, Address, Place
from .postcode import Postcode
from .provider import Provider, ProviderAnswer, ProviderIdentifier, ProviderMember
from .remark import Remark, RemarkLink, RemarkStep, SearchGap
from .service import Service
from .service_parts import (
    Contact,
    CostOption,
    FamilyQuestion,
    Funding,
    Phone,
    Schedule,
    ServiceArea,
    ServiceAtPlace,
    ServiceLanguage,
    ServiceTerm,
)
from .taxonomy import Taxonomy, TaxonomyTerm
from .words import SynonymSet

__all__ = [
    "AccessNote",
    "Address",
    "CheckStep",
    "CheckedShare",
    "Contact",
    "CostOption",
    "EditorCheck",
    "EntryOwner",
    "FamilyQuestion",
    "Funding",
    "HeadingPage",
    "ImportRefusal",
    "ImportRun",
    "ImportSource",
    "ImportedFrom",
    "ImportedPart",
    "IndexVersion",
    "IndexedEntry",
    "LiveFact",
    "MissingNote",
    "Phone",
    "Place",
    "Postcode",
    "Provider",
    "ProviderAnswer",
    "ProviderIdentifier",
    "ProviderMember",
    "Remark",
    "RemarkLink",
    "RemarkStep",
    "SavedList",
    "Schedule",
    "SchoolBreak",
    "SearchGap",
    "Service",
    "ServiceArea",
    "ServiceAtPlace",
    "ServiceLanguage",
    "ServiceTerm",
    "SuggestedChange",
    "SynonymSet",
    "Taxonomy",
    "TaxonomyTerm",
]
