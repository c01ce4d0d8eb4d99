import resource
from pathlib import Path

import pytest
from ingest.made import make_database, make_deck, make_docx, make_new_deck, make_pdf, make_protected_pdf, make_zip

from tutor.errors import ImportingError
from tutor.ingest import converting
from tutor.ingest.converting import LIMIT_S, Kind, to_cards, to_markdown
from tutor.ingest.finding import find_pairs
from tutor.ingest.importing import import_documents

HTML = b"""<!doctype html><html><head><title>Pots</title><script>alert("Q: What is this?")</script></head><body>
<nav><a href="/">Home</a> What is this?</nav><main><h2>1. What is a pot?</h2><p>It is <b>deep</b>:</p>
<ul><li>one<ul><li>two</li></ul></li></ul><pre><code>boil()</code></pre><button>Sign up</button>
<h2>2. Why is it deep?</h2><p onclick="steal()">For <code>soup_1</code>.</p></main><footer>Bye</footer></body></html>"""


def pairs_of(markdown: str) -> dict[str, str]:
    return {pair.question: pair.answer for pair in find_pairs(markdown).pairs}


def test_reads_a_web_page_without_its_navigation_and_scripts() -> None:
    assert pairs_of(to_markdown(HTML, "html", "pots.html")) == {
        "What is a pot?": "It is **deep**:\n\n- one\n  - two\n\n```\nboil()\n```",
        "Why is it deep?": "For `soup_1`.",
    }


def test_reads_collapsed_questions_and_term_lists_of_a_web_page() -> None:
    details = (
        b"<details><summary>What is a pan?</summary><p>Flat.</p></details><details><summary>Why?</summary>So.</details>"
    )
    terms = b"<dl><dt>What is a lid?</dt><dd>A cover.</dd><dt>Why use one?</dt><dd>Steam.</dd></dl>"

    assert pairs_of(to_markdown(details, "html", "a.html")) == {"What is a pan?": "Flat.", "Why?": "So."}
    assert pairs_of(to_markdown(terms, "html", "a.html")) == {"What is a lid?": "A cover.", "Why use one?": "Steam."}


def test_reads_a_pdf_with_bold_questions_over_two_pages() -> None:
    pages = [
        [
            ("Kitchen notes", 1, 0),
            ("1. What is a pot and what is the difference between", 2, 30),
            ("a pot and a pan?", 2, 14),
            ("A pot is deep and it is used for soup, which takes a long", 1, 14),
            ("1", 1, 400),
        ],
        [
            ("Kitchen notes", 1, 0),
            ("time to boil. A pan is flat.", 1, 30),
            ("2. Why is it deep?", 2, 30),
            ("For soup.", 1, 14),
            ("2", 1, 400),
        ],
    ]

    assert pairs_of(to_markdown(make_pdf(pages), "pdf", "pots.pdf")) == {
        "What is a pot and what is the difference between a pot and a pan?": "A pot is deep and it is used for soup, "
        "which takes a long time to boil. A pan is flat.",
        "Why is it deep?": "For soup.",
    }


BOOK = [
    [("The Kettle Book", 4, 0), ("May 31, 2031", 3, 40), ("All about steam and water.", 1, 40)],
    [
        ("Contents", 4, 0),
        ("1.1 Why does steam burn more than boiling water? . . . . . . . . . . 3", 1, 30),
        ("1.2 What makes the lid of a kettle rattle when the water in it boils and", 1, 14),
        ("nobody holds it? . . . . . . . . . . . . . 3", 1, 14),
        ("1.2.1 Which lids do not rattle? . . . . . . . . . . 4", 1, 14),
    ],
    [
        ("1.1 Why does steam burn more than boiling water?", 4, 30),
        ("Steam gives off the heat that it took to boil:", 1, 25),
        ("# weigh --heat steam", 1, 14),
        ("#12 in the list of burns tells more, and so does the", 1, 14),
        ("3", 1, 400),
    ],
    [
        ("CHAPTER 1. STEAM 1.1. WHY DOES STEAM BURN...", 1, 0),
        ("book on steam.", 1, 60),
        ("1.2 What makes the lid of a kettle rattle when the", 4, 30),
        ("water in it boils? And who hears it from the next", 4, 22),
        ("room?", 4, 22),
        ("The pressure below it.", 1, 25),
        ("4", 1, 300),
    ],
    [
        ("CHAPTER 1. STEAM 1.3. WHO INVENTED THE WHISTLE...", 1, 0),
        ("1.3 Who invented the whistle?", 4, 60),
        ("Nobody knows.", 1, 25),
        ("1.3.1 Brass", 3, 30),
        ("Most whistles are of brass.", 1, 25),
        ("5", 1, 300),
    ],
    [
        ("CHAPTER 2. WATER 1.3. WHO INVENTED THE WHISTLE...", 1, 0),
        ("Some are of tin.", 1, 60),
        ("1.4 How long does a kettle last?", 4, 30),
        ("Ten years.", 1, 25),
        ("6", 1, 400),
    ],
]


