"""Our own lists of terms: needs, kinds of help, access, and the 19 Local Offer headings.

The words are ours. Picture names are words of the picture vocabulary.
"""

from localoffer.heading_terms import HEADINGS
from localoffer.term_lists import Term, TermList

__all__ = ["ACCESS", "HEADINGS", "HELP", "NEEDS", "TAXONOMIES", "Term", "TermList"]

NEEDS = TermList(
    "need",
    "Needs",
    "What a child or young person may need help with. You do not need a diagnosis to use these words.",
    (
        Term(
            "autism", "Autism", "Autistic children and young people, with or without a diagnosis.", "rainbow"
        ),
        Term("adhd", "ADHD", "Finding it hard to focus, sit still or wait.", "brain"),
        Term(
            "speech",
            "Speech, language and communication",
            "Talking, understanding words, and being understood.",
            "talking",
        ),
        Term(
            "learning-disability",
            "Learning disability",
            "Needing more help to learn, understand and do everyday things.",
            "learner",
        ),
        Term(
            "dyslexia",
            "Dyslexia, reading, writing and numbers",
            "Finding reading, spelling, writing or maths hard.",
            "reading",
        ),
        Term("anxiety", "Worries and anxiety", "Feeling worried or scared a lot of the time.", "worried"),
        Term(
            "mental-health",
            "Feelings and mental health",
            "Low mood, strong feelings, self-harm or trauma.",
            "sad",
        ),
        Term(
            "behaviour",
            "Behaviour that is hard to manage",
            "Meltdowns, hitting out, or not feeling safe at home or school.",
            "angry",
        ),
        Term(
            "school-avoidance",
            "Finding school too hard",
            "Missing school because of worry or because needs are not met.",
            "school",
        ),
        Term(
            "sensory",
            "Sensory needs",
            "Being upset by, or looking for, sound, light, touch or movement.",
            "ear-defenders",
        ),
        Term(
            "deaf",
            "Deaf or hearing loss",
            "Deaf children and young people, and those with some hearing loss.",
            "hearing-aid",
        ),
        Term(
            "vision",
            "Blind or sight loss",
            "Children and young people who are blind or do not see well.",
            "white-cane",
        ),
        Term(
            "deafblind",
            "Deaf and sight loss together",
            "Children who have both hearing and sight loss.",
            "touch",
        ),
        Term(
            "physical",
            "Physical disability",
            "Moving, balance, using a wheelchair, or tired muscles.",
            "wheelchair",
        ),
        Term(
            "coordination",
            "Co-ordination (dyspraxia)",
            "Being clumsy, or finding buttons, pens and cutlery hard.",
            "writing",
        ),
        Term(
            "health",
            "Medical needs",
            "Long-term illness, epilepsy, diabetes, feeding tubes or medicine in school.",
            "medicine",
        ),
        Term(
            "complex",
            "Complex needs",
            "Many needs together, needing care through the day and night.",
            "hospital",
        ),
        Term("sleep", "Sleep", "Trouble falling asleep, staying asleep, or sleeping alone.", "sleep"),
        Term(
            "eating",
            "Eating and feeding",
            "Eating very few foods, feeling sick at food, or trouble with swallowing.",
            "eating",
        ),
        Term(
            "toilet",
            "Toilet training, wetting and soiling",
            "Day or night wetting, constipation and soiling.",
            "toilet",
        ),
        Term(
            "early-delay",
            "Slow to develop in the early years",
            "Babies and young children who are not yet walking, talking or playing as expected.",
            "baby",
        ),
        Term("down-syndrome", "Down syndrome", "Children and young people who have Down syndrome.", "loved"),
    ),
)

