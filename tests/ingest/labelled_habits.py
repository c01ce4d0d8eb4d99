"""Documents written for these tests, after habits that were met in public collections and first went wrong."""

from ingest.labelled import Labelled

HABITS: list[Labelled] = []


def _add(name: str, text: str, pairs: dict[str, str], unanswered: tuple[str, ...] = ()) -> None:
    HABITS.append(Labelled(name, text.strip("\n") + "\n", pairs, unanswered))


_add(
    "a choice of answers in small letters",
    """
# Spoon quiz

**Q1. Which spoon is the largest?**

a) Teaspoon
b) Ladle
c) Dessert spoon

**Answer:** b) Ladle

A ladle holds a cup.

**Q2. Which spoon has holes?**

a) Slotted spoon
b) Ladle

**Answer:** a) Slotted spoon
""",
    {
        "Which spoon is the largest?": "a) Teaspoon\nb) Ladle\nc) Dessert spoon\n\n**Answer:** b) Ladle\n\nA ladle holds a cup.",  # noqa: E501
        "Which spoon has holes?": "a) Slotted spoon\nb) Ladle\n\n**Answer:** a) Slotted spoon",
    },
)

_add(
    "placeholders in brackets instead of answers",
    """
# Whisk questions

## Question 1

**What is a balloon whisk?**

**Answer:** _[To be filled]_

---

## Question 2

**Why are some whisks flat?**

**Answer:** They reach into the corners of a pan.

---

## Question 3

**Explain the dough whisk.**

**Answer:** *(to be completed)*

---
""",
    {"Why are some whisks flat?": "They reach into the corners of a pan."},
    ("What is a balloon whisk?", "Explain the dough whisk."),
)

_add(
    "a line with a bold label that ends an answer",
    """
# Pan questions

## On iron pans

**Q1.** Your pan rusts after every wash. What do you do? Why?

**Answer:** Dry it on the stove and oil it thinly.

**Know more:** Seasoning

**Q2.** Is soap bad for iron?

**Answer:** A little does no harm.

**See also:** [Soap](https://x.org/soap)

**Q3.** What makes a pan warp?

**Answer:** Cold water on hot iron.
""",
    {
        "Your pan rusts after every wash. What do you do? Why?": "Dry it on the stove and oil it thinly.\n\n**Know more:** Seasoning",  # noqa: E501
        "Is soap bad for iron?": "A little does no harm.\n\n**See also:** [Soap](https://x.org/soap)",
        "What makes a pan warp?": "Cold water on hot iron.",
    },
)

_add(
    "numbered headings above the labelled questions",
    """
## Table of Contents

- [Ovens](#ovens)
- [Hobs](#hobs)

---

## Ovens

### Question 1 (Hard)
**Question:** Walk me through how you'd lay out an oven for a bakery. What would you ask first?

**Short Description:** Bakery oven

**How to Evaluate:**
Look for steam, decks and power.

---

### Question 2 (Easy)
**Question:** Let's say the oven is cold. How long do you heat it?

**How to Evaluate:**
Look for a thermometer.

---

## Hobs

### Question 1 (Medium)
**Question:** How does an induction hob find the pot?

**How to Evaluate:**
Look for the sensor coil.
""",
    {
        "Walk me through how you'd lay out an oven for a bakery. What would you ask first?": "**Short Description:** Bakery oven\n\n**How to Evaluate:**\nLook for steam, decks and power.",  # noqa: E501
        "Let's say the oven is cold. How long do you heat it?": "**How to Evaluate:**\nLook for a thermometer.",
        "How does an induction hob find the pot?": "**How to Evaluate:**\nLook for the sensor coil.",
    },
)