def test_reads_a_printed_book_without_its_heads_and_contents() -> None:
    steam = "Steam gives off the heat that it took to boil:\n\\# weigh --heat steam\n\\#12 in the list of burns tells more, and so does the"  # noqa: E501
    lid = "What makes the lid of a kettle rattle when the water in it boils? And who hears it from the next room?"

    pairs = pairs_of(to_markdown(make_pdf(BOOK), "pdf", "kettles.pdf"))

    assert pairs == {
        "Why does steam burn more than boiling water?": f"{steam} book on steam.",
        lid: "The pressure below it.",
        "Who invented the whistle?": "Nobody knows.\n### 1.3.1 Brass\nMost whistles are of brass.\n\nSome are of tin.",
        "How long does a kettle last?": "Ten years.",
    }


def test_reads_a_word_document() -> None:
    paragraphs = [
        ("Heading1", "Pots"),
        ("Heading2", "What is a pot?"),
        ("", "Deep."),
        ("Heading2", "Why?"),
        ("", "Soup &amp; so."),
    ]

    assert pairs_of(to_markdown(make_docx(paragraphs), "docx", "a.docx")) == {
        "What is a pot?": "Deep.",
        "Why?": "Soup & so.",
    }


@pytest.mark.parametrize(
    ("question", "answer"), [("number", ""), ("bold", ""), ("Question", "Answer"), ("Question", "")]
)
def test_reads_the_questions_of_a_word_document_by_their_look(question: str, answer: str) -> None:
    paragraphs = [
        ("Heading1", "Pots"),
        (question, "What is a pot?"),
        (answer, "Deep."),
        (question, "Why?"),
        ("", "Soup."),
    ]

    assert pairs_of(to_markdown(make_docx(paragraphs), "docx", "a.docx")) == {
        "What is a pot?": "Deep.",
        "Why?": "Soup.",
    }


def test_a_word_documents_style_of_questions_marks_what_does_not_ask() -> None:
    paragraphs = [("Question", "What is a pot?"), ("", "Deep."), ("Question", "Pots against pans"), ("", "Soup.")]

    assert pairs_of(to_markdown(make_docx(paragraphs), "docx", "a.docx")) == {
        "What is a pot?": "Deep.",
        "Pots against pans": "Soup.",
    }


def test_a_notes_further_fields_are_of_its_answer_where_they_are_prose() -> None:
    notes = [
        ["What is a pot?", "Deep.", "It is made of clay, iron or copper.", "kitchen::pots tools", "y"],
        ["17", "What is a pan?", "Flat.", "Source: The Book of Pans, page 3, by a cook."],
    ]

    cards = to_cards(make_deck(notes), "a.apkg")

    assert [(card.question, card.answer) for card in cards] == [
        ("What is a pot?", "Deep.\n\nIt is made of clay, iron or copper."),
        ("What is a pan?", "Flat."),
    ]


def test_reads_an_anki_deck() -> None:
    deck = make_deck(
        [
            ["What is <b>a pot</b>?", "Deep.<br>Round."],
            ["A pan is {{c1::flat::shape}}.", ""],
            ["Why? [sound:a.mp3]", "x"],
        ]
    )

    cards = to_cards(deck, "a.apkg")

    assert [(card.question, card.deck) for card in cards] == [
        ("What is **a pot**?", "Pots"),
        ("A pan is [shape].", "Pots"),
        ("Why?", "Pots"),
    ]
    assert [card.answer.split() for card in cards] == [["Deep.", "Round."], ["A", "pan", "is", "flat."], ["x"]]


