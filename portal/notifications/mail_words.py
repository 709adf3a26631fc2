"""The words around the lines of a mail, in each language that the site offers.

A kind of notice may bring its own line in these languages (`NoticeKind.lines`). Where it does not, `news`
stands in front of the English line, so that its reader knows that there is something to open. An area has
these words read by somebody who speaks the language before it offers it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The frame of a mail in one language. `several` takes a number."""

    news: str
    several: str
    settings: str
    stop: str
    why_account: str
    why_follower: str


ENGLISH = Words(
    news="",
    several="{} things to tell you",
    settings="Choose what we tell you",
    stop="Stop these emails",
    why_account="You get this because you have an account here.",
    why_follower="You get this because you asked us to tell you when it changes.",
)
WORDS = {
    "en": ENGLISH,
    "pl": Words(
        news="Mamy dla Ciebie wiadomość. Otwórz link, aby ją zobaczyć.",
        several="Nowe wiadomości: {}",
        settings="Wybierz, o czym mamy Ci mówić",
        stop="Nie chcę więcej tych e-maili",
        why_account="Dostajesz tę wiadomość, bo masz tu konto.",
        why_follower="Dostajesz tę wiadomość, bo prosisz nas o wieści, gdy coś się zmieni.",
    ),
    "ro": Words(
        news="Avem o veste pentru dumneavoastră. Deschideți linkul ca să o vedeți.",
        several="Vești noi: {}",
        settings="Alegeți ce vă spunem",
        stop="Nu mai vreau aceste e-mailuri",
        why_account="Primiți acest mesaj pentru că aveți un cont aici.",
        why_follower="Primiți acest mesaj pentru că ne-ați cerut să vă spunem când se schimbă ceva.",
    ),
    "ur": Words(
        news="آپ کے لیے ایک خبر ہے۔ دیکھنے کے لیے لنک کھولیں۔",
        several="نئی خبریں: {}",
        settings="چنیں کہ ہم آپ کو کیا بتائیں",
        stop="یہ ای میلز بند کریں",
        why_account="یہ آپ کو اس لیے ملا کہ یہاں آپ کا اکاؤنٹ ہے۔",
        why_follower="یہ آپ کو اس لیے ملا کہ آپ نے کہا تھا کہ تبدیلی ہو تو بتائیں۔",
    ),
    "bn": Words(
        news="আপনার জন্য একটি খবর আছে। দেখতে লিংকটি খুলুন।",
        several="নতুন খবর: {}",
        settings="আমরা আপনাকে কী জানাব তা বেছে নিন",
        stop="এই ইমেলগুলি বন্ধ করুন",
        why_account="এখানে আপনার একটি অ্যাকাউন্ট আছে বলে এটি পেয়েছেন।",
        why_follower="পরিবর্তন হলে জানাতে বলেছিলেন বলে এটি পেয়েছেন।",
    ),
}


def words_in(language: str) -> Words:
    """The frame in that language; in English where there is none."""
    return WORDS.get(language, ENGLISH)
