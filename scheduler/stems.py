"""Words of a text as they are compared: without their endings, without the dots of ё, the usual ones left out.

Also how some of them are written on a button, which has room for few signs and none of them Russian.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

REMEMBERED = 8192
SHORTEST = 2
"""Letters; what is shorter says nothing. A number may be of one."""
LONGEST = 40
"""Signs of a stem that are kept: what is longer is no word."""
PACKED = 46
"""Signs that a button has for them."""

_PIECES = re.compile(r"\d+|[^\W\d_]+")
_CYRILLIC = re.compile("[а-я]")
_DERIVED = re.compile(r"(?:(?<=.{4})(?:иров|ац|яц)(?:ан|а)?|(?<=.{6})ова(?:н)?|(?<=.{7})ир)$")
"""What turns one and the same root into its deed and its doing: «консультация», «консультирования»."""
_USUAL = frozenset(_PIECES.findall("""
    а без более больше будет будут бы быть в вам вас ваш весь во вот все всего всех вы где да для до его ее если
    есть еще же за здесь и из или им их к как какая какие какой какую когда который кто ли либо мне можно мой мы на
    над надо наш не нет ни них но ну нужен нужна нужно нужны о об он она они от очень по под подскажите пожалуйста
    после при про просим прошу с сам свой скажите со спасибо так также там такой тем то тоже только тот ты у уже
    хотим хочу чего чем что чтобы эта эти это этот этого я здравствуйте добрый день вопрос меня нас нам ваша наша
    наши наше ваши ваше своей своего своих делать сделать сколько почему зачем куда откуда поможет помогите помочь
    узнать найти the a an of in on to for and or is are how what
"""))
_ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEF"
_TO_SIGNS = str.maketrans(_ALPHABET, _SIGNS)
_TO_LETTERS = str.maketrans(_SIGNS, _ALPHABET)
_LATIN = "~"
"""Stands before a stem of Latin letters."""
_BETWEEN = "."


def of(text: str) -> list[str]:
    """The stems of a text, each once, in their order."""
    pieces = _PIECES.findall(text.casefold().replace("ё", "е"))
    told = (piece for piece in pieces if piece not in _USUAL and (piece.isdecimal() or len(piece) >= SHORTEST))
    return list(dict.fromkeys(map(_stem, told)))


@lru_cache(REMEMBERED)
def _stem(word: str) -> str:
    if _CYRILLIC.search(word):
        return _DERIVED.sub("", str(_russian().stemWord(word)))[:LONGEST]
    return str(_english().stemWord(word))[:LONGEST]


@lru_cache(1)
def _russian() -> snowballstemmer.RussianStemmer:
    return snowballstemmer.stemmer("russian")


@lru_cache(1)
def _english() -> snowballstemmer.EnglishStemmer:
    return snowballstemmer.stemmer("english")


def pack(stems: Iterable[str]) -> str:
    """As many of them as a button has room for. What is written in other letters finds no room there."""
    packed = ""
    for each in stems:
        written = _written(each)
        longer = f"{packed}{_BETWEEN}{written}" if packed else written
        if written and len(longer) <= PACKED:
            packed = longer
    return packed


def unpack(packed: str) -> list[str]:
    """What `pack` has written; whatever else stands on a button finds nothing."""
    return [part.removeprefix(_LATIN) if part.startswith(_LATIN) else part.translate(_TO_LETTERS)
            for part in packed.split(_BETWEEN) if part.removeprefix(_LATIN)]


def _written(stem: str) -> str:
    if not stem.isascii():
        return stem.translate(_TO_SIGNS) if set(stem) <= set(_ALPHABET) else ""
    return stem if stem.isdecimal() else f"{_LATIN}{stem}"
