"""How far a word is from another: letters left out, added, changed, or swapped with their neighbour."""

import re
import unicodedata


def most_mistakes(word: str) -> int:
    """How many mistakes a word may have: none in a short one, one in up to seven letters, else two."""
    if len(word) < 4:
        return 0
    return 1 if len(word) <= 7 else 2


def folded(word: str) -> str:
    """The word as one writes it without the keys of å, ä, ö and é."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )


def unfolded(word: str) -> str:
    """SQL: a pattern of whatever is the same word once it is folded."""
    return re.sub("[aeo]", "_", folded(word))


SHORT, QUITE_SHORT = 5, 7
"""Letters of a word that another letter makes another word of, and of one that another first letter does."""
ALIKE = frozenset(map(frozenset, ("eä", "aå", "aä", "oå", "oö", "iy", "ie", "ck", "cs", "sz", "vw", "kq")))
"""Letters that are taken for each other: by their sound, or where the keys of å, ä and ö are missing."""


def mistakes(said: str, written: str) -> int:
    """How many mistakes make what was said of what is written; one more than it may have stands for no slip.

    In a short word another letter is another word (slott, skott), unless the letters sound or look alike.
    """
    most = most_mistakes(said)
    found = distance(said, written, most)
    changed = [{one, other} for one, other in zip(said, written, strict=False) if one != other]
    is_swap = len(said) == len(written) and len(changed) == 2 and changed[0] == changed[1]
    if not changed or is_swap or (len(said) == len(written) and all(pair in ALIKE for pair in changed)):
        return found
    is_changed = len(said) == len(written) and len(said) <= SHORT
    begins_anew = said[0] != written[0] and len(said) <= QUITE_SHORT
    return most + 1 if is_changed or begins_anew else found


def distance(one: str, other: str, most: int) -> int:
    """Damerau–Levenshtein, each letter being touched once; `most` + 1 stands for everything farther.

    Source: F. J. Damerau, "A technique for computer detection and correction of spelling errors", 1964.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            step = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], against):
                step = min(step, earlier[j - 2] + 1)
            row.append(step)
        if min(row) > most and min(before) > most:
            return most + 1
    return min(row[-1], most + 1)