_add(
    "titled questions that are spelt out below their label",
    """
# Kitchen planning questions and answers

## Overview

It holds:
- ✅ **Sample answers**
- ✅ **Follow-up questions**

---

## 1. Pantry

### Question 1.1: Design a Dry Pantry

**Question:**
> "Design a pantry for a family of five. How would you keep flour dry and find things fast?"

**Keywords:** shelves, jars

**Sample Answer:**
```
1. Shelves:
   - Use deep ones below.

2. Jars:
   - Close them well.
```

**Follow-up Questions:**
- How would you keep moths out?
- What about a cellar?

### Question 1.2: Cooling

**Question:**
> "How would you cool it without power?"

**Sample Answer:**
```
A clay pot.
```

## 2. Sink

### Question 2.1: Design a Sink

**Question:**
> "Design a sink for two cooks."

**Sample Answer:**
```
Two bowls.
```
""",
    {
        '"Design a pantry for a family of five. How would you keep flour dry and find things fast?"': "**Keywords:** shelves, jars\n\n**Sample Answer:**\n```\n1. Shelves:\n   - Use deep ones below.\n\n2. Jars:\n   - Close them well.\n```\n\n**Follow-up Questions:**\n- How would you keep moths out?\n- What about a cellar?",  # noqa: E501
        '"How would you cool it without power?"': "```\nA clay pot.\n```",
        '"Design a sink for two cooks."': "```\nTwo bowls.\n```",
    },
)

_add(
    "numbered topics below titles that promise questions",
    """
Knife Interview Guide
🟢 Easy (Basics)
1. What is a knife?
A blade with a handle.
2. Tang?
The part inside the handle.
3. Steel?
Hard or tough, never both.
🟡 Medium (Hands-on)
1. Whetstone vs steel?
One grinds, the other straightens.
2. Angle?
Fifteen to twenty degrees.
🧪 Scenario Questions & Answers
1. Blunt knife, no stone.
Use the ring below a mug,
then a leather belt.
2. Rust spots.
Rub them with a cork and ash.
3. Chipped tip.
Grind the back down to it.
""",
    {
        "What is a knife?": "A blade with a handle.",
        "Tang?": "The part inside the handle.",
        "Steel?": "Hard or tough, never both.",
        "Whetstone vs steel?": "One grinds, the other straightens.",
        "Angle?": "Fifteen to twenty degrees.",
        "Blunt knife, no stone.": "Use the ring below a mug,\nthen a leather belt.",
        "Rust spots.": "Rub them with a cork and ash.",
        "Chipped tip.": "Grind the back down to it.",
    },
)

_add(
    "numbered topics that ask nothing in a document of questions",
    """
# Top Bread Interview Questions and Answers

1. Sourdough
A dough that is raised by wild yeast. It needs:

1. flour
2. water

2. Autolyse
A rest of flour and water before the salt.

3. Proofing
The last rise in its shape.

Keep it covered.
""",
    {
        "Sourdough": "A dough that is raised by wild yeast. It needs:\n\n1. flour\n2. water",
        "Autolyse": "A rest of flour and water before the salt.",
        "Proofing": "The last rise in its shape.\n\nKeep it covered.",
    },
)

_add(
    "a section's title and a sentence about it before its first question",
    """
Back to Blog

Fifty Tea Questions for Certified Tasters

By Team Tea , April 5

Beginner-Level Questions (1-15)

These questions ask what every taster knows.

1. What is tea and what is in it?

Answer: Tea is a leaf. It holds:

  • Caffeine: it wakes
  • Tannin: it dries the mouth

2. What is a cup and why is it small?

Answer: A cup is small, since tea cools.

Intermediate-Level Questions (16-35)

These questions test the tongue.

16. How do green and black tea differ?

Answer: Black tea is oxidised.
""",
    {
        "What is tea and what is in it?": "Tea is a leaf. It holds:\n\n- Caffeine: it wakes\n- Tannin: it dries the mouth",  # noqa: E501
        "What is a cup and why is it small?": "A cup is small, since tea cools.",
        "How do green and black tea differ?": "Black tea is oxidised.",
    },
)

