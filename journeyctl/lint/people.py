"""Telling a person's name from a team's, as far as a machine can: only what is surely a person counts.

A team that is missed does no harm; a team that is called a person does. So a name counts when a title, initials, a
Dutch prefix or a common given name shows that it is one, and a mailbox when it is written as such a name.
"""

from __future__ import annotations

import re

# The most common given names of the Netherlands, Flanders and the English-speaking countries, as registries list them;
# names that are also words (Mark, May, Rose, Will) are left out.
_NAMES = """
aaron adam ahmed alan albert alex alexander ali alice amanda amy andrea andrew angela anita anja anke ann anna anne
annie anouk anthony antoon arjan arthur astrid barbara bart bas ben benjamin bernard bert betty bianca bob bram
brenda brian carla carlo carol caroline catherine cees charles chris christina christine claudia cor corrie daan
daniel danielle david debbie deborah dennis diana diane dirk donald dorothy douglas edward edwin eline elizabeth
ellen els emily emma eric erik esther eva evelien fatima femke ferry floor frank frans fred gary george gerard gerda
gerrit gert greg hannah hans harold harry heather heidi helen henk henry herman hugo ibrahim ilse ineke inge ingrid
irene jacob jacqueline jacques james jan jane janet jason jasper jeff jennifer jeroen jessica jim joan joep johan
johanna john jolanda jonathan joost joris jos joseph joshua joyce judith julia julie justin karel karen karin
kathleen kees keith kelly ken kevin kim klaas koen larry laura lars leo leon lianne liam linda lisa lisanne lotte
louis louise luuk maarten maaike manon marc margaret maria marian marianne marie marieke marijke marion marjan
marloes martijn martin mary matthew maurice mehmet melissa menno michael michel michelle miranda mirjam mohamed
mohammed monique myrthe nadia nancy natalie nicole niels nina noah olivia omar oscar pamela patricia patrick paul
paula peter petra philip piet pieter pim rachel ralph raymond rebecca rene richard rick rik rita rob robbert robert
robin roel roger ronald ruben rutger ruud ryan samuel sander sandra sanne sarah scott sebastian sharon sjoerd sofie
sophie stefan stephanie stephen steve steven susan suzanne sven teun thea theo thijs thomas tijmen timothy tineke
tom truus ursula vincent walter wendy wesley william willem wilma wim wouter yvonne zoe
"""
GIVEN_NAMES = frozenset(_NAMES.split())
PREFIXES = r"(?:van|von|de|den|der|het|ten|ter|te|'t|la|le|el|al|bin|op|in)"
SURNAME = rf"(?:{PREFIXES} )*[^\W\d_][\w'-]*[^\W\d_](?:-[^\W\d_]\w+)?"
TITLE = re.compile(r"(?:(?:mr|ms|dr|prof|ir|drs|dhr|mevr|mw)\.|mr|mrs|mevrouw|meneer|de heer) [^\W\d_]", re.IGNORECASE)
INITIALS = re.compile(rf"(?:[^\W\d_]\. ?)+{SURNAME}")
TWO_OR_MORE_WORDS = re.compile(r"(?P<given>[^\W\d_]+)[ -][^\W\d_].*")
_WORDS = """
team teams department dept desk office board group unit squad staff service services support care centre center
company shop shops store stores studio foundation bank agency sons brothers partners transport afdeling groep
kantoor dienst diensten bedrijf winkel winkels stichting zonen directie balie bestuur
"""
ORGANISED = frozenset(_WORDS.split())
ADDRESS = re.compile(r"(?P<box>[\w.+'-]+)@[\w-]+(?:\.[\w-]+)+")
SMALLEST_SURNAME = 3


def is_person(name: str) -> bool:
    """Tell whether a name is surely a person's: `Jan de Vries`, `Mrs Jones`, `A. Bakker`; not `Customer care`."""
    name = name.strip()
    if ORGANISED & set(re.findall(r"\w+", name.casefold())):
        return False
    if TITLE.match(name) or INITIALS.fullmatch(name):
        return True
    found = TWO_OR_MORE_WORDS.fullmatch(name)
    return found is not None and found["given"].casefold() in GIVEN_NAMES


def personal_mailbox(contact: str) -> str | None:
    """Return the address in a contact that is surely one person's: `jan.devries@…`, `a.bakker@…`; not `info@…`."""
    for found in ADDRESS.finditer(contact):
        words = [word for word in re.split(r"[._+-]", found["box"].casefold()) if word]
        if not ORGANISED & set(words) and _is_name(words):
            return found[0]
    return None


def _is_name(words: list[str]) -> bool:
    """Tell whether the words of a mailbox are a given name, with or without a surname, or initials and a surname."""
    if not words or not all(word.isalpha() for word in words):
        return False
    initials = len(words) > 1 and len(words[0]) == 1 and len(words[-1]) >= SMALLEST_SURNAME
    return initials or words[0] in GIVEN_NAMES
