"""The words of what we must say about this site: accessibility, privacy, how to complain."""

from typing import Any

from .writing import contact, heading, key_facts, questions, steps, text

# The model form of the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility
# Regulations 2018 (SI 2018/852), regulation 8: what is not accessible and why, the alternatives, how to tell
# us, and the enforcement procedure.
ACCESSIBILITY: dict[str, Any] = {
    "title": "How easy this site is to use",
    "summary": "This is our accessibility statement. It says what works, what does not yet work, and how "
    "to tell us.",
    "picture": "wheelchair",
    "body": [
        text(
            "<p>Larkshire County Council runs this website. We want as many people as possible to be "
            "able to use it. "
            "You should be able to:</p>"
            "<ul><li>change the size of the words, the colours and the space between lines</li>"
            "<li>make the page four times bigger and still read all of it</li>"
            "<li>use every part with only a keyboard or a switch</li>"
            "<li>use every part with a screen reader</li>"
            "<li>use every part when scripts are turned off</li>"
            "<li>have pages read to you, where your device has a voice</li></ul>"
            '<p>You choose these on <a href="/how-i-use-this-site/">How I use this site</a>.</p>'
        ),
        heading("How accessible is it?"),
        text(
            "<p>This website partly meets the Web Content Accessibility Guidelines version 2.2, level AA. "
            "The parts that do not are listed here.</p>"
        ),
        heading("What does not work yet, and why?"),
        questions(
            (
                "Some pages have no Easy Read or sign language",
                "<p>We have Easy Read for our most used pages and are making more. Until then, ask us "
                "and we will go "
                "through a page with you. This is not something the guidelines need, but people told us "
                "that they do.</p>",
            ),
            (
                "Some translations are behind the English",
                "<p>Each translation says which English page it matches. Where the English has changed "
                "since, "
                "the page says so.</p>",
            ),
            (
                "Some files from other services may not be accessible",
                "<p>Services give us files such as leaflets. Some of those PDFs have no headings or no "
                "words for "
                "pictures (guideline 1.1.1, non-text content, and 1.3.1, info and relationships). "
                "We ask each service for a better one, and will read it to you until we have it.</p>",
            ),
            (
                "Read aloud needs a voice on your device",
                "<p>Some old phones have no voice of their own. The page then says so. A screen reader "
                "works as well.</p>",
            ),
            title="",
        ),
        heading("What is outside the rules?"),
        text(
            "<p>The regulations do not cover PDFs and other files from before 23 September 2018 unless "
            "you need them to "
            "use a service. They also do not cover what other people's websites show when you follow a "
            "link.</p>"
        ),
        heading("Do you need it another way?"),
        text(
            "<p>We can give you anything on this site in large print, in Easy Read, on paper, read aloud "
            "by phone, or in "
            'another language. <a href="/contact/?about=format">Ask us for it another way</a> or ring. '
            "We will answer in 10 working days.</p>"
        ),
        contact(
            "Ask for it another way",
            phone="01632 960123",
            text_phone="07700 900123",
            hours="Monday to Friday, 9am to 5pm",
        ),
        heading("Did something not work for you?"),
        text(
            '<p><a href="/contact/?about=accessibility">Tell us what you cannot use</a>. '
            "Tell us the page and what you were trying to do. We will answer in 10 working days.</p>"
        ),
        heading("What if you are not happy with our answer?"),
        text(
            "<p>The Equality and Human Rights Commission (EHRC) makes sure that public websites follow "
            "the Public Sector "
            "Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. "
            "If you are not happy with our answer, contact the Equality Advisory and Support Service (EASS). "
            "Their number is 0808 800 0082.</p>"
        ),
        heading("How did we check it?"),
        text(
            "<p>We check every page with the axe tool in a real browser each time that we change the "
            "site: in every "
            "colour theme, with the keyboard, and with scripts off. People who use the site every day have "
            "not yet tested all of it. We will write here when they have.</p>"
        ),
        key_facts(
            ("We wrote this on", "23 November 2026"),
            ("We will check it again by", "23 November 2027"),
        ),
    ],
}