_add(
    "an answer behind an arrow, and pictures that were left out",
    """
# Pots

## Q&A

**Q1. How many pots are there?** → 3

**Q2. What holds the lid?** => A rim.

**Q3. Why does it ring?** → The iron swings.

Image for post
Image for post

It fades.
""",
    {
        "How many pots are there?": "3",
        "What holds the lid?": "A rim.",
        "Why does it ring?": "The iron swings.\n\nIt fades.",
    },
)

_add(
    "plain numbered lists of questions inside plain numbered entries",
    """
# Cook interview questions

1. How do you plan a menu?
I ask the host first:

1. Who are the guests?
2. How many of them come?
3. What do they not eat?

2. How do you buy fish?
By its eyes. I ask the seller:

1. When was it caught?
2. Where was it caught?

3. What do you do with the bones?
A stock.
""",
    {
        "How do you plan a menu?": "I ask the host first:\n\n1. Who are the guests?\n2. How many of them come?\n3. What do they not eat?",  # noqa: E501
        "How do you buy fish?": "By its eyes. I ask the seller:\n\n1. When was it caught?\n2. Where was it caught?",
        "What do you do with the bones?": "A stock.",
    },
)

_add(
    "labelled questions whose answers open with a shallower heading",
    """
# Salt

## Table salt

**Q1. What is salt?**

## Definition

A mineral.

## In chemistry

Sodium and chlorine.

**Q2. Where does it come from?**

## Definition

Salt that the sea leaves.

**Q3. Why salt water?**

It seasons the noodles.
""",
    {
        "What is salt?": "## Definition\n\nA mineral.\n\n## In chemistry\n\nSodium and chlorine.",
        "Where does it come from?": "## Definition\n\nSalt that the sea leaves.",
        "Why salt water?": "It seasons the noodles.",
    },
)

_add(
    "flash cards with a bar between question and answer",
    """
# Ladles

- Q: What is a ladle? | A: A deep spoon

- Q: How is it held? | A: By its hook, e.g. `hook`

## Open questions

- Why is it round?
""",
    {"What is a ladle?": "A deep spoon", "How is it held?": "By its hook, e.g. `hook`"},
    (),
)

_add(
    "questions and answers about tags",
    """
1) What does a <menu> hold?

Ans: It holds dishes. For e.g. <dish> and <drink>.

2) What is the difference between a <span> and a <div>?

Ans: The difference between <span> and a <div> is their place:
     A <div> stands alone, a <span> in a line.

3) Name some tags.

Ans: Some of them are:
    (1) <h1>-<h6>
    (2) <p>
    (3) <div>

   Others:
   (1) <button>

4) <b>Which tags</b> part a page?

Ans: These do:
     <section>: The <section> element parts a text.
     <article>: The <article> element stands by itself.<br>
""",
    {
        "What does a <menu> hold?": "It holds dishes. For e.g. <dish> and <drink>.",
        "What is the difference between a <span> and a <div>?": "The difference between <span> and a <div> is their place:\nA <div> stands alone, a <span> in a line.",  # noqa: E501
        "Name some tags.": "Some of them are:\n (1) <h1>-<h6>\n (2) <p>\n (3) <div>\n\nOthers:\n(1) <button>",
        "Which tags part a page?": "These do:\n<section>: The <section> element parts a text.\n<article>: The <article> element stands by itself.",  # noqa: E501
    },
)

_add(
    "a page saved without blank lines before its questions",
    """
Interview Questions
Can you say what a kettle is?
A kettle boils water. It has:
- A lid
- A spout

It whistles.

How does the whistle work?
Steam is pressed through two plates.
The plates are close together.
Why is the spout bent?
It keeps the water in.
It helps pouring.
""",
    {
        "Can you say what a kettle is?": "A kettle boils water. It has:\n- A lid\n- A spout\n\nIt whistles.",
        "How does the whistle work?": "Steam is pressed through two plates.\nThe plates are close together.",
        "Why is the spout bent?": "It keeps the water in.\nIt helps pouring.",
    },
)

