"""The words of the home page and the fixed pages, in plain English."""

from typing import Any

from .models import ContactPage, ContentPage, GetHelpNowPage, GuidancePage, HomePage, StatementPage
from .statement_words import ACCESSIBILITY, COMPLAINTS, PRIVACY
from .writing import Block, action, contact, heading, picture, popular, questions, row, steps, text

__all__ = ["EASY_READ_ROWS", "FIXED_PAGES", "HOME", "HomePage"]

HOME: dict[str, Any] = {
    "title": "Find help for children and young people with SEND",
    "summary": "SEND means special educational needs and disabilities. For families in Larkshire, from birth "
    "to 25. You do not need a diagnosis to look for help.",
    "popular": [
        popular("How do I ask for an EHC plan?", "/find-help/browse/?heading=heading-10", picture="homework"),
        popular("What is on near me?", "/find-help/whats-on/", picture="calendar"),
        popular("What do these words mean?", "/glossary/", picture="reading"),
        popular("Someone to talk to who takes no side", "/find-help/?words=advice", picture="conversation"),
        popular("A break for all of us", "/find-help/?words=short+break", picture="family"),
        popular("Tell us what is missing", "/find-help/missing/", picture="talking"),
    ],
}

GET_HELP_NOW: dict[str, Any] = {
    "title": "Get help now",
    "summary": "If someone is hurt or in danger, do not wait and do not write to us. Ring one of these "
    "numbers.",
    "picture": "help",
    "body": [
        contact(
            "Someone is in danger now",
            words="Ring 999 if someone is badly hurt, very ill, or not safe right now. Ask for police, "
            "ambulance or fire.",
            phone="999",
            hours="All day and all night. Free. If you are deaf or cannot speak, text 999. You must sign "
            "up first: text the word register to 999.",
            is_urgent=True,
        ),
        contact(
            "I am worried that a child is not safe",
            words="Ring the Larkshire Children's Front Door. Anyone can ring. You do not have to be sure.",
            phone="01632 960199",
            hours="Monday to Friday, 9am to 5pm. At night and weekends ring 01632 960198.",
            is_urgent=True,
        ),
        contact(
            "I need health advice quickly and it is not 999",
            words="NHS 111 tells you where to go. Ring 111 too if you or your child cannot cope, and "
            "choose mental health.",
            phone="111",
            hours="All day and all night. Free.",
        ),
        contact(
            "I am a child or young person and I want to talk",
            words="You can talk to Childline about anything. It does not show on the phone bill.",
            phone="0800 1111",
            hours="All day and all night. Free.",
        ),
        heading("What should I say?"),
        steps(
            ("Say where you are", "<p>Give the address or what you can see.</p>"),
            (
                "Say what is happening",
                "<p>Say who is hurt, or what you are worried about. Use your own words.</p>",
            ),
            (
                "Say what helps",
                "<p>Tell them if the person does not speak, is afraid of loud noise or touch, or uses a "
                "wheelchair.</p>",
            ),
            ("Stay on the phone", "<p>They will tell you what to do until help comes.</p>"),
        ),
        heading("What can this website not do?"),
        text(
            "<ul><li>Nobody reads this website at night or at weekends.</li>"
            "<li>We cannot send help to you.</li>"
            "<li>The contact form is not for emergencies.</li></ul>"
        ),
        questions(
            (
                "What happens when I ring the Front Door?",
                "<p>A person listens and asks some questions. They decide with you what would help. "
                "If a child is not safe they act the same day.</p>",
            ),
            (
                "Will people be told that I rang?",
                "<p>You can ask them not to say who you are. They will tell you if they cannot promise "
                "it.</p>",
            ),
        ),
    ],
}

