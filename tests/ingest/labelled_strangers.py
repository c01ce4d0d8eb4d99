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

_add(
    "a manual with numbered chapters and contents",
    """
The Kitchen FAQ

Table of Contents

1. Pots
    1.1. What is a pot?
    1.2. Which pot (iron, tin or clay) is
    better for me?
        1.2.1. You told me to buy iron, but the iron of so and
        so rusts. What should I do?
        1.2.2. Can I change to clay later?
    1.3. Which lids are there? I thought all lids
    are `flat'!
    1.4. What tools shape a pot?
        1.4.1. wheel
            1.4.1.1. Who turns it?
2. Stoves
    2.1. How hot is a stove?
    2.2. I have a stove which does not burn.
    What should I do?
    2.3. Tools of the smith
        2.3.1. hammer
3. About the FAQ
    3.1. Authors

Chapter 1. Pots

1.1. What is a pot?

    A deep vessel. Its parts:

      * a wall

      * a floor

    No more.

1.2. Which pot (iron, tin or clay) is
better for me?

    It depends on the stove.

    The following questions tell more.

1.2.1. You told me to buy iron, but the iron of so and
so rusts. What should I do?

    Oil it.

1.2.2. Can I change to clay later?

    Yes:

      1. heat it slowly

      2. keep it wet

1.3. Which lids are there? I thought all lids
are `flat'!

    Some are domed.

1.4. What tools shape a pot?

    There is one.

1.4.1. wheel

    A disc.

1.4.1.1. Who turns it?

    The foot.

Chapter 2. Stoves

    This chapter is about stoves. It does not deal with ovens.

2.1. How hot is a stove?

    Four hundred degrees.

2.2. I have a stove which does not burn.
What should I do?

    Sweep the pipe, see 2.1.

2.3. Tools of the smith

    A smith has many of them.

2.3.1. hammer

    It is heavy.

Chapter 3. About the FAQ

    This chapter is about its authors.

3.1. Authors

    We cooked it together.
""",
    {
        "What is a pot?": "A deep vessel. Its parts:\n\n  * a wall\n\n  * a floor\n\nNo more.",
        "Which pot (iron, tin or clay) is better for me?": "It depends on the stove.\n\nThe following questions tell more.",  # noqa: E501
        "You told me to buy iron, but the iron of so and so rusts. What should I do?": "Oil it.",
        "Can I change to clay later?": "Yes:\n\n  1. heat it slowly\n\n  2. keep it wet",
        "Which lids are there? I thought all lids are `flat'!": "Some are domed.",
        "What tools shape a pot?": "There is one.\n\n1.4.1. wheel\n\nA disc.\n\n1.4.1.1. Who turns it?\n\nThe foot.",
        "How hot is a stove?": "Four hundred degrees.",
        "I have a stove which does not burn. What should I do?": "Sweep the pipe, see 2.1.",
    },
)

_add(
    "a manual in Markdown with dotted contents",
    """
# Oven manual

## Contents

1. Ovens .......... 2
1.1 What is an oven? .......... 2
1.2 How does it differ from a stove, and when would
you choose it? .......... 3
1.2.1 You told me of steam. Where does it come from? ..... 4
2. Trays . . . . . . 5
2.1 What is a tray? . . . . . 5

# 1. Ovens

Ovens are hot. This chapter tells why.

## 1.1. What is an oven?

A hot box.

## 1.2. How does it differ from a stove, and when would you choose it?

It is closed. Choose it for bread.

### 1.2.1. You told me of steam. Where does it come from?

From a tray of water.

# 2. Trays

Trays are flat.

## 2.1. What is a tray?

### Definition

A flat board of tin.

### 2.1.1. Sizes

Large and small.
""",
    {
        "What is an oven?": "A hot box.",
        "How does it differ from a stove, and when would you choose it?": "It is closed. Choose it for bread.",
        "You told me of steam. Where does it come from?": "From a tray of water.",
        "What is a tray?": "### Definition\n\nA flat board of tin.\n\n### 2.1.1. Sizes\n\nLarge and small.",
    },
)