_add(
    "questions that stand alone, one of them without a question mark",
    """
Master your tea interview

Tea questions test your tongue.

What is tea and how does it work?

Tea is a leaf. It wakes.

Explain the steeping of green tea.

It steeps in water of eighty degrees.

Explain that to nobody, though, who drinks coffee and has a long paragraph to read about it anyway.

How do you sweeten it?

With honey.
""",
    {
        "What is tea and how does it work?": "Tea is a leaf. It wakes.",
        "Explain the steeping of green tea.": "It steeps in water of eighty degrees.\n\nExplain that to nobody, though, who drinks coffee and has a long paragraph to read about it anyway.",  # noqa: E501
        "How do you sweeten it?": "With honey.",
    },
)

_add(
    "numbers with a dash and statements that ask",
    """
4 Most Common Oven Questions.

1 - What is the grate in an oven.

It holds the tray.

2- What is convection.

Air that moves.

3- Why preheat.

Bread needs the heat at once.
""",
    {
        "What is the grate in an oven.": "It holds the tray.",
        "What is convection.": "Air that moves.",
        "Why preheat.": "Bread needs the heat at once.",
    },
)

_add(
    "headings with signs for question and answer",
    """
# 🫖 Teapot Questions & Answers

---

### ❓ Question 1
You have just poured the tea, but the lid falls off. What can be the reason and how will you stop it?

### ✅ Answer
The lid has no tongue. Hold it.

#### 🔍 Repair
- Glue a tongue on.

---

### ❓ Question 2
Name the parts of a teapot.

### ✅ Answer
1. Lid.
2. Spout.
""",
    {
        "You have just poured the tea, but the lid falls off. What can be the reason and how will you stop it?": "The lid has no tongue. Hold it.\n\n#### 🔍 Repair\n- Glue a tongue on.",  # noqa: E501
        "Name the parts of a teapot.": "1. Lid.\n2. Spout.",
    },
)

_add(
    "short lists of questions without answers below plain titles",
    """
Pots & Pans
1. How would you scour a pan?
2. Your pan is of iron - can you wash it?

🟢 Knives
1. Do you have a sharp knife?
2. Based on its steel, can you name its angle?

🟢 Ovens & Fire
1. Have you baked before?
2. How would you light a stove?

🟢 Cellar
1. How would you rate your cellar?
2. Can you name its temperature?
""",
    {},
    (
        "How would you scour a pan?",
        "Your pan is of iron - can you wash it?",
        "Do you have a sharp knife?",
        "Based on its steel, can you name its angle?",
        "Have you baked before?",
        "How would you light a stove?",
        "How would you rate your cellar?",
        "Can you name its temperature?",
    ),
)

_add(
    "scenes that end in a question, and answers behind arrows",
    """
Tea questions, part one
So, here are the questions:
You pour tea ten times. What is the chance of a spill?
It depends on the spout. Tell so.
Is it worn? Then it spills more.
You pour tea ten times. You spill four times. What can you say about the pot?
-> Its spout is worn.
How would you mend it?
-> With a file,
and some patience.
""",
    {
        "You pour tea ten times. What is the chance of a spill?": "It depends on the spout. Tell so.\nIs it worn? Then it spills more.",  # noqa: E501
        "You pour tea ten times. You spill four times. What can you say about the pot?": "Its spout is worn.",
        "How would you mend it?": "With a file,\nand some patience.",
    },
)

_add(
    "labels for answers that were never written, and stars inside a bold question",
    """
### 🫖 Beginner Level (1-15)

1. **What are *spoons and **forks?**
   Cutlery.

2. **What is a ladle?**
   **Answer:**

3. **Why is it deep?**
   **Answer:** For soup.
""",
    {"What are *spoons and **forks?": "Cutlery.", "Why is it deep?": "For soup."},
    ("What is a ladle?",),
)

_add(
    "labels with dashes around their numbers",
    """
Kitchen Interview Questions and Answers
Question - 11 : - What are some of the pans that you have used?
Answer - 11 : -
This one is common.
- Iron
- Steel
Question - 12 : - What is the meaning of a lid?
Answer - 12 : -
It keeps steam.
""",
    {
        "What are some of the pans that you have used?": "This one is common.\n- Iron\n- Steel",
        "What is the meaning of a lid?": "It keeps steam.",
    },
)

