import pytest

from tutor.ingest.finding import find_pairs
from tutor.ingest.hypertext import html_to_markdown

ONE, TWO = "Why does steam burn more than boiling water?", "What makes a lid rattle?"
FIRST = "Steam gives off the heat that it took to boil. A kettle shows it: the spout is hotter than the bottom."
SECOND = "The pressure below lifts it, some steam leaves, and it falls back. That repeats a few times a second."

PAGES = {
    "a manual with navigation above each section": f"""<html><head><title>Kettles</title></head><body>
<div class="header"><p>Next: <a href="#a">Heat</a> &nbsp; [<a href="#toc">Contents</a>]</p></div><h1>Kettles</h1>
<div class="contents"><ul><li><a href="#a">1.1 {ONE}</a></li><li><a href="#b">1.2 {TWO}</a></li></ul></div>
<div id="a"><p>Next: <a href="#b">{TWO}</a>, Previous: <a href="#k">Kettles</a>, Up: <a href="#top">Top</a>
 [<a href="#toc">Contents</a>]</p><h3>1.1 {ONE}</h3><p>{FIRST}</p></div>
<div id="b"><p>Previous: <a href="#a">{ONE}</a>, Up: <a href="#top">Top</a></p><h3>1.2 {TWO}</h3><p>{SECOND}</p></div>
</body></html>""",
    "a generated page with side bar and foot": f"""<body><div class="related"><h3>Navigation</h3><ul><li><a
href="i.html">index</a></li></ul></div><div class="body"><h1>Kettles</h1><h2><a class="toc-backref" href="#c1">{ONE}</a>
<a class="headerlink" href="#a">¶</a></h2><p>{FIRST}</p><h2>{TWO}<a class="headerlink" href="#b">¶</a></h2>
<p>{SECOND}</p></div><div class="sphinxsidebar"><h3>Table of Contents</h3><ul><li><a href="#a">{ONE}</a></li></ul></div>
<div class="footer">&copy; Copyright 2031, The Cooks. Last updated on May 5. Created using <a href="/x">Maker</a>.</div>
</body>""",
    "a page whose foot no class tells": f"""<body><h1>Kettles</h1><h2>1. {ONE}</h2><p>{FIRST}</p><h2>2. {TWO}</h2>
<p>{SECOND}</p><hr><ul><li><a href="a.html">Table of Contents</a></li><li><a href="b.html">Previous Chapter</a></li>
<li><a href="c.html">Next Chapter</a></li></ul><hr><p><i>This
page last modified on <a href="/h">2031-01-01</a> UTC</i></p>
<p>Copyright 2031 The Cooks. All rights reserved.</p></body>""",
    "a post with banner, sharing, author and comments": f"""<body><div id="cookie-banner"><p>We use cookies. Is that
fine?</p></div><article><h1>Kettles</h1><div class="toc_container"><p>Contents</p><ol><li><a href="#a">{ONE}</a></li>
<li><a href="#b">{TWO}</a></li></ol></div><h2 id="a">{ONE}</h2><p>{FIRST}</p>
<div class="social-share"><a href="//t">Tell others</a></div><h2 id="b">{TWO}</h2><p>{SECOND}</p>
<div class="author-box"><p>Pat cooks since 1990.</p></div>
<h3>Related posts</h3><ul><li><a href="/p">What is a pan?</a></li></ul><h3>Leave a reply</h3><p>Your name</p>
</article><section class="comments"><p>Nice post! Why is tea hot?</p></section></body>""",
}  # fmt: skip


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_an_answer_holds_no_navigation_banner_or_foot(page: str) -> None:
    found = find_pairs(html_to_markdown(page))

    assert [(pair.question, pair.answer) for pair in found.pairs] == [(ONE, FIRST), (TWO, SECOND)]


def test_code_and_text_under_names_like_those_of_navigation_stay() -> None:
    page = f"""<body><div class="page has-sidebar"><h2>{ONE}</h2><p>{FIRST} Go <a href="#b">up</a>.</p>
<pre><code>boil() <span class="comment"># share</span></code></pre><h2 id="b">{TWO}</h2><p>{SECOND}</p></div></body>"""

    first, second = find_pairs(html_to_markdown(page)).pairs

    assert first.answer == f"{FIRST} Go [up](#b).\n\n```\nboil() # share\n```"
    assert second.answer == SECOND
