"""What a file is, is told by its bytes; what deceives or is too much is refused with a sentence."""

import tracemalloc
from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfWriter

from collab.project_files import limits
from collab.project_files.kinds import Kind
from collab.project_files.recognising import recognise
from collab.project_files.refusal import FileRefused
from collab.text import in_language
from tests.files.corpus import HEIC
from tests.project_files import corpus


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with in_language("en"):
        yield


@pytest.mark.parametrize("name", corpus.TAKEN)
def test_a_file_is_what_its_content_says(name: str) -> None:
    data, kind = corpus.TAKEN[name]
    assert recognise(BytesIO(data), name) is kind


def test_a_pdf_that_a_program_writes_is_one() -> None:
    written, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(written)
    assert recognise(written, "plan.pdf") is Kind.PDF


def test_a_name_says_nothing_of_what_a_file_is() -> None:
    said = [recognise(BytesIO(data), "invoice.exe") for data, kind in corpus.TAKEN.values()]
    assert said == [Kind.TXT if kind is Kind.CSV else kind for _data, kind in corpus.TAKEN.values()]


def test_a_picture_of_a_telephone_is_a_picture() -> None:
    assert recognise(BytesIO(HEIC), "IMG_0001.HEIC") is Kind.PICTURE


@pytest.mark.parametrize("name", corpus.REFUSED)
def test_what_is_hostile_is_refused_with_a_sentence(name: str) -> None:
    data, sentence = corpus.REFUSED[name]
    with pytest.raises(FileRefused, match=sentence):
        recognise(BytesIO(data), name)


def test_a_file_of_more_than_25_megabytes_is_refused_and_one_of_25_is_not() -> None:
    line = b"0123456789\n"
    just = (line * (limits.MOST_OF_A_FILE // len(line) + 1))[: limits.MOST_OF_A_FILE]
    assert recognise(BytesIO(just), "a.txt") is Kind.TXT
    with pytest.raises(FileRefused, match="larger than 25"):
        recognise(BytesIO(just + b"x"), "a.txt")


@pytest.mark.parametrize("name", ["bomb.docx", "many.docx", "overlap.docx", "bzip2.docx", "lzma.docx"])
def test_a_bomb_is_refused_within_a_few_megabytes(name: str) -> None:
    stream = BytesIO(corpus.REFUSED[name][0])
    tracemalloc.start()
    with pytest.raises(FileRefused):
        recognise(stream, name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000
