"""Documents written for these tests: interviews as dialogues, and the words of a chat around the questions."""

from ingest.labelled import Labelled

TALK: list[Labelled] = []


def _add(name: str, text: str, pairs: dict[str, str], unanswered: tuple[str, ...] = ()) -> None:
    TALK.append(Labelled(name, text.strip("\n") + "\n", pairs, unanswered))


_add(
    "dialogue bold full then initials",
    """
# Talking of kettles

**Interviewer:** Kettles seem simple. Can you tell me how one works?
**Candidate:** Gladly. A coil heats the water.

**I:** Walk me through the steps.
**C:** Two of them:
**First**, the switch closes.
**Then** the coil glows.

**I:** And with gas?
**C:** The flame does the same.

**I:** Cost?
**C:** A few cents.

**#Kettles #Water #Steam #Tea**
""",
    {
        "Kettles seem simple. Can you tell me how one works?": "Gladly. A coil heats the water.",
        "Walk me through the steps.": "Two of them:\n**First**, the switch closes.\n**Then** the coil glows.",
        "And with gas?": "The flame does the same.",
        "Cost?": "A few cents.",
    },
)

_add(
    "dialogue with remarks between",
    """
# Mock interview: ovens

**Interviewer:** Good morning, and thank you for coming. Let us begin.

**Candidate:** Good morning. I am ready.

**Interviewer:** What does a fan do in an oven?

**Candidate:** It moves the hot air, so that two trays brown alike.

**Interviewer:** Good. When would you turn it off?

**Candidate:** For a sponge, whose crust would set too soon.

It is also loud.

**Interviewer:** Thank you. That is all from my side.

**Candidate:** Thank you for your time.
""",
    {
        "What does a fan do in an oven?": "It moves the hot air, so that two trays brown alike.",
        "Good. When would you turn it off?": "For a sponge, whose crust would set too soon.\n\nIt is also loud.",
    },
)

_add(
    "dialogue plain Interviewer/You",
    """
Interviewer: How do you keep bread fresh?
You: In a box of wood, and not in the fridge, where it goes stale sooner.

Interviewer: Why is that?
You: Starch turns hard in the cold.

Interviewer: Describe a crust that is done.
You: It sounds hollow when you knock.
""",
    {
        "How do you keep bread fresh?": "In a box of wood, and not in the fridge, where it goes stale sooner.",
        "Why is that?": "Starch turns hard in the cold.",
        "Describe a crust that is done.": "It sounds hollow when you knock.",
    },
)

_add(
    "dialogue with emoji and bold names, italics stage",
    """
### Round 1

👩‍💼 **Interviewer**: What is a roux?

👨‍💻 **Candidate**: Flour cooked in fat.

👩‍💼 **Interviewer**: How long do you cook it?

👨‍💻 **Candidate**: Until it smells of nuts:

- white: two minutes
- brown: ten minutes

### Round 2

👩‍💼 **Interviewer**: Which liquid goes in first?

👨‍💻 **Candidate**: Cold milk.
""",
    {
        "What is a roux?": "Flour cooked in fat.",
        "How long do you cook it?": "Until it smells of nuts:\n\n- white: two minutes\n- brown: ten minutes",
        "Which liquid goes in first?": "Cold milk.",
    },
)

_add(
    "numbered dialogue turns over two candidate turns and interviewee",
    """
**Interviewer:** Why does a soufflé fall?

**Interviewee:** The air in it cools.

**Interviewer:** Can you stop it?

**Interviewee:** Not for long. One can slow it with starch.
""",
    {
        "Why does a soufflé fall?": "The air in it cools.",
        "Can you stop it?": "Not for long. One can slow it with starch.",
    },
)

_add(
    "honest answers that speak of helping",
    """
## 1. How do you close an interview?

Thank the person and say: "Let me know if you would like more details."

## 2. How do you write to a guest?

Dear guest,

Would you like me to keep your table?

I hope this helps you to plan the evening, says the letter.

## 3. What does good service sound like?

Let me know if you need more bread.
""",
    {
        "How do you close an interview?": 'Thank the person and say: "Let me know if you would like more details."',
        "How do you write to a guest?": "Dear guest,\n\nWould you like me to keep your table?\n\nI hope this helps you to plan the evening, says the letter.",  # noqa: E501
        "What does good service sound like?": "Let me know if you need more bread.",
    },
)

_add(
    "few-shot dialogue inside an answer",
    """
# Prompting

### 1. What is few-shot prompting?

Show examples:

User: What is hot?
Assistant: Steam.

User: What is cold?
Assistant: Ice.

### 2. How many examples?

Two or three.

### 3. Where do they stand?

First.
""",
    {
        "What is few-shot prompting?": "Show examples:\n\nUser: What is hot?\nAssistant: Steam.\n\nUser: What is cold?\nAssistant: Ice.",  # noqa: E501
        "How many examples?": "Two or three.",
        "Where do they stand?": "First.",
    },
)
