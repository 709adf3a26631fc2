"""The 19 headings that a Local Offer should cover.

They follow Schedule 2 of the SEND Regulations 2014 (SI 2014/1530) in our own words. `heading-<number>` is our
sequence, not a paragraph of the law.
"""

from localoffer.term_lists import Term, TermList

HEADINGS = TermList(
    "heading",
    "Local Offer headings",
    "The parts that a Local Offer should cover.",
    (
        Term(
            "heading-1",
            "Special education and training in Larkshire",
            "Special help with learning from nurseries, schools, colleges and others in this area.",
            "school",
        ),
        Term(
            "heading-2",
            "Special education and training outside Larkshire",
            "Schools and colleges in other areas that local children and young people use.",
            "bus",
        ),
        Term(
            "heading-3",
            "What mainstream, special and council services provide, and how it is paid for",
            "What each sort of school gives, what the council adds, and where the money comes from.",
            "money",
        ),
        Term(
            "heading-4",
            "How needs are found, help is arranged and moves are planned",
            "How nurseries, schools and colleges notice needs, talk with you, arrange help and plan moves.",
            "looking",
        ),
        Term(
            "heading-5",
            "How each provider teaches, adapts, checks and supports",
            "Ten things that each provider should tell you about how it works.",
            "teacher",
        ),
        Term(
            "heading-6",
            "Apprenticeships",
            "Help for young people with SEND who earn while they learn.",
            "job",
        ),
        Term(
            "heading-7",
            "Other training after 16",
            "Supported internships, training providers and job skills.",
            "goal",
        ),
        Term(
            "heading-8", "Learning outside school and college", "Sport, arts and other ways to learn.", "art"
        ),
        Term(
            "heading-9",
            "Where to find out more about schools and colleges",
            "SEN information reports, lists of approved schools and plans to make schools easier to use.",
            "reading",
        ),
        Term(
            "heading-10",
            "Finding out about needs and asking for an EHC needs assessment",
            "How needs are checked, and how to ask for an assessment.",
            "my meeting",
        ),
        Term(
            "heading-11",
            "Personal budgets",
            "Money to arrange some of the help yourself, and how to ask.",
            "manage money",
        ),
        Term(
            "heading-12",
            "Health",
            "Therapies, nurses, clinics, mental health, equipment and moving to adult health care.",
            "doctor/nurse",
        ),
        Term(
            "heading-13",
            "Social care",
            "Short breaks, help at home, and moving to adult social care.",
            "family",
        ),
        Term(
            "heading-14", "Travel", "Getting to nursery, school and college, and help with the cost.", "bus"
        ),
        Term(
            "heading-15",
            "Information, advice, support and things to do",
            "SENDIASS, parent groups, childcare, clubs and people who can advise you.",
            "conversation",
        ),
        Term(
            "heading-16",
            "Getting ready for adult life and moving on",
            "Work, a home, friends, and moving from one stage to the next.",
            "my own home",
        ),
        Term(
            "heading-17",
            "How to complain",
            "What to do when you are not happy with a service.",
            "thumbs down",
        ),
        Term(
            "heading-18",
            "Who can get help and how it is decided",
            "The rules that some services use, and who decides.",
            "choose",
        ),
        Term(
            "heading-19",
            "Sorting out disagreements, mediation and appeals",
            "Ways to put things right, and how to appeal.",
            "have my say",
        ),
    ),
)
