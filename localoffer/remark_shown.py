"""A remark as the person who sent it reads it, and as an editor does."""

from dataclasses import dataclass
from datetime import datetime

from .models import Remark
from .models.remark import CameBy, State, StepKind
from .remark_pictures import Saying, sayings

# What each step says to the person who told us. Our own sorting is no news to them.
SAID = {
    StepKind.RECEIVED: "We got it",
    StepKind.LOOKING: "We are looking at it",
    StepKind.CORRECTED: "We put it right",
    StepKind.ANSWERED: "We answered you",
    StepKind.DECLINED: "We cannot answer this here",
    StepKind.PUBLISHED: "It is on our public page, without anything that says who you are",
    StepKind.TAKEN_DOWN: "We took it off our public page",
}
PICTURES = {
    StepKind.RECEIVED: "letter",
    StepKind.LOOKING: "looking",
    StepKind.CORRECTED: "tick",
    StepKind.ANSWERED: "conversation",
    StepKind.DECLINED: "info",
    StepKind.PUBLISHED: "share",
    StepKind.TAKEN_DOWN: "change",
}
NOW = {
    State.RECEIVED: "We have it. Somebody will read it in the next 5 working days.",
    State.LOOKING: "Somebody is looking at it now.",
    State.CORRECTED: "We put it right. Thank you.",
    State.ANSWERED: "We have answered you.",
    State.DECLINED: "We cannot answer this here. Below is why, and where you can take it.",
}


@dataclass(frozen=True)
class StepShown:
    """One step: what happened, when, our words, a picture."""

    title: str
    at: datetime
    words: str
    picture: str
    by: str


@dataclass(frozen=True)
class Told:
    """A remark for the page of the person who sent it."""

    remark: Remark
    now: str
    state: str
    chosen: list[Saying]
    steps: list[StepShown]

    @property
    def has_recording(self) -> bool:
        """Whether something was said in sound."""
        return self.remark.recording is not None

    @property
    def came(self) -> str:
        """How it reached us, when somebody typed it in: "By phone"; else ""."""
        return "" if self.remark.came_by == CameBy.SITE else self.remark.get_came_by_display()


def shown(remark: Remark) -> Told:
    """The remark with its steps that are news, oldest first. Asks nothing when the steps were prefetched."""
    steps = [
        StepShown(
            title=SAID[StepKind(step.kind)],
            at=step.at,
            words=step.words,
            picture=PICTURES[StepKind(step.kind)],
            by=step.by_post,
        )
        for step in remark.steps.all()
        if step.kind in SAID
    ]
    return Told(
        remark=remark,
        now=NOW[State(remark.state)],
        state=remark.get_state_display(),
        chosen=sayings(remark.pictures),
        steps=steps,
    )
