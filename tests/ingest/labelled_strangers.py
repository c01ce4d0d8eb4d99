"""Documents written for these tests, after habits that an independent measurement found to go wrong."""

from ingest.labelled import Labelled

STRANGERS: list[Labelled] = []


def _add(name: str, text: str, pairs: dict[str, str], unanswered: tuple[str, ...] = ()) -> None:
    STRANGERS.append(Labelled(name, text.strip("\n") + "\n", pairs, unanswered))


_add(
    "a fixed summary below a heading with its level in backticks",
    """
# Ladles in depth

## Q1. What is a ladle, and how does it differ from a spoon (page 3)? `[Basic]`

<details>
<summary>💡 Show Answer</summary>

**Answer:**

A deep spoon with a long handle.

</details>

---

## Q2. Explain how a ladle pours. `[Advanced]`

<details>
<summary>💡 Show Answer</summary>

**Answer:**

Over its lip.

| lip | flow |
|---|---|
| sharp | even |

</details>

---

## In the kitchen

- **Soup**: the usual case
""",
    {
        "What is a ladle, and how does it differ from a spoon (page 3)?": "A deep spoon with a long handle.",
        "Explain how a ladle pours.": "Over its lip.\n\n| lip | flow |\n|---|---|\n| sharp | even |",
    },
)

_add(
    "a single heading question whose summary is a fixed label",
    """
# Whisk drill

### Why does a whisk have many wires? [Medium]

<details><summary>Click for solution</summary>

More wires carry more air.

</details>
""",
    {"Why does a whisk have many wires?": "More wires carry more air."},
)

_add(
    "comments in indented code are no headings",
    """
Stove FAQ
=========

How do I light the stove from a script?
---------------------------------------

Ask the driver::

   import stove, sys

   # open the tap
   tap = stove.open()

   # strike a spark
   stove.spark(tap)

It burns until the tap closes.

How do I put it out?
--------------------

Close the tap.

.. XXX rewrite

   How do I close two taps?
   ------------------------

   One after the other::

      tap.close()

Then air the room.
""",
    {
        "How do I light the stove from a script?": "Ask the driver::\n\n   import stove, sys\n\n   # open the tap\n   tap = stove.open()\n\n   # strike a spark\n   stove.spark(tap)\n\nIt burns until the tap closes.",  # noqa: E501
        "How do I put it out?": "Close the tap.\n\n.. XXX rewrite\n\n   How do I close two taps?\n   ------------------------\n\n   One after the other::\n\n      tap.close()\n\nThen air the room.",  # noqa: E501
    },
)

_add(
    "comments in indented code of a plain text",
    """
Q1: How do you weigh flour?

With the scale:

   # put the bowl on first
   scale.tare()
   # then the flour
   scale.read()

Q2: How do you weigh salt?

By the spoon.
""",
    {
        "How do you weigh flour?": "With the scale:\n\n   # put the bowl on first\n   scale.tare()\n   # then the flour\n   scale.read()",  # noqa: E501
        "How do you weigh salt?": "By the spoon.",
    },
)

_add(
    "short and long answers, numbered answers, and an article",
    """
# Kettle FAQ

## What does a kettle do?

Short answer: it boils water.

Longer answer: it heats water until the steam whistles.

## Can it boil milk?

Answer 1: It can, but the milk burns.

Answer 2: Use a pot.

## What is a spout?

A :term:`spout` is a bent pipe.

## Why is it bent?

Answer: So that it pours.

## Why is it short?

Short answer: to save tin.
""",
    {
        "What does a kettle do?": "Short answer: it boils water.\n\nLonger answer: it heats water until the steam whistles.",  # noqa: E501
        "Can it boil milk?": "Answer 1: It can, but the milk burns.\n\nAnswer 2: Use a pot.",
        "What is a spout?": "A :term:`spout` is a bent pipe.",
        "Why is it bent?": "So that it pours.",
        "Why is it short?": "to save tin.",
    },
)

