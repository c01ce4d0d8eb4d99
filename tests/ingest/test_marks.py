"""Three questions with their answers, written in each of the ways in which documents mark them."""

import pytest

from tutor.ingest.finding import find_pairs

QUESTIONS = ["What is a kettle?", "Why does it whistle?", "How do you clean it?"]
ANSWERS = ["A vessel for hot water.", "Steam passes through two narrow holes.", "With vinegar, boiled once."]
KEYCAP = "\ufe0f\u20e3"

# n is the number, k its keycap, q the question and a the answer.
PLAIN = {
    "keycap plain": "{k} {q}\n\n{a}\n\n",
    "keycap bold": "**{k} {q}**\n{a}\n\n",
    "keycap heading": "### {k} {q}\n{a}\n\n",
    "Q1. plain": "Q{n}. {q}\n{a}\n\n",
    "Q1) plain tight": "Q{n}) {q}\nAns) {a}\n",
    "Question n: heading next line": "### Question {n}:\n{q}\n\n{a}\n\n",
    "Question n heading next line bold": "### Question {n}\n\n**{q}**\n\n{a}\n\n",
    "h3 in md": "<h3>{n}. {q}</h3>\n\n{a}\n\n",
    "h3 in md with p": "<h3>{q}</h3>\n<p>{a}</p>\n\n",
    "b in md": "<b>{n}. {q}</b><br>\n{a}<br><br>\n",
    "tab numbered": "{n}.\t{q}\n\t{a}\n",
    "1) plain": "{n}) {q}\n{a}\n\n",
    "(1) plain": "({n}) {q}\n\n{a}\n\n",
    "[1] plain": "[{n}] {q}\n\n{a}\n\n",
    "1 - plain": "{n} - {q}\n\n{a}\n\n",
    "1: plain": "{n}: {q}\n{a}\n\n",
    "#1 plain": "#{n} {q}\n\n{a}\n\n",
    "#1: bold": "**#{n}: {q}**\n\n{a}\n\n",
    "Ans:": "{n}. {q}\nAns: {a}\n\n",
    "bold Ans": "{n}. {q}\n\n**Ans** {a}\n\n",
    "bold Ans.": "**{n}. {q}**\n\n**Ans.** {a}\n\n",
    "Ans -": "Q{n} {q}\n\nAns - {a}\n\n",
    "A- and Q-": "Q- {q}\n\nA- {a}\n\n",
    "Q. A.": "Q. {q}\nA. {a}\n\n",
    "answer italics label": "**{q}**\n\n*Answer:* {a}\n\n",
    "answer in heading": "## {q}\n\n### Answer\n\n{a}\n\n",
    "answer label heading with colon": "### Q{n}: {q}\n\n#### Answer:\n\n{a}\n\n",
    "star bullets bold q then text": "* **{q}** {a}\n",
    "star bullets bold q colon": "* **{q}**: {a}\n",
    "bullets q newline indented": "* {q}\n\n  {a}\n\n",
    "hr between bold": "**{q}**\n\n{a}\n\n---\n\n",
    "hr stars": "### {q}\n{a}\n\n***\n\n",
    "back to top": "### {n}. {q}\n\n{a}\n\n**[⬆ Back to Top](#table-of-contents)**\n\n",
    "back to top 2": "### {q}\n\n{a}\n\n[⬆️ Back to top](#top)\n\n",
    "back to top 3": "### {q}\n\n{a}\n\n[↑ back to contents](#contents)\n\n",
    "back to top 4": "### {q}\n\n{a}\n\n<div align=\"right\"><b><a href=\"#\">↥ back to top</a></b></div>\n\n",
    "back to index": "### {q}\n\n{a}\n\n[Back to Index](#index)\n\n",
    "return to top": "### {q}\n\n{a}\n\n[Return to top](#kettles)\n\n",
    "go up": "### {q}\n\n{a}\n\n[🔝](#kettles)\n\n",
    "anchor before": "<a name=\"q{n}\"></a>\n### {n}. {q}\n\n{a}\n\n",
    "anchor id inside heading": "### <a id=\"q{n}\"></a>{n}. {q}\n\n{a}\n\n",
    "attr id": "### {n}. {q} {{#q{n}}}\n\n{a}\n\n",
    "underline def list": "{q}\n: {a}\n\n",
    "toggle notion": "<details>\n<summary>{n}. {q}</summary>\n\n{a}\n\n</details>\n\n",
    "toggle notion bold": "<details>\n    <summary><b>{q}</b></summary>\n    {a}\n</details>\n\n",
    "toggle h3": "<details>\n<summary><h3>{q}</h3></summary>\n\n{a}\n</details>\n\n",
    "notion arrow": "▶ {q}\n\n{a}\n\n",
    "notion bullets": "- {q}\n    \n    {a}\n    \n\n",
    "setext": "{q}\n-----\n\n{a}\n\n",
    "bold question colon after": "**Question:** {q}\n\n**Answer:** {a}\n\n",
    "Question colon upper": "QUESTION: {q}\n\nANSWER: {a}\n\n",
    "Q: A: tight": "Q: {q}\nA: {a}\n",
    "indented A": "Q: {q}\n   A: {a}\n\n",
    "bold inside colon outside": "**Q{n}**: {q}\n\n**A{n}**: {a}\n\n",
    "emoji bold label": "**🔹 {q}**\n\n{a}\n\n",
    "checkbox": "- [ ] {q}\n  {a}\n",
    "checkbox2": "- [x] **{q}**\n\n  {a}\n\n",
    "level brackets": "### {n}. [Easy] {q}\n\n{a}\n\n",
    "question with stars": "### {n}. {q} ⭐⭐\n\n{a}\n\n",
    "nbsp": "**{n}.\u00a0{q}**\n\n{a}\n\n&nbsp;\n\n",
    "org": "* {q}\n{a}\n\n",
    "asciidoc": "== {n}. {q}\n\n{a}\n\n",
    "wiki ==": "== {q} ==\n\n{a}\n\n",
    "rst ~": "{q}\n~~~~~~~~~~~~~~~~~~~~~~~~~~\n\n{a}\n\n",
    "rst ^": "{q}\n^^^^^^^^^^^^^^^^^^^^^^^^^^\n\n{a}\n\n",
    "Q&A one heading": "### Q{n} — {q}\n\n{a}\n\n",
    "quote q": "> **{q}**\n\n{a}\n\n",
    "quote q plain": "> {q}\n\n{a}\n\n",
    "bold underscore": "__{n}. {q}__\n\n{a}\n\n",
    "bold italics": "***{n}. {q}***\n\n{a}\n\n",
    "italic q": "*{q}*\n\n{a}\n\n",
    "italic q underscores": "_{q}_\n\n{a}\n\n",
    "underline u": "<u>{q}</u>\n\n{a}\n\n",
    "centered p bold": "<p><b>Q{n}. {q}</b></p>\n<p>{a}</p>\n\n",
    "markdown escaped number": "**{n}\\. {q}**\n\n{a}\n\n",
    "escaped dot plain": "{n}\\. {q}\n\n{a}\n\n",
    "all zeros": "#### 0{n}. {q}\n\n{a}\n\n",
    "Q.1": "**Q.{n} {q}**\n\n{a}\n\n",
    "Q.No.1": "Q.No.{n} {q}\n\nAns. {a}\n\n",
    "Que 1": "Que {n}: {q}\n\nSol: {a}\n\n",
    "Question #1": "## Question #{n}: {q}\n\n{a}\n\n",
    "Question 1 of 3": "## Question {n} of 3\n\n{q}\n\n**Answer**\n\n{a}\n\n",
    "Q1 pipe": "### Q{n} | {q}\n\n{a}\n\n",
    "Interview Question 1": "**Interview Question {n}:** {q}\n\n**Sample Answer:** {a}\n\n",
    "A on own heading level with Q": "## Q: {q}\n\n## A: {a}\n\n",
    "A on own heading level": "## Question\n\n{q}\n\n## Answer\n\n{a}\n\n",
    "Front Back": "Front: {q}\nBack: {a}\n\n",
    "anki text": "{q} :: {a}\n",
    "tsv like": "{q}\t{a}\n",
    "chatgpt export": "**You said:** {q}\n\n**ChatGPT said:** {a}\n\n",
    "chatgpt export own lines": "You said:\n{q}\n\nChatGPT said:\n{a}\n\n",
    "user assistant": "**User:** {q}\n\n**Assistant:** {a}\n\n",
    "prompt response": "Prompt: {q}\nResponse: {a}\n\n",
    "bullets unindented": "• {q}\n{a}\n\n",
    "numbered bold br": "{n}. **{q}** <br> {a}\n",
    "numbered bold br next line": "{n}. **{q}** <br>\n{a}\n\n",
    "bullet bold br/": "* **{q}** <br/>{a}\n",
    "company tags": "### {n}. {q} *(Asked at: Acme, Umbrella)*\n\n{a}\n\n",
    "level after bold": "**Q{n}. {q}** (Easy)\n\n{a}\n\n",
    "level italics after": "**{n}. {q}** *Easy*\n\n{a}\n\n",
    "html comments": "<!-- question {n}: what?\nis it good? -->\n### {q}\n\n{a}\n\n",
    "html comment after": "### {q}\n\n{a}\n\n<!-- end of {n} -->\n\n",
    "obsidian callout": "> [!question] {q}\n> {a}\n\n",
    "obsidian callout folded": "> [!faq]- {q}\n> {a}\n\n",
    "mkdocs admonition": "??? question \"{q}\"\n\n    {a}\n\n",
    "mkdocs admonition plus": "???+ question \"{n}. {q}\"\n    {a}\n\n",
    "mkdocs !!!": "!!! question \"{q}\"\n    {a}\n\n",
    "docusaurus": "<details>\n  <summary>{q}</summary>\n  <div>\n    {a}\n  </div>\n</details>\n\n",
    "emoji bullet bold num": "🔹 **{n}. {q}**\n{a}\n\n",
    "check heading": "### ✅ {n}. {q}\n\n{a}\n\n",
    "check answer heading": "### {n}. {q}\n\n### ✔️ Answer:\n\n{a}\n\n",
    "answer heading same level bold": "### **Q{n}. {q}**\n### **Answer:**\n{a}\n\n",
    "answer heading same line": "### Q{n}. {q}\n### A{n}. {a}\n\n",
    "Q) A)": "Q) {q}\nA) {a}\n\n",
    "Q1) A1)": "Q{n}) {q}\nA{n}) {a}\n\n",
    "Q1: A1: with bold label": "**Q{n}:** {q}\n\n**A{n}:** {a}\n\n",
    "number bold only": "**{n}.** {q}\n\n{a}\n\n",
    "number no space": "{n}.{q}\n{a}\n\n",
    "expected answer": "**Interview Question:** {q}\n\n**Expected Answer:** {a}\n\n",
    "blockquote labels": "> **Q:** {q}\n>\n> **A:** {a}\n\n",
    "hash separators": "Question: {q}\nAnswer: {a}\n###\n",
    "equals separators": "Q: {q}\nA: {a}\n==========\n",
}  # fmt: skip
FRAMED = {
    "dl html": ("<dl>\n", "<dt>{q}</dt>\n<dd>{a}</dd>\n", "\n</dl>"),
    "asciidoc 3": ("= Kettles\n\n", "=== {q}\n\n{a}\n\n", ""),
    "pipe rows": ("| No | Question | Answer |\n|---|---|---|\n", "| {n} | {q} | {a} |\n", ""),
    "pipe ques": ("| Interview Questions | Answers |\n|---|---|\n", "| {q} | {a} |\n", ""),
    "pipe term": ("| # | Interview question | Expected answer |\n|---|---|---|\n", "| {n} | {q} | {a} |\n", ""),
    "bold table": ("| **Question** | **What to say** |\n|---|---|\n", "| **{q}** | {a} |\n", ""),
    "front matter": ("---\ntitle: \"What are the top kettle questions?\"\ndescription: How to prepare?\ntags: [kettle, tea]\ndate: 2031-05-03\n---\n\n", "### {q}\n\n{a}\n\n", ""),  # noqa: E501
    "front matter toml": ("+++\ntitle = \"What are the top kettle questions?\"\ndate = 2031-05-03\n+++\n\n", "**{q}**\n\n{a}\n\n", ""),  # noqa: E501
    "mdx": ("import Tabs from '@theme/Tabs'\n\nexport const x = 1\n\n# Kettles\n\n", "### {q}\n\n{a}\n\n", ""),
}  # fmt: skip


def written(template: str) -> str:
    pairs = enumerate(zip(QUESTIONS, ANSWERS, strict=True), 1)
    return "".join(template.format(n=n, k=f"{n}{KEYCAP}", q=question, a=answer) for n, (question, answer) in pairs)


@pytest.mark.parametrize("template", PLAIN.values(), ids=PLAIN.keys())
def test_finds_the_questions_however_they_are_marked(template: str) -> None:
    found = find_pairs(f"# Kettles\n\n{written(template)}")

    assert [(pair.question, pair.answer) for pair in found.pairs] == list(zip(QUESTIONS, ANSWERS, strict=True))


@pytest.mark.parametrize(("head", "template", "tail"), FRAMED.values(), ids=FRAMED.keys())
def test_finds_the_questions_of_lists_and_tables(head: str, template: str, tail: str) -> None:
    found = find_pairs(head + written(template) + tail)

    assert [(pair.question, pair.answer) for pair in found.pairs] == list(zip(QUESTIONS, ANSWERS, strict=True))