_add(
    "a list of questions, and later each of them with its answer in one paragraph",
    """
import spoon

Spoon questions:
1. What is a spoon?
2. what is a bowl,handle,tip?
3. why to polish spoons?
4. name few spoons
5 name few woods
6 explain the dessert spoon
7 when to use tin,silver spoons
8 how spoons are stored in drawers(boxes)



What is a spoon? A spoon is a small bowl with a handle. Is it deep? Hardly.

What is a bowl, handle, tip? The bowl holds, the handle is held, the tip scrapes.

Why to polish spoons? Against rust.

Name few spoons. Tea spoon, soup spoon.

Name few woods. Beech, olive (oiled), maple.

Explain the dessert spoon. The dessert spoon is as long as a hand.

It has a flat bowl.

When to use tin, silver spoons?Tin is used at sea.

How spoons are stored in drawers (boxes)? Lying on their side.
""",
    {
        "What is a spoon?": "A spoon is a small bowl with a handle. Is it deep? Hardly.",
        "What is a bowl, handle, tip?": "The bowl holds, the handle is held, the tip scrapes.",
        "Why to polish spoons?": "Against rust.",
        "Name few spoons.": "Tea spoon, soup spoon.",
        "Name few woods.": "Beech, olive (oiled), maple.",
        "Explain the dessert spoon.": "The dessert spoon is as long as a hand.\n\nIt has a flat bowl.",
        "When to use tin, silver spoons?": "Tin is used at sea.",
        "How spoons are stored in drawers (boxes)?": "Lying on their side.",
    },
)

_add(
    "a list of questions, and later a numbered series with the answers on the same lines",
    """
# Jars

1. What is a jar?
2. Name few jars
3. Why brown glass?
4. Explain the ring

## Answers

1. What is a jar? A jar is a glass with a lid.
2. Name few jars. Jam, Honey.
3. Why brown glass? Light.
4. Explain the ring. It seals.
""",
    {
        "What is a jar?": "A jar is a glass with a lid.",
        "Name few jars.": "Jam, Honey.",
        "Why brown glass?": "Light.",
        "Explain the ring.": "It seals.",
    },
)

_add(
    "a list of bold questions first and the same questions as headings later",
    """
# Cup questions

1. **What is a cup?**
2. **Why has it an ear?**
3. **Name two glazes.**

---

### What is a cup?

A small vessel.

### Why has it an ear?

It is hot.

### Name two glazes.

Salt and ash.
""",
    {"What is a cup?": "A small vessel.", "Why has it an ear?": "It is hot.", "Name two glazes.": "Salt and ash."},
)

_add(
    "sub-headings and numbered bold lists within answers to numbered headings",
    """
# Bread Interview Questions

<ins>**Questions on dough:**</ins></br>


## 1. What is a sourdough, and how does it rise?

A **sourdough** is raised by wild yeast.

### Parts of a Sourdough:
1. **Starter (Mother)**: The yeast.
2. **Flour**:
   - **Rye**: sour.
   - **Wheat**: mild.

3. **Water**:
   - Makes it soft.

### How Does a Sourdough Rise?
1. **Feeding**:
   - The yeast eats.

2. **Gas**:
   - It blows the dough up.

In summary, it takes time.

## 2. What are ovens, tell me their kinds and  why are they used?
**Ovens** bake.

### Why are Ovens Used?
- **Heat**: dry heat.

### Kinds of Ovens

1. **Deck Oven**:
   - **Floor**: stone

2. **Rack Oven**:
   - These turn:

   **a. Single**:
   - one rack

#### 3. **Steam**
- It shines the crust.
""",
    {
        "What is a sourdough, and how does it rise?": "A **sourdough** is raised by wild yeast.\n\n### Parts of a Sourdough:\n1. **Starter (Mother)**: The yeast.\n2. **Flour**:\n   - **Rye**: sour.\n   - **Wheat**: mild.\n\n3. **Water**:\n   - Makes it soft.\n\n### How Does a Sourdough Rise?\n1. **Feeding**:\n   - The yeast eats.\n\n2. **Gas**:\n   - It blows the dough up.\n\nIn summary, it takes time.",  # noqa: E501
        "What are ovens, tell me their kinds and  why are they used?": "**Ovens** bake.\n\n### Why are Ovens Used?\n- **Heat**: dry heat.\n\n### Kinds of Ovens\n\n1. **Deck Oven**:\n   - **Floor**: stone\n\n2. **Rack Oven**:\n   - These turn:\n\n   **a. Single**:\n   - one rack\n\n#### 3. **Steam**\n- It shines the crust.",  # noqa: E501
    },
)