HELP = TermList(
    "help",
    "Kinds of help",
    "What sort of help it is.",
    (
        Term(
            "advice",
            "Advice and information",
            "Someone who can answer questions and explain what you can do.",
            "conversation",
        ),
        Term(
            "assessment",
            "Finding out what a child needs",
            "Someone looks closely at what your child finds hard and what helps.",
            "looking",
        ),
        Term(
            "therapy", "Therapy", "Speech and language, occupational, physio or talking therapy.", "talking"
        ),
        Term("health-care", "Health care", "Doctors, nurses and clinics.", "doctor"),
        Term(
            "equipment",
            "Equipment and technology",
            "Wheelchairs, communication aids, hearing aids and changes to your home.",
            "tablet",
        ),
        Term(
            "early-years",
            "Early years and childcare",
            "Nurseries, childminders, toddler groups and out-of-school care.",
            "baby",
        ),
        Term(
            "school-support",
            "Help in school",
            "What schools do, and who comes into school to help.",
            "school",
        ),
        Term(
            "specialist-school",
            "Special schools and units",
            "Places for children who need more than a mainstream school can give.",
            "teacher",
        ),
        Term(
            "college",
            "College and learning after 16",
            "Courses and support for young people aged 16 to 25.",
            "learning",
        ),
        Term(
            "work",
            "Work and training",
            "Supported internships, apprenticeships, job coaches and work tasters.",
            "job",
        ),
        Term(
            "adulthood",
            "Getting ready for adult life",
            "Money, friends, health, independence and moving to adult services.",
            "goal",
        ),
        Term("housing", "A place to live", "Finding, keeping or changing a home.", "home"),
        Term(
            "short-breaks",
            "Short breaks",
            "Time away for your child and a rest for you. Some people say respite.",
            "holiday",
        ),
        Term("holiday", "Holiday clubs and days out", "Things to do when school is closed.", "beach"),
        Term("clubs", "Clubs, sport and arts", "Sport, music, drama, crafts and youth groups.", "clubs"),
        Term(
            "parent-support",
            "Help for parents and carers",
            "Groups, courses and someone to listen.",
            "parent",
        ),
        Term(
            "siblings",
            "Brothers, sisters and young carers",
            "Help for the other children in the family.",
            "siblings",
        ),
        Term(
            "mental-health-help",
            "Help with feelings",
            "Counselling, wellbeing groups and mental health services.",
            "calm",
        ),
        Term("social-care", "Social care", "Help at home, personal care, and social workers.", "family"),
        Term("travel", "Travel", "Getting to school, college and around the county.", "bus"),
        Term(
            "money", "Money and benefits", "Benefits, grants, personal budgets and help with costs.", "money"
        ),
        Term(
            "plans",
            "EHC plans",
            "Asking for, getting and checking an education, health and care plan.",
            "meeting",
        ),
        Term("disagree", "When you disagree", "Complaints, mediation and appeals.", "thumbs-down"),
        Term("urgent", "Urgent help", "Help when something cannot wait.", "ambulance"),
    ),
)

ACCESS = TermList(
    "access",
    "Access",
    "What a place or a service has, so that you can get in and be comfortable.",
    (
        Term("step-free", "No steps to get in", "You can get in and around without stairs.", "wheelchair"),
        Term(
            "wheelchair-toilet",
            "Wheelchair toilet",
            "There is a toilet with room for a wheelchair.",
            "toilet",
        ),
        Term(
            "changing-places",
            "Changing Places toilet",
            "A big toilet with a hoist and a changing bench for adults and children.",
            "bath",
        ),
        Term("hoist", "Hoist", "There is a hoist to lift a person safely.", "help"),
        Term("lift", "Lift", "There is a lift to the other floors.", "pointing"),
        Term("blue-badge", "Blue Badge parking", "There are parking spaces for Blue Badge holders.", "car"),
        Term("bus-near", "Near a bus stop", "A bus stops within five minutes' walk.", "bus"),
        Term("quiet-room", "Quiet room", "There is a calm space to go to.", "quiet"),
        Term("sensory-room", "Sensory room", "There is a room with soft lights and things to touch.", "calm"),
        Term(
            "low-noise",
            "Low noise and soft light",
            "Sound and light are kept low, or there are times when they are.",
            "dark",
        ),
        Term("hearing-loop", "Hearing loop", "There is a loop for hearing aids.", "hearing-aid"),
        Term("bsl", "British Sign Language", "Someone can sign, or an interpreter can be booked.", "deaf"),
        Term(
            "pictures-symbols",
            "Pictures and symbols",
            "Signs, timetables or choices are shown in pictures.",
            "pictures",
        ),
        Term("easy-read", "Easy Read", "Information comes in short words with pictures.", "reading"),
        Term("assistance-dogs", "Assistance dogs welcome", "Working dogs may come in.", "assistance-dog"),
        Term("one-to-one", "One-to-one support", "One adult can stay with one child.", "friends"),
    ),
)

TAXONOMIES: tuple[TermList, ...] = (NEEDS, HELP, ACCESS, HEADINGS)
