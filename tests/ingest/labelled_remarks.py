"""Documents written for these tests whose questions carry remarks: levels, badges, hints, labels, closing lines."""

from ingest.labelled import Labelled

REMARKS: list[Labelled] = []
_LONG = (
    "You are given a bag with three coins by a stranger in a market. Two of the coins are worth nothing and one is of "
    "gold. After you choose one, the stranger shows you one of the others, which is worth nothing, and lets you choose "
    "again if you like. Should you?"
)


def _add(name: str, text: str, pairs: dict[str, str], unanswered: tuple[str, ...] = ()) -> None:
    REMARKS.append(Labelled(name, text.strip("\n") + "\n", pairs, unanswered))


_add(
    "a badge with the level above a collapsible answer",
    """
1. What is a sieve?

![Easy](https://example.org/badges/easy%20(2).svg)
<details><summary><b> Show Answer</b></summary>

<blockquote>
A bowl with holes.
</blockquote>

</details>

---

2. Explain rinsing

![Complex](https://example.org/badges/hard.svg)

<details><summary><b> Show Answer</b></summary>

<blockquote>

Water runs through.

</blockquote>

</details>
""",
    {"What is a sieve?": "A bowl with holes.", "Explain rinsing": "Water runs through."},
)

_add(
    "a badge with the level below headings that ask",
    """
### What is a ladle?
![Medium](./img/medium.png)

A deep spoon.

![The ladle](./img/ladle.png)

### Why is it long?
![difficulty](https://img.shields.io/badge/difficulty-hard-red)

The pot is deep.

### Who needs one?

![A cook with a ladle](./img/cook.png)

Cooks.
""",
    {
        "What is a ladle?": "A deep spoon.\n\n![The ladle](./img/ladle.png)",
        "Why is it long?": "The pot is deep.",
        "Who needs one?": "![A cook with a ladle](./img/cook.png)\n\nCooks.",
    },
)

_add(
    "two answers with headings below each question",
    """
## 1. Shelves

### 1.1 What is a shelf?

#### Answer 1:
A board on a wall.

#### Answer 2:
Define it as a flat place for things.

### 1.2 How do shelves differ from racks? Give an example of each.

#### Answer 1:
List shelves as closed boards (books = [b for b in box]), racks as open ones.

#### Answer 2:
Does it have gaps, e.g. `is_open?`, then it is a rack.

### 1.3 How would you mount one?

#### Answer 1:
Write the height on the wall, drill, and screw it on.

#### Answer 2:
Use two brackets.
""",
    {
        "What is a shelf?": "#### Answer 1:\nA board on a wall.\n\n#### Answer 2:\nDefine it as a flat place for things.",  # noqa: E501
        "How do shelves differ from racks? Give an example of each.": "#### Answer 1:\nList shelves as closed boards (books = [b for b in box]), racks as open ones.\n\n#### Answer 2:\nDoes it have gaps, e.g. `is_open?`, then it is a rack.",  # noqa: E501
        "How would you mount one?": "#### Answer 1:\nWrite the height on the wall, drill, and screw it on.\n\n#### Answer 2:\nUse two brackets.",  # noqa: E501
    },
)

_add(
    "titles with the same sign as the questions around them",
    """
# Knots

## Simple ones

### ✅ What is a knot?

A tangle that holds.

### ✅ Bowline vs Clove hitch

| Knot | Use |
| --- | --- |
| Bowline | loop |

### ✅ How is it untied?

Push the rope.

## Hard ones

### ✅ Splicing and Whipping

Both keep an end from fraying.

### ✅ Why not glue it?

Glue breaks.

### ✅ Full Rigging Plan

1. Mast.
2. Stays.

## Further reading

A shelf of books.
""",
    {
        "What is a knot?": "A tangle that holds.",
        "Bowline vs Clove hitch": "| Knot | Use |\n| --- | --- |\n| Bowline | loop |",
        "How is it untied?": "Push the rope.",
        "Splicing and Whipping": "Both keep an end from fraying.",
        "Why not glue it?": "Glue breaks.",
        "Full Rigging Plan": "1. Mast.\n2. Stays.",
    },
)

_add(
    "frameworks and sample answers right below the questions",
    """
## Behaviour
Question: Tell me about a time you burnt the soup.
Framework: Say what, when and why. Keep it short.
Sample Answer: I forgot the lid and learned to set a clock.

Question: Your oven fails before dinner — what do you do?
Hint: Think of the neighbours.
Sample Answer: I ask next door.

Question: How do you
share a small table?
Approach: Order first.
Sample Answer: I clear it twice.
""",
    {
        "Tell me about a time you burnt the soup.": "Framework: Say what, when and why. Keep it short.\nSample Answer: I forgot the lid and learned to set a clock.",  # noqa: E501
        "Your oven fails before dinner — what do you do?": "Hint: Think of the neighbours.\nSample Answer: I ask next door.",  # noqa: E501
        "How do you share a small table?": "Approach: Order first.\nSample Answer: I clear it twice.",
    },
)

