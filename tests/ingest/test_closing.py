import pytest

from tutor.ingest.finding import find_pairs

ANSWER = "A flat cover. It keeps the steam in the pot, so that the rice is done sooner."
QUESTIONS = "## 1. What is a pot?\n\nA deep pan.\n\n## 2. What is a lid?\n\n" + ANSWER

CLOSINGS = [
    "Let me know if you'd like more questions on pots, or a quiz!",
    "Would you like me to turn these into flashcards?",
    "Would you like these exported as:\n\n1. 📄 one sheet\n2. 🃏 cards\n\nLet me know and I’ll print them!",
    "Would you like to go deeper into any of these pots?",
    "✅ That’s **2 questions** on pots.\n\nWould you like me to **make a quiz of them**?",
    "Do you want a PDF of this as well?",
    "Want me to write 50 more?",
    "Shall I continue with the lids?",
    "If you want, I can also add questions about steam.",
    "Feel free to ask if you need more pots!",
    "Hope this helps! 😊",
    "I hope this helps with your interview preparation.",
    "Here is the complete list! Let me know which ones to expand.",
    "These questions cover the basics of pots and should help you prepare. Let me know if you need more!",
    "This covers the most common pot interview questions. Good luck!",
    "That's it! You now have a solid set of pot questions.",
    "Good luck with your interview! 🚀",
    "All the best for your interviews!",
    "Happy cooking!\n\nThanks for reading!",
    "If you found this helpful, please ⭐ the list.",
    "Feel free to contribute by opening a pull request.",
    "Don't forget to share it with your friends.",
    "Stay tuned for more questions!",
]


@pytest.mark.parametrize("rule", ["", "---\n\n"], ids=["plain", "below a rule"])
@pytest.mark.parametrize("closing", CLOSINGS)
def test_the_last_answer_ends_before_the_closing_words(closing: str, rule: str) -> None:
    found = find_pairs(f"{QUESTIONS}\n\n{rule}{closing}\n")

    assert [pair.answer for pair in found.pairs] == ["A deep pan.", ANSWER]


def test_a_chats_offer_ends_any_answer_and_what_sums_up_a_part_ends_its_last() -> None:
    found = find_pairs(
        f"{QUESTIONS}\n\nLet me know if you want an example!\n\n## 3. What is a rim?\n\nAn edge.\n\n---\n\n"
        "✅ Now you have **3 questions** on pots.\n\nGreat, let us go on with pans.\n\n"
        "# Pans\n\n## 4. What is a pan?\n\nFlat.\n"
    )

    assert [pair.answer for pair in found.pairs] == ["A deep pan.", ANSWER, "An edge.", "Flat."]


@pytest.mark.parametrize(
    "paragraph",
    [
        "This list of parts is what the cook looks for in a lid.",
        "Let us say the guest asks: would you like me to lift it?",
        "> Let me know if you need more bread.",
        '"I hope this helps," says the letter.',
        "1. Would you like a lid?\n2. Do you want more steam?",
        "```\nlet me know\n```",
        "That is all the lid does.",
        "These openings let the steam out.",
    ],
)
def test_a_last_paragraph_of_the_answer_itself_stays(paragraph: str) -> None:
    found = find_pairs(f"{QUESTIONS}\n\n{paragraph}\n")

    assert found.pairs[-1].answer == f"{ANSWER}\n\n{paragraph}"