_add(
    "headings that only list questions",
    """
### Oven Questions

#### Question 1: What is a grate and why does it bend?

#### Question 2: Explain the difference between top and bottom heat.

#### Question 3: How does steam get in?
""",
    {},
    (
        "What is a grate and why does it bend?",
        "Explain the difference between top and bottom heat.",
        "How does steam get in?",
    ),
)

_add(
    "labels of answers behind a line break",
    """
**1. Why does a pot need a lid?** <br>
**Answer:** It keeps the steam in.

**2. What is a pot made of?**
<br> **Answer:** Of steel, clay or iron.

**3. Where does a pot stand overnight?**
<br/>**Answer:** On the stove.
""",
    {
        "Why does a pot need a lid?": "It keeps the steam in.",
        "What is a pot made of?": "Of steel, clay or iron.",
        "Where does a pot stand overnight?": "On the stove.",
    },
)

_add(
    "terms and topics among bullets that carry their answers",
    """
# Kitchen notes

- What is a ladle for?
    - For soup.
    - For sauces as well.
- Definition whisk
    - Wires on a handle.
- How is dough rested?
    - Under a cloth.
- Why is salt added early?
    - It draws water.
- Which pan browns best?
    - The iron one.
- Resting meat: explain when it is done
    - When the juice no longer runs.
""",
    {
        "What is a ladle for?": "- For soup.\n- For sauces as well.",
        "Definition whisk": "- Wires on a handle.",
        "How is dough rested?": "- Under a cloth.",
        "Why is salt added early?": "- It draws water.",
        "Which pan browns best?": "- The iron one.",
        "Resting meat: explain when it is done": "- When the juice no longer runs.",
    },
)

_add(
    "facts about the question before the label of its answer",
    """
# Topic: Spoons

**Author**: A Cook

**QAs Total**: 3

---

## Q: Explain how to use a _ladle_?

**Difficulty:** `Junior`

**Source:**

https://example.org/spoons

**Details**:
Visualize your answer with an example.

**Answer:**

Dip it:
* slowly
* deep

---

## Q: What is the difference between _pots_ vs _pans_?

**Difficulty**: `Mid`

**Source:**

https://example.org/spoons-and-more

**Answer:**

* A **pot** is deep.
* A **pan** is flat.

---

## Q: How to use a _sieve_ for _flour_?

**Difficulty:** `Senior`

**Source:**

https://example.org/spoons

**Answer:**

Shake it gently.
""",
    {
        "Explain how to use a _ladle_?": "Dip it:\n* slowly\n* deep",
        "What is the difference between _pots_ vs _pans_?": "* A **pot** is deep.\n* A **pan** is flat.",
        "How to use a _sieve_ for _flour_?": "Shake it gently.",
    },
)

_add(
    "bold questions below numbered headings, some of which do not read like one",
    """
# Quiz on spoons

### Question 1 (Remember)
**What is a ladle in the context of soup?**

- [x] B) A deep spoon

---

### Question 2 (Understand)
**Why are wooden spoons kind to pans?**

- [x] A) They do not scratch

---

### Question 3 (Apply)
**You have a deep pot and a flat spoon. Your guests wait for soup:**

- [x] A) Take a ladle

---

### Question 4 (Understand)
**Which spoon stays cool?**

- [x] A) The wooden one

---

### Question 5 (Remember)
**What is a slotted spoon for?**

- [x] A) For lifting out what has boiled
""",
    {
        "What is a ladle in the context of soup?": "- [x] B) A deep spoon",
        "Why are wooden spoons kind to pans?": "- [x] A) They do not scratch",
        "You have a deep pot and a flat spoon. Your guests wait for soup:": "- [x] A) Take a ladle",
        "Which spoon stays cool?": "- [x] A) The wooden one",
        "What is a slotted spoon for?": "- [x] A) For lifting out what has boiled",
    },
)
