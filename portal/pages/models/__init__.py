"""Pages, glossary terms, messages and the area's own details."""

from .area import AreaSettings
from .contact import ContactMessage, ReferenceCounter
from .content import ContentPage
from .glossary import GlossaryTerm
from .types import (
    ContactPage,
    EasyReadPage,
    GetHelpNowPage,
    GuidancePage,
    HomePage,
    SectionPage,
    StatementPage,
    StepByStepPage,
)

__all__ = [
    "AreaSettings",
    "ContactMessage",
    "ContactPage",
    "ContentPage",
    "EasyReadPage",
    "GetHelpNowPage",
    "GlossaryTerm",
    "GuidancePage",
    "HomePage",
    "ReferenceCounter",
    "SectionPage",
    "StatementPage",
    "StepByStepPage",
]
