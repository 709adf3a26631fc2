"""The popular ways in on the demo area's home page, once there are pages for them to open."""

from ..writing import Block, popular

WAYS_IN: list[Block] = [
    popular("How do I ask for an EHC plan?", "/ehc-plans/ask-for-an-assessment/", picture="homework"),
    popular("What is on near me?", "/find-help/whats-on/", picture="calendar"),
    popular("What do these words mean?", "/first-steps/what-words-mean/", picture="reading"),
    popular("Who can I talk to?", "/when-you-do-not-agree/advice-service/", picture="conversation"),
    popular("How do we get a break?", "/family/short-breaks/", picture="family"),
    popular("Tell us what is missing", "/find-help/missing/", picture="talking"),
]
