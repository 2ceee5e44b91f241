"""How far a word is from another: letters left out, added, changed, or swapped with their neighbour."""


def most_mistakes(word: str) -> int:
    """How many mistakes a word may have: none in a short one, one in up to seven letters, else two."""
    if len(word) < 4:
        return 0
    return 1 if len(word) <= 7 else 2


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
