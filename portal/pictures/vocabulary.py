"""Our words with pictures: a small registry from our name to an OpenMoji picture and the words it stands for.

The same picture always means the same thing. Codes are OpenMoji 17's own. Pictures that stand together on a
page lie on one sheet, so that a page with forty of them asks for two files and not for forty.
"""

import re
from dataclasses import dataclass

CODE = re.compile(r"[0-9A-F]{4,6}(-[0-9A-F]{4,6})*")
# The lists of the directory: pages show these by the dozen, so they always come from their sheet.
EVERYDAY = frozenset({"needs", "kinds-of-help", "access"})


@dataclass(frozen=True)
class Sheet:
    """One file with several pictures, and what they have in common."""

    name: str
    title: str

    @property
    def path(self) -> str:
        """Where `manage.py build_assets` puts it, below the static address."""
        return f"pictures/sheet-{self.name}.svg"


@dataclass(frozen=True)
class Picture:
    """One picture: our name, its OpenMoji code, the words it stands for and the sheet it lies on."""

    name: str
    code: str
    words: str
    sheet: Sheet

    @property
    def path(self) -> str:
        """Where `manage.py build_assets` puts the picture by itself, below the static address."""
        return f"pictures/{self.code}.svg"

    @property
    def is_everyday(self) -> bool:
        """Say whether pages take it from its sheet; the others are few on a page and lighter alone."""
        return self.sheet.name in EVERYDAY