_add(
    "labelled questions of two sentences on two lines, and a last one without anything",
    """
##  QUESTIONS ON SPOONS ##

QUESTION 1: DESCRIBE THE DESSERT SPOON.
GIVE ITS LENGTH.
ANSWER:

        It is as long as a hand.

QUESTION 2: NAME TWO WOODS FOR SPOONS.
WHICH ONE LASTS?
ANSWER: Beech and olive; olive lasts.

QUESTION 3: WHAT IS A SPORK?
ANSWER:

QUESTION 4: STATE THE RULE OF THE SPOON AND PROVE IT.
""",
    {
        "DESCRIBE THE DESSERT SPOON. GIVE ITS LENGTH.": "It is as long as a hand.",
        "NAME TWO WOODS FOR SPOONS. WHICH ONE LASTS?": "Beech and olive; olive lasts.",
    },
    ("WHAT IS A SPORK?", "STATE THE RULE OF THE SPOON AND PROVE IT."),
)

_add(
    "a last labelled question without a number and without an answer",
    """
Q: What is a tray?
A: A flat board.

Q: What is a rim?
A: Its edge.

Q: Why is it raised?
""",
    {"What is a tray?": "A flat board.", "What is a rim?": "Its edge."},
    ("Why is it raised?",),
)

_add(
    "rules are no unanswered questions",
    """
# Oven interview

## How to answer

- Explain your choice before you name a number.
- Describe one oven that you have used.
- Compare at least two of them.

## 1. What is an oven?

A hot box.

## 2. Why is it closed?

It keeps the heat.
""",
    {"What is an oven?": "A hot box.", "Why is it closed?": "It keeps the heat."},
)

_add(
    "an unnumbered bold question alone in its document",
    """
# Chance

<table>
   <tr>
      <td>Check the answers before you use them.</td>
   </tr>
</table>

&nbsp;

**Imagine a drawer with ten spoons, two of them bent. You take two spoons without looking and lay the first on the table. Seven of the others are of tin, and nobody has polished them. What is the chance that both of the spoons which you took are bent?**

One in forty-five.

- first: 2/10
- second: 1/9
<br/>
""",  # noqa: E501
    {
        "Imagine a drawer with ten spoons, two of them bent. You take two spoons without looking and lay the first on the table. Seven of the others are of tin, and nobody has polished them. What is the chance that both of the spoons which you took are bent?": "One in forty-five.\n\n- first: 2/10\n- second: 1/9",  # noqa: E501
    },
)

_add(
    "two bold scenes that end in a question",
    """
# Puzzles

**You draw two plates from a stack of ten, one of them cracked. What is the chance to hold it?**

Two in ten.

Ask: **is the stack mixed?** If so, that is all.

**Your friend has washed three pans in an hour. How long do ten take?**

Two hundred minutes.
""",
    {
        "You draw two plates from a stack of ten, one of them cracked. What is the chance to hold it?": "Two in ten.\n\nAsk: **is the stack mixed?** If so, that is all.",  # noqa: E501
        "Your friend has washed three pans in an hour. How long do ten take?": "Two hundred minutes.",
    },
)

_add(
    "a section with a bold line beneath its heading",
    """
# Nine Jar Questions and Answers

## 1. The Large Jars
**What every cook knows of them, such as the lid**

### 1.1 - What is a jar? Give an example.
A glass with a lid, e.g. for jam.

### 1.2 - Explain the rubber ring.
It keeps air out.

## 2. The Small Jars
**Spices and salt**

### 2.1 - Why brown glass?
Light takes the taste away.
""",
    {
        "What is a jar? Give an example.": "A glass with a lid, e.g. for jam.",
        "Explain the rubber ring.": "It keeps air out.",
        "Why brown glass?": "Light takes the taste away.",
    },
)

_add(
    "a sample entry below the rules for contributing",
    """
# Tea question bank

## How to contribute?
Append your question in this form:

```
#### <How tall are you?>
```

---
#### How tall are you?
- **Added by**: A friend

As tall as a door.

---
I am glad of every question.

## Questions
#### What is tea?

A leaf.

#### Why does it turn brown?

It takes up oxygen.

#### How long does it keep?

A year.
""",
    {"What is tea?": "A leaf.", "Why does it turn brown?": "It takes up oxygen.", "How long does it keep?": "A year."},
)
