import pytest

from tutor.ingest.finding import find_pairs
from tutor.ingest.hypertext import html_to_markdown

ONE, TWO = "Why does steam burn more than boiling water?", "What makes a lid rattle?"
FIRST, SECOND = "It gives off the heat that it took to boil.", "The pressure below lifts it, and it falls back."

PAGES = {
    "buttons in headings above hidden panels": """<button aria-expanded="false">Menu</button>
<h3><button aria-expanded="false" aria-controls="a">{one}</button></h3>
<div id="a" role="region" hidden><p>{first}</p></div>
<h3><button aria-expanded="false" aria-controls="b">{two}</button></h3>
<div id="b" role="region" hidden><p>{second}</p></div>""",
    "bare buttons": """<div><button class="accordion" aria-expanded="false">{one}</button>
<div class="panel"><p>{first}</p></div>
<button class="accordion" aria-expanded="false">{two}</button>
<div class="panel"><p>{second}</p></div></div>""",
    "classes of a question and an answer": """<div class="faq-item"><div class="question">{one}</div>
<div class="answer"><p>{first}</p></div></div><div class="faq-item">
<div class="question">{two}</div><div class="answer"><p>{second}</p></div></div>""",
    "microdata": """<div itemscope itemtype="https://schema.org/Question">
<span itemprop="name">{one}</span>
<div itemprop="acceptedAnswer"
itemscope itemtype="https://schema.org/Answer"><div itemprop="text">{first}</div></div></div>
<div itemscope
itemtype="https://schema.org/Question">
<span itemprop="name">{two}</span>
<div itemprop="acceptedAnswer" itemscope
itemtype="https://schema.org/Answer"><div itemprop="text">{second}</div></div></div>""",
    "accordion headers that open what they name": """<div class="accordion-item"><h2 class="accordion-header" id="h1">
<button class="accordion-button" data-bs-target="#c1">{one}</button></h2>
<div id="c1" class="collapse" aria-hidden="true"><div class="accordion-body">{first}</div></div></div>
<div class="accordion-item"><h2 class="accordion-header" id="h2">
<button class="accordion-button" data-bs-target="#c2">{two}</button></h2>
<div id="c2" class="collapse" aria-hidden="true"><div class="accordion-body">{second}</div></div></div>
<div id="cookies" hidden>Do you like cookies?</div>""",
    "cards whose headings are buttons": """<div class="card"><div class="card-header"><h5>
<button class="btn" data-toggle="collapse" data-target="#c1">{one}</button></h5></div>
<div id="c1" class="collapse"><div class="card-body">{first}</div></div></div>
<div class="card"><div class="card-header"><h5><button class="btn">{two}</button></h5></div>
<div class="collapse"><div class="card-body">{second}</div></div></div>""",
    "a card of a question with its answer": """<div class="question"><h4>{one}</h4><p>{first}</p></div>
<div class="question"><h4>{two}</h4><p>{second}</p></div>""",
    "questions declared for search engines and shown without a mark": """<script type="application/ld+json">
{{"@context": "https://schema.org", "@graph": [{{"@type": "FAQPage", "mainEntity": [
{{"@type": "Question", "name": "{one}", "acceptedAnswer": {{"@type": "Answer", "text": "No."}}}},
{{"@type": "Question", "name": "{two}", "acceptedAnswer": {{"@type": "Answer", "text": "No."}}}}]}}]}}</script>
<div><div>{one}</div><div>{first}</div></div><div><div>{two}</div><div>{second}</div></div>""",
    "questions declared for search engines alone": """<script type="application/ld+json">
{{"@type": "FAQPage", "mainEntity": [
{{"@type": "Question", "name": "{one}", "acceptedAnswer": {{"@type": "Answer", "text": "<p>{first}</p>"}}}},
{{"@type": "Question", "name": "{two}", "acceptedAnswer": [{{"@type": "Answer", "text": "{second}"}}]}}]}}</script>
<script type="application/ld+json">{{"@type": "Question", </script>
<p>Welcome to the kettles. All answers are read out by the page.</p>""",
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_reads_folded_and_named_questions(page: str) -> None:
    body = page.format(one=ONE, two=TWO, first=FIRST, second=SECOND)

    found = find_pairs(html_to_markdown(f"<body><h1>Kettles</h1>{body}</body>"))

    assert [(pair.question, pair.answer) for pair in found.pairs] == [(ONE, FIRST), (TWO, SECOND)]


def test_declared_questions_are_not_added_to_a_page_that_shows_them() -> None:
    page = PAGES["questions declared for search engines alone"].format(one=ONE, two=TWO, first="No.", second="No.")
    shown = f"<h2>1. {ONE}</h2><p>{FIRST}</p><h2>2. {TWO}</h2><p>{SECOND}</p>"

    found = find_pairs(html_to_markdown(f"<body><h1>Kettles</h1>{page}{shown}</body>"))

    assert [(pair.question, pair.answer) for pair in found.pairs] == [(ONE, FIRST), (TWO, SECOND)]