PRIVACY: dict[str, Any] = {
    "title": "What we know about you",
    "summary": "You can look for help here without telling us who you are. This page says what we keep "
    "and why.",
    "picture": "safe",
    "body": [
        heading("What do we know when you just look?"),
        text(
            "<p>Very little. We do not use adverts, trackers or tools from other companies. Nothing on "
            "our pages is "
            "fetched from anyone else.</p>"
            "<p>When you search near a postcode, we use it to work out how far things are. We do not "
            "keep it.</p>"
            "<p>If you tell us that help is missing, we keep what you needed, the age and the town. Not "
            "who you are.</p>"
        ),
        heading("What is stored on your device?"),
        key_facts(
            ("How you use this site", "A cookie called how_i_use remembers your colours and text size"),
            ("Your list", "A cookie remembers which services you kept"),
            ("Safe forms", "A cookie called csrftoken checks that a form came from you"),
            ("Signing in", "If you have an account, a cookie called sessionid keeps you signed in"),
        ),
        text(
            "<p>These are needed for things that you asked for, so we do not ask you to agree to them "
            "first.</p>"
        ),
        heading("What do we keep when you write to us?"),
        text(
            "<p>We keep your words, and your name, email and phone number if you give them. "
            "Only the team who answers can read them. Emails about them carry a number, never your words.</p>"
            "<p>We keep a message for 2 years after we answer it, and then delete it. A complaint is "
            "kept for 6 years.</p>"
            "<p>We use it to answer you and to make things better. The law calls this a public task "
            "(UK GDPR, article 6(1)(e)).</p>"
        ),
        heading("What can you ask for?"),
        steps(
            ("See it", "<p>Ask for a copy of what we know about you. It is free.</p>"),
            ("Put it right", "<p>Ask us to correct it if it is wrong.</p>"),
            ("Take it away", "<p>Ask us to delete it. We will, unless a law says that we must keep it.</p>"),
        ),
        text(
            '<p><a href="/contact/">Write to us</a> and say that it is about your information. '
            "If you are not happy with our answer, you can tell the Information Commissioner's Office: "
            "ring 0303 123 1113.</p>"
        ),
    ],
}

COMPLAINTS: dict[str, Any] = {
    "title": "How to complain",
    "summary": "If help was wrong, late or unfair, you can complain. It is your right and it is free.",
    "picture": "do-not-like",
    "body": [
        text(
            "<p>Complaining will not make your child's help worse. You can ask someone to complain for "
            "you.</p>"
        ),
        heading("What are you unhappy about?"),
        questions(
            (
                "A school, nursery or college",
                "<p>Talk to the SENCO or the head first. If that does not help, ask for the complaints "
                "policy. "
                "Each school must have one. It says who to write to and how long they take.</p>",
            ),
            (
                "The council, or how it made a plan",
                '<p>Use our <a href="/contact/?about=complaint">contact form</a> and choose "I want to '
                'complain". '
                "If our last answer does not help, you can go to the Local Government and Social Care "
                "Ombudsman: "
                "ring 0300 061 0614.</p>",
            ),
            (
                "A decision about an EHC plan",
                "<p>You may be able to appeal to the SEND Tribunal. There is a time limit. It is in the "
                "letter "
                "that told you the decision. Most appeals need a mediation certificate first. "
                "Ring SENDIASS before you decide: 01632 960145.</p>",
            ),
            (
                "A hospital, a therapist or another NHS service",
                "<p>Ask the service for its Patient Advice and Liaison team. They help you sort it out "
                "or complain. "
                "If that does not work, you can go to the Parliamentary and Health Service Ombudsman: "
                "ring 0345 015 4033.</p>",
            ),
            (
                "Two services that will not agree",
                "<p>Disagreement resolution is free, and someone who takes no side leads it. Ask "
                "SENDIASS about it: "
                "01632 960145.</p>",
            ),
            (
                "This website",
                '<p><a href="/contact/?about=wrong">Tell us what is wrong</a>. We will put it right or '
                "say why not.</p>",
            ),
        ),
        heading("What happens when I complain to you?"),
        steps(
            (
                "You get a number",
                "<p>You see it as soon as you send the form. Use it when you ask about your complaint.</p>",
            ),
            ("We read it", "<p>In 2 working days we tell you who is looking at it.</p>"),
            (
                "We answer",
                "<p>In 10 working days we write with what we found and what we will do. If we need "
                "longer, we say why.</p>",
            ),
            (
                "You can ask again",
                "<p>If you are not happy, a senior manager who was not part of it looks again.</p>",
            ),
        ),
        contact(
            "Someone to help you complain",
            words="SENDIASS is free, private and takes no side.",
            phone="01632 960145",
            email="advice@larkshire-sendiass.example",
        ),
    ],
}