def test_imports_every_format(tmp_path: Path) -> None:
    documents = {
        "a.html": HTML,
        "b.docx": make_docx([("Heading2", "What is a pot?"), ("", "Deep."), ("Heading2", "Why?"), ("", "Soup.")]),
        "c.pdf": make_pdf(
            [[("1. What is a pot?", 2, 0), ("Deep.", 1, 14), ("2. Why is it so?", 2, 30), ("Soup.", 1, 14)]]
        ),
        "d.apkg": make_deck([["What is a pot?", "Deep."], ["Why?", "Soup."]]),
        "e.csv": b"question,answer\nWhat is a pot?,Deep.\nWhy?,Soup.\n",
        "f.json": b'{"What is a pot?": "Deep.", "Why is it?": "Soup."}',
        "g.jsonl": b'{"q": "What is a pot?", "a": "Deep."}\n{"q": "Why?", "a": "Soup."}\n',
        "h.txt": b"<html><h2>What is a pot?</h2><p>Deep.</p><h2>Why is it?</h2><p>Soup.</p></html>",
        "i.md": "## What is a pot?\n\nDeep.\n\n## Why is it?\n\nSoup.\n".encode("utf-16"),
    }
    for name, data in documents.items():
        (tmp_path / name).write_bytes(data)

    report = import_documents([tmp_path / name for name in documents], tmp_path / "into")

    assert [(document.path, document.pairs, document.error) for document in report.documents] == [
        (name, 2, "") for name in documents
    ]


HOSTILE: dict[str, tuple[Kind, bytes]] = {
    "a broken PDF": ("pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20),
    "a PDF without text": ("pdf", make_pdf([[]])),
    "no Word document": ("docx", b"junk"),
    "a Word document that is a bomb": ("docx", make_zip({"word/document.xml": b"<a>" * 60_000_000})),
    "no Anki package": ("apkg", b"junk"),
    "an Anki package without a collection": ("apkg", make_zip({"a": b"b"})),
    "an Anki package with a broken database": ("apkg", make_zip({"collection.anki2": bytes(range(256)) * 40})),
    "an Anki package that never ends": (
        "apkg",
        make_zip(
            {
                "collection.anki2": make_database(
                    "CREATE VIEW notes AS WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) "
                    "SELECT i AS id, 'a' || i AS flds FROM c;"
                )
            }
        ),
    ),
    "a page nested without end": ("html", b"<div>" * 20_000 + b"x"),
    "a page that is too large": ("html", b"<p>1. What is it?</p><p>x</p>" * 400_000),
}


@pytest.mark.parametrize(("kind", "data"), HOSTILE.values(), ids=HOSTILE.keys())
def test_says_in_time_what_is_wrong_with_a_hostile_document(kind: Kind, data: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    with pytest.raises(ImportingError, match=r"^'x' .*\w+.*\."):
        to_cards(data, "x") if kind == "apkg" else to_markdown(data, kind, "x")

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < LIMIT_S + 1


def test_a_document_that_takes_too_long_is_ended_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "LIMIT_S", 1)
    with pytest.raises(ImportingError, match="'x' takes longer than 1 s to read"):
        to_markdown(b"<p>1. What is it?</p><p>x</p>" * 100_000, "html", "x")


def test_says_that_a_pdf_is_protected_with_a_password() -> None:
    with pytest.raises(ImportingError, match="protected with a password"):
        to_markdown(make_protected_pdf("secret"), "pdf", "locked.pdf")


@pytest.mark.parametrize("size_told", [True, False])
def test_reads_a_deck_of_the_new_schema_that_is_compressed(size_told: bool) -> None:
    notes = [("What is a <b>pot</b>?", "Deep:<ul><li>one</li></ul>"), ("Why?", "For soup.")]

    cards = to_cards(make_new_deck(notes, size_told=size_told), "pots.apkg")

    assert [(card.question, card.answer, card.deck) for card in cards] == [
        ("What is a **pot**?", "Deep:\n\n- one", "Pots"),
        ("Why?", "For soup.", "Pots"),
    ]