_add(
    "numbered sub-headings below a numbered topic, and questions on their level later",
    """
# Knife questions

## 1. What is a knife?

A blade with a handle.

---

## 2. Types of Knives

There are three types.

### 1. Bread Knife

It has teeth.

---

### 2. Paring Knife

It is short.

---

### 3. Cleaver

It is wide.

---

### 4. What's the difference between an edge and a point?

One cuts, the other stabs.

---

### 5. Whats a tang?
The part inside the handle.

---
##6. Why is it sharpened?
It wears.

### 7. How do you hone it?
On a steel.
""",
    {
        "What is a knife?": "A blade with a handle.",
        "Types of Knives": "There are three types.\n\n### 1. Bread Knife\n\nIt has teeth.\n\n---\n\n### 2. Paring Knife\n\nIt is short.\n\n---\n\n### 3. Cleaver\n\nIt is wide.",  # noqa: E501
        "What's the difference between an edge and a point?": "One cuts, the other stabs.",
        "Whats a tang?": "The part inside the handle.",
        "Why is it sharpened?": "It wears.",
        "How do you hone it?": "On a steel.",
    },
)

_add(
    "cards with question and answer on one bullet line",
    """
# Pantry cards

• Jars: What is a jar? – It keeps jam.
• Rings: Why has it a ring? – The ring keeps air out.
• Shelves: Which shelf is for flour? — The dry one, e.g. the top.
• Cellar: Why is it dark? – Light spoils oil.
""",
    {
        "Jars: What is a jar?": "It keeps jam.",
        "Rings: Why has it a ring?": "The ring keeps air out.",
        "Shelves: Which shelf is for flour?": "The dry one, e.g. the top.",
        "Cellar: Why is it dark?": "Light spoils oil.",
    },
)

_add(
    "unnumbered headings with advertising, sources and tips",
    """
# Top Coffee Interview Questions

*Last updated in May.* Follow me on [Beans](https://x.org).

## What is espresso?

Coffee under pressure.

Source: [Beans weekly](https://x.org/beans)

Click here to join our coffee course!

## Why is it short?

Thirty seconds are enough.

[Subscribe to our newsletter](https://x.org/mail)

## How is milk steamed?

With a lance.

## Interview Tips

- Taste before you talk.
- Explain what you smell.

## Conclusion

Follow me on Beans for more.
""",
    {
        "What is espresso?": "Coffee under pressure.\n\nSource: [Beans weekly](https://x.org/beans)",
        "Why is it short?": "Thirty seconds are enough.",
        "How is milk steamed?": "With a lance.",
    },
)

_add(
    "bold numbers with dots behind the label",
    """
## Sieve questions

**Q.1** What is a sieve?

A net in a ring.

**Q.2** Explain the drum sieve.

It lies flat:

1. Fill it.
2. Press.

**Q.3** Which mesh is fine?

Sixty per inch.
""",
    {
        "What is a sieve?": "A net in a ring.",
        "Explain the drum sieve.": "It lies flat:\n\n1. Fill it.\n2. Press.",
        "Which mesh is fine?": "Sixty per inch.",
    },
)

_add(
    "flash cards with titles",
    """
# Spice cards

## A. Seeds

### A1. Cumin

Warm and earthy.

### A2. Fennel

Sweet, like anise.

## B. Roots

### B1. Ginger

Hot and fresh.

### B2. Turmeric

It stains.
""",
    {
        "Cumin": "Warm and earthy.",
        "Fennel": "Sweet, like anise.",
        "Ginger": "Hot and fresh.",
        "Turmeric": "It stains.",
    },
)

_add(
    "answers with numbered headings of their own",
    """
# Grill questions

### Question 1: How do you light charcoal?

#### Answer 1:

With a chimney.

### Question 2: How do you tell that it is ready?

#### Answer 2:

It is grey.

#### Example

A hand above it lasts two seconds.
""",
    {
        "How do you light charcoal?": "With a chimney.",
        "How do you tell that it is ready?": "It is grey.\n\n#### Example\n\nA hand above it lasts two seconds.",
    },
)