# Each sheet begins with its name in brackets and its title.
_LINES = """
[needs] What somebody may need help with
rainbow 1F308 different minds
brain 1F9E0 brain
talking 1F5E3 talking
learner 1F9D1-200D-1F393 learner
reading 1F4D6 reading
worried 1F61F worried
sad 1F641 sad
angry 1F620 angry
school 1F3EB school
ear-defenders 1F3A7 ear defenders
hearing-aid 1F9BB hearing aid
white-cane 1F9D1-200D-1F9AF white cane
touch 1FAF3 touch
wheelchair 1F9D1-200D-1F9BD wheelchair
writing 270D writing
medicine 1F48A medicine
hospital 1F3E5 hospital
sleep 1F6CC sleep
eating 1F374 eating
toilet 1F6BD toilet
baby 1F476 baby
loved 1F970 loved
choose 1F446 choose
homework 1F4DD homework or a form
calendar 1F4C5 calendar

[kinds-of-help] Kinds of help
conversation 1F4AC conversation
looking 1F440 looking
doctor 1F9D1-200D-2695-FE0F doctor or nurse
tablet E1CC tablet or device
teacher 1F9D1-200D-1F3EB teacher
learning 1F393 learning
job 1F9D1-200D-1F4BC job
goal 1F3AF goal
home 1F3E0 home
holiday 1F9F3 holiday
beach 1F3D6 beach
clubs E249 clubs
parent 1F469 mum or parent
siblings 1F9D2 brother or sister
calm 1F60C calm
family 1F9D1-200D-1F9D1-200D-1F9D2 family
bus 1F68D bus
money 1F4B7 money
meeting E246 my meeting
thumbs-down 1F44E thumbs down
ambulance 1F691 ambulance

[access] What a place is like
bath 1F6C0 bath
help E083 help
pointing 1F448 pointing
car 1F697 car
quiet 1F92B quiet please
dark 1F319 dark
deaf 1F9CF deaf
pictures 1F5BC pictures
assistance-dog 1F415-200D-1F9BA assistance dog
friends 1F9D1-200D-1F91D-200D-1F9D1 friends

[people-and-feelings] People and feelings
me 1F64B me
dad 1F468 dad or parent
grandparent 1F9D3 grandparent
partner 1F491 partner
pet 1F436 pet
happy 1F642 happy
very-happy 1F600 very happy
okay 1F610 okay
scared 1F628 scared
excited 1F929 excited
tired 1F971 tired
poorly 1F912 poorly
hurting 1F915 hurting
safe E247 safe
overwhelmed 1F92F overwhelmed

[saying] Saying what you think
typing 2328 typing
switch E10C switch
thumbs-up 1F44D thumbs up
wait 270B wait for me
give-time 23F3 give me time
like 2764 like
do-not-like 1F494 do not like
not-sure 1F937 not sure
yes 2705 yes
no 274C no
more 2795 more
stop 1F6D1 stop
finished 1F3C1 finished
change 1F504 change
again 1F501 again
none 1F6AB none of these
later 1F551 ask me later

[body-and-senses] Body and senses
power-chair 1F9D1-200D-1F9BC power chair
crutch 1FA7C crutch
glasses 1F453 glasses
guide-dog 1F9AE guide dog
lungs 1FAC1 lungs
teeth 1FAA5 brushing teeth
dressing 1F455 getting dressed
dentist 1F9B7 dentist
injection 1F489 injection
loud 1F50A loud
bright 1F4A1 bright
smells 1F443 smells
bubbles 1FAE7 bubbles
water-play 1F4A6 water play

[learning-and-growing-up] Learning and growing up
maths 1F9EE maths
science 1F52C science
art 1F3A8 art
music 1F3B5 music
sport 1F3C3 sport
computing 1F4BB computing
playtime 1F6DD playing
lunch 1F37D lunch
key 1F511 my own home
travel E244 travel
purse 1F45B manage money
together 1F46B relationships
have-my-say 1F5F3 have my say
healthy 1F4AA healthy
online-safety 1F512 safe online
dream 1F4AD dream
star 2B50 best thing

[out-and-about] Out and about
bedroom 1F6CF bedroom
garden 1F3E1 garden
shop 1F6D2 shop
park 1F3DE park
pool 1F3CA swimming
cinema 1F3A6 cinema
cafe 2615 cafe
town 1F3D9 town
worship 1F6D0 place of worship
drinking 1F964 drinking
fruit 1F34E fruit
vegetables 1F966 vegetables
cake 1F370 cake
walking 1F6B6 walking
minibus 1F690 minibus
taxi 1F695 taxi
train 1F686 train
bike 1F6B2 bike

[doing] Things to do
television 1F4FA television
gaming 1F3AE gaming
phone 1F4F1 phone
singing 1F3A4 singing
dancing 1F483 dancing
football 26BD football
horse E184 horse riding
cooking 1F9D1-200D-1F373 cooking
animals 1F43E animals
puzzles 1F9E9 puzzles
drama 1F3AD dressing up and drama
camping 26FA camping
party 1F389 party
outdoors 1F333 outdoors
photos 1F4F7 photos

[finding] Finding and telling
search 1F50D find
list 1F4CB list
heart 1F49B care
letter 2709 letter
email 1F4E7 email
telephone 1F4DE telephone
clock 1F552 time
pin 1F4CD place
map 1F5FA map
question 2753 question
warning 26A0 take care
law 2696 law
hands 1F91D working together
listen 1F442 listen
computer 1F5A5 online
door 1F6AA at a place
speech 1F5E8 speech
baby-bottle 1F37C feeding
book 1F4DA books
bell 1F514 tell me
settings 2699 settings
print 1F5A8 print
share 1F517 share
info 2139 information

[days-and-places] Days and places
seedling 1F331 growing up
building 1F3DB council
hand-heart 1FAF6 support
bed 1F6CF rest
mind 1F9D8 being calm
eye 1F441 eyes and sight
ear 1F442 ears and hearing
feather 1FAB6 gentle
lift 1F6D7 lift
parking 1F17F parking
ramp 267F step-free
sun 2600 summer
leaf 1F342 autumn
evening 1F306 evening
weekend 1F4C6 weekend
free 1F193 free
tick 2714 checked
"""


def _read(lines: str) -> dict[str, Picture]:
    found, sheet = {}, Sheet("", "")
    for line in filter(None, lines.splitlines()):
        first, rest = line.split(maxsplit=1)
        if first.startswith("["):
            sheet = Sheet(first.strip("[]"), rest)
            continue
        code, words = rest.split(maxsplit=1)
        found[first] = Picture(first, code, words, sheet)
    return found


PICTURES = _read(_LINES)
SHEETS = {picture.sheet.name: picture.sheet for picture in PICTURES.values()}
_BY_CODE = {picture.code: picture for picture in reversed(PICTURES.values())}


def on_sheet(sheet: Sheet) -> list[Picture]:
    """Return the pictures that lie on `sheet`, in their order."""
    return [picture for picture in PICTURES.values() if picture.sheet == sheet]


def find_picture(name: str) -> Picture | None:
    """Return the picture with our name or OpenMoji code, or None where we have none."""
    if not name:
        return None
    return PICTURES.get(name) or _BY_CODE.get(name.upper())