CONTACT: dict[str, Any] = {
    "title": "Contact us",
    "summary": "Ask us anything, tell us what you think, or ask for a page in another way.",
    "picture": "conversation",
    "body": [
        text(
            '<p>Is someone in danger? Go to <a href="/get-help-now/">Get help now</a>. '
            "We do not read messages at night or at weekends.</p>"
        ),
        contact(
            "Ring or text us",
            phone="01632 960123",
            text_phone="07700 900123",
            hours="Monday to Friday, 9am to 5pm. Someone can ring you back if that is easier.",
        ),
        heading("Or write to us here"),
    ],
    "thanks": "Someone from the team will read it in 2 working days. If you gave an email or a phone number, "
    "we will answer in 10 working days. If we need longer, we will tell you why.",
}

LISTEN: dict[str, Any] = {
    "title": "Tell us what you think",
    "summary": "What you tell us changes what we do. Here is how to tell us now.",
    "picture": "talking",
    "body": [
        picture(
            "talking",
            "<p>You can tell us anything about help in Larkshire: what is good, what is hard, what is "
            "missing.</p>",
        ),
        heading("How can I tell you?"),
        steps(
            (
                "Write to us",
                '<p>Use the <a href="/contact/?about=tell-us">contact form</a>. You can leave out your '
                "name.</p>",
            ),
            (
                "Tell us that help is missing",
                '<p>Did you look for help and not find it? <a href="/find-help/missing/">Tell us it is '
                "missing</a>. "
                "We count what people need, by place and by age.</p>",
            ),
            (
                "Ring us, or ask someone to ring for you",
                "<p>Ring 01632 960123, Monday to Friday, 9am to 5pm. We write down what you say in your "
                "words.</p>",
            ),
            (
                "Talk to other parent carers",
                "<p>Larkshire Parent Carer Forum hears from families and speaks up for all of them. "
                "Write to hello@larkshire-forum.example.</p>",
            ),
        ),
        heading("What do you do with what I say?"),
        text(
            "<p>We keep your words as you said them. You get a number, so you can ask about it later. "
            "We look at everything that people tell us when we decide what to change.</p>"
            "<p>Each year we publish what families told us, what we will do, and what we cannot do and why. "
            "We never publish your name.</p>"
        ),
        action("Tell us now", "/contact/?about=tell-us"),
    ],
}

FIXED_PAGES: list[tuple[type[ContentPage], str, dict[str, Any]]] = [
    (GetHelpNowPage, "get-help-now", GET_HELP_NOW),
    (ContactPage, "contact", CONTACT),
    (GuidancePage, "listen", LISTEN),
    (StatementPage, "accessibility-statement", ACCESSIBILITY),
    (StatementPage, "privacy", PRIVACY),
    (StatementPage, "how-to-complain", COMPLAINTS),
]

EASY_READ_ROWS: dict[str, list[Block]] = {
    "get-help-now": [
        row("help", "<p>Is someone in danger or badly hurt?</p><p><b>Ring 999.</b></p>"),
        row("hospital", "<p>Do you feel ill, but it is not 999?</p><p><b>Ring 111.</b></p>"),
        row("sad", "<p>Are you worried that a child is not safe?</p><p><b>Ring 01632 960199.</b></p>"),
        row(
            "conversation",
            "<p>Are you a child or young person who wants to talk?</p><p><b>Ring 0800 1111.</b></p>",
        ),
        row("tablet", "<p>This website cannot send help. Please ring.</p>"),
    ],
    "how-to-complain": [
        row("do-not-like", "<p>Are you not happy with help you got?</p><p>You can complain.</p>"),
        row(
            "conversation",
            "<p>First, tell the people who help you.</p><p>They may be able to put it right.</p>",
        ),
        row(
            "writing",
            "<p>If that does not work, tell us.</p><p>You can write, ring, or ask someone to do it for "
            "you.</p>",
        ),
        row("friends", "<p>Someone can help you complain. It is free.</p><p>Ring 01632 960145.</p>"),
        row("yes", "<p>It will not make your help worse.</p>"),
    ],
}