_add(
    "numbered bold questions with the answer in a nested item",
    """
# Dough

1. **Q: What is yeast?**
   - **A:** A fungus that makes gas.

2. **Q: Why knead?**
   - **A:** It builds gluten.
     - It takes ten minutes.

3. **Q: Why rest?**
   - **A:** Gluten relaxes.
""",
    {
        "What is yeast?": "A fungus that makes gas.",
        "Why knead?": "It builds gluten.\n- It takes ten minutes.",
        "Why rest?": "Gluten relaxes.",
    },
)

_add(
    "starred questions with italic answers below",
    """
# Soup

* **Q: What is stock?**
  - *A:* Water in which bones were boiled.
* **Q: Why skim it?**
  - *A:* The foam clouds it.
* **Q: Why salt it late?**
  - *A:* It boils down.
""",
    {
        "What is stock?": "Water in which bones were boiled.",
        "Why skim it?": "The foam clouds it.",
        "Why salt it late?": "It boils down.",
    },
)

_add(
    "tips at the end of a list with nested answers",
    """
# Tea interview
- What is tea?
  - A leaf.
  - It is green.
- Why is it brown?
  - Oxygen.
- Name two teas.
  - Green, black.

## Interview tips
- Be calm.
- Explain your steps.
- Describe your work.
""",
    {"What is tea?": "- A leaf.\n- It is green.", "Why is it brown?": "- Oxygen.", "Name two teas.": "- Green, black."},
)

_add(
    "levels in bold brackets before bold questions",
    """
# Mugs

**[Easy]** **What is a mug?**

A cup without a saucer.

**[Hard]** **Why does it keep warm?**

Its wall is thick.

👉 Click here to read the whole guide
""",
    {"What is a mug?": "A cup without a saucer.", "Why does it keep warm?": "Its wall is thick."},
)

_add(
    "a list of questions whose answers stand in another list",
    """
1. What is a plate?
2. Why is it flat?
3. How hot may it be?

Answers:
1. A disc.
2. It stacks.
3. Ninety degrees.
""",
    {"What is a plate?": "A disc.", "Why is it flat?": "It stacks.", "How hot may it be?": "Ninety degrees."},
)

_add(
    "the kind of question behind its number, the question below, the answer in a shortcode",
    """
---
title: Pots for a hard interview
---

{{< icon name="pot" >}} An hour

### Q1 (MCQ)
Why are *pots* deep?

A. For soup
B. For looks

{{< spoiler text="Answer" >}}
**A**. Soup needs room.
{{< /spoiler >}}

---

### Q2 (Objective)
What does deep mean?

{{< spoiler text="Answer" >}}
Far from top to bottom.
{{< /spoiler >}}

---

### Q3 (Short answer)
Which pot lasts?

{{< spoiler text="Answer" >}}
The one of iron.
{{< /spoiler >}}
""",
    {
        "Why are *pots* deep?": "A. For soup\nB. For looks\n\n**A**. Soup needs room.",
        "What does deep mean?": "Far from top to bottom.",
        "Which pot lasts?": "The one of iron.",
    },
)

_add(
    "tags of a post and the closing words of a chat behind the last answer",
    """
### 1. What is a lid?

It covers a pot.

### 2. Why a lid?

It keeps the heat.

#Pots #Cooking #KitchenTalk

---

Would you like me to write a quiz on lids, or should I go on with handles?
""",
    {"What is a lid?": "It covers a pot.", "Why a lid?": "It keeps the heat."},
)

_add(
    "one answer, and below it questions line below line without any",
    """
# What to ask of a cook

## Pots

What is a pot?
It is deep, of iron or clay, and holds soup.

Why is a pot deep?
Explain how a pot is made.
How do you clean a pot?
Describe a pot without a lid.
1. Pans
What is a pan?
Compare a pan with a wok.
How hot does a pan get?
Define the rim of a pan.
2. Lids
Why does a lid fit?
Explain the knob of a lid.
""",
    {"What is a pot?": "It is deep, of iron or clay, and holds soup."},
    (
        "Why is a pot deep?",
        "Explain how a pot is made.",
        "How do you clean a pot?",
        "Describe a pot without a lid.",
        "What is a pan?",
        "Compare a pan with a wok.",
        "How hot does a pan get?",
        "Define the rim of a pan.",
        "Why does a lid fit?",
        "Explain the knob of a lid.",
    ),
)