_add(
    "level lines between a label and its question, and labels alone above answers",
    """
Question 1
Difficulty: medium
Tell me about a stove that you mended.
Sample answer
The gas did not flow, so I cleaned the jet.
Question 2
Difficulty: hard
Category: Heat
How do you choose between gas and coals?
Sample answer
Coals are slower.
""",
    {
        "Tell me about a stove that you mended.": "The gas did not flow, so I cleaned the jet.",
        "How do you choose between gas and coals?": "Coals are slower.",
    },
)

_add(
    "answers praised by their labels",
    """
Q: What is a mill and why is it heavy?

Strong Answer: "A mill crushes grain. Its stones:

  - turn
  - press"

Q: Explain sifting.

Ideal answer:

It parts bran from flour.

Q: Who bakes?

**Model Answer:** The baker.

Q: When does dough rise?

Suggested answer - overnight.

Q: Where does it rest?

Expected Answer: In a basket.
""",
    {
        "What is a mill and why is it heavy?": '"A mill crushes grain. Its stones:\n\n- turn\n- press"',
        "Explain sifting.": "It parts bran from flour.",
        "Who bakes?": "The baker.",
        "When does dough rise?": "overnight.",
        "Where does it rest?": "In a basket.",
    },
)

_add(
    "a short answer that labelled parts follow",
    """
### What is a wheel?

**Short Answer:**
A disc that turns.

**Key Features:**
It has an axle.

### Why is it round?

**Short Answer:** It rolls.

### How old is it?

**Short Answer:** Old.

**Detailed Explanation:** Older than carts.
""",
    {
        "What is a wheel?": "**Short Answer:**\nA disc that turns.\n\n**Key Features:**\nIt has an axle.",
        "Why is it round?": "It rolls.",
        "How old is it?": "**Short Answer:** Old.\n\n**Detailed Explanation:** Older than carts.",
    },
)

_add(
    "labels with nothing behind them and answers that only name a source",
    """
# Dice

Q. What is the chance of a six?

A. One in six.

---
Q. Which of two games pays more?

A.

---
Q. What is a fair die? How would you test it?

A. Each side comes alike.

---
Q. Who made the first one?
A.
""",
    {
        "What is the chance of a six?": "One in six.",
        "What is a fair die? How would you test it?": "Each side comes alike.",
    },
    ("Which of two games pays more?", "Who made the first one?"),
)

_add(
    "headings with nothing but a source below",
    f"""
# Coins

### How would you toss a coin?

With the thumb.

### How would you tell a bent one?

Source: https://example.org/coins/bent

### {_LONG}

From: https://example.org/coins/market

Yes, the other one is gold twice as often.

### Why are coins round?

From this link: [a shop](https://example.org/coins)
""",
    {
        "How would you toss a coin?": "With the thumb.",
        _LONG: "From: https://example.org/coins/market\n\nYes, the other one is gold twice as often.",
    },
    ("How would you tell a bent one?", "Why are coins round?"),
)

_add(
    "a closing line after the last rule",
    """
# Lamps

### 1. What is a wick?

A cotton cord.

---

### 2. Design a lamp.

- **Body:** brass.
- **Oil:** rape.

---

**Now light them all. Good night!**
""",
    {"What is a wick?": "A cotton cord.", "Design a lamp.": "- **Body:** brass.\n- **Oil:** rape."},
)

_add(
    "a link in brackets behind bold questions",
    """
**1. How do clocks keep time?**

By a swing.

**2. How do the bells know the hour? (old paper** [**pdf**](https://example.org/a.pdf?x=1&y=(2))**)**

A wheel counts the strokes.

**3. Why do springs tire? ([a study](https://example.org/study))**

Metal creeps.
""",
    {
        "How do clocks keep time?": "By a swing.",
        "How do the bells know the hour?": "A wheel counts the strokes.",
        "Why do springs tire?": "Metal creeps.",
    },
)

_add(
    "a page's numbers, levels and tags on lines of their own",
    """
Bread Interview
40 Q&A
Chapter 1
What bread is and how it is baked.
1
What is bread?
⚡ easy
Answer: Baked dough. It keeps for days.
definition
flour & water
2
How does rye differ from wheat?
⚡ easy
Answer: Rye is darker.
3
How is a loaf shaped?
🔥 hard
Answer: In a tin with the sides
(H, W) or round.
# Shape: long
import oven
loaf = oven.shape((3, 4))
tins
4
Why does it rise?
⚡ medium
Answer: Yeast makes gas.
yeast
""",
    {
        "What is bread?": "Baked dough. It keeps for days.",
        "How does rye differ from wheat?": "Rye is darker.",
        "How is a loaf shaped?": "In a tin with the sides\n(H, W) or round.\n# Shape: long\nimport oven\nloaf = oven.shape((3, 4))",  # noqa: E501
        "Why does it rise?": "Yeast makes gas.",
    },
)

_add(
    "advertising between numbered questions",
    """
1.What is yeast?

Answer:

A fungus.

          Learn Bread Baking here: The Baking Course
2.How is it fed?

Answer:

With sugar.

Hope this article about yeast is useful to all the bakers. This article gives you the idea of yeast.

3.Why does it sleep?

Answer:

It is cold.
""",
    {"What is yeast?": "A fungus.", "How is it fed?": "With sugar.", "Why does it sleep?": "It is cold."},
)
