"""Documents written for these tests: answers on the question's line, in tables, in lists of their own; headings."""

from ingest.labelled import Labelled

LAYOUTS: list[Labelled] = []


def _add(name: str, text: str, pairs: dict[str, str], unanswered: tuple[str, ...] = ()) -> None:
    LAYOUTS.append(Labelled(name, text.strip("\n") + "\n", pairs, unanswered))


_add(
    "numbered lines ending in br",
    """
# Pans

## Iron
1. How do you season an iron pan?<br/>
Rub it with oil and heat it until it smokes.
   Do it three times.

2. Differences between iron and steel:<br/>
Iron is heavier.<br/><br/>

3. Why does rust come back?<br/>
   Water stays in the pores.
## Copper
1. How do you clean copper?<br>
With salt and lemon.
""",
    {
        "How do you season an iron pan?": "Rub it with oil and heat it until it smokes.\n   Do it three times.",
        "Differences between iron and steel:": "Iron is heavier.",
        "Why does rust come back?": "Water stays in the pores.",
        "How do you clean copper?": "With salt and lemon.",
    },
)

_add(
    "numbered one line question answer",
    """
# Tea in one line

1. What is oolong? Oolong is tea that is half oxidised.
2. How hot should the water be for green tea? About eighty degrees; hotter water makes it bitter.
3. Why warm the pot? A cold pot takes heat from the water.
4. What is matcha? Matcha is green tea ground to a powder.
""",
    {
        "What is oolong?": "Oolong is tea that is half oxidised.",
        "How hot should the water be for green tea?": "About eighty degrees; hotter water makes it bitter.",
        "Why warm the pot?": "A cold pot takes heat from the water.",
        "What is matcha?": "Matcha is green tea ground to a powder.",
    },
)

_add(
    "bold Q A on one line",
    """
**Q:** What is umami? **A:** The savoury taste.

**Q:** Where does it come from? **A:** From glutamate, as in ripe cheese.

**Q:** Does salt add it? **A:** No, but salt lets you notice it.
""",
    {
        "What is umami?": "The savoury taste.",
        "Where does it come from?": "From glutamate, as in ripe cheese.",
        "Does salt add it?": "No, but salt lets you notice it.",
    },
)

_add(
    "dash after question",
    """
## Cheese

What is rennet? - An enzyme that curdles milk.

Why is some cheese blue? - A mould grows in it on purpose.

How long does parmesan ripen? – At least a year, often three.
""",
    {
        "What is rennet?": "An enzyme that curdles milk.",
        "Why is some cheese blue?": "A mould grows in it on purpose.",
        "How long does parmesan ripen?": "At least a year, often three.",
    },
)

_add(
    "headings at the questions' level inside numbered answers",
    """
# Soups

## 1. What is a stock?

Water in which bones were cooked.

## Stock and Broth: A Comparison

| stock | broth |
|---|---|
| bones | meat |

### In detail

Stock sets when it is cold.

## 2. How do you clear a stock?

With egg white.

## Why it works

The white holds the specks.

1. It sets.
2. It floats.

## 3. How do you keep it?

Frozen, in small boxes.
""",
    {
        "What is a stock?": "Water in which bones were cooked.\n\n## Stock and Broth: A Comparison\n\n| stock | broth |\n|---|---|\n| bones | meat |\n\n### In detail\n\nStock sets when it is cold.",  # noqa: E501
        "How do you clear a stock?": "With egg white.\n\n## Why it works\n\nThe white holds the specks.\n\n1. It sets.\n2. It floats.",  # noqa: E501
        "How do you keep it?": "Frozen, in small boxes.",
    },
)

_add(
    "sections at the questions' level between numbered questions",
    """
# Soups

## Basics

## 1. What is a stock?

Water in which bones were cooked.

## Thick soups

Now for those that fill.

## 2. How do you thicken a soup?

With flour.

## Conclusion

That was soup.
""",
    {
        "What is a stock?": "Water in which bones were cooked.",
        "How do you thicken a soup?": "With flour.",
    },
)

_add(
    "number twice",
    """
1. What is a ladle?

Answer:

A deep spoon.

2. What is a skimmer?

Answer:

A flat spoon with holes.

2.What is a spider?(often asked in kitchens)

Answer:

A wire skimmer.

3. What is a slice?

Answer:

A flat blade.
""",
    {
        "What is a ladle?": "A deep spoon.",
        "What is a skimmer?": "A flat spoon with holes.",
        "What is a spider?(often asked in kitchens)": "A wire skimmer.",
        "What is a slice?": "A flat blade.",
    },
)

_add(
    "question goes on over blank lines until Answer",
    """
1. What is the sum of the spoons?

Answer:

Seven.

2. How do you lay this table?
fork

knife

Answer:

From left to right.

3. Which glass comes first?

Answer:

The one for water.
""",
    {
        "What is the sum of the spoons?": "Seven.",
        "How do you lay this table? fork knife": "From left to right.",
        "Which glass comes first?": "The one for water.",
    },
)

_add(
    "next section's plain title at an answer's end",
    """
Q: What is a crumb?

Strong Answer: The inside of a loaf.

Q: What is a crust?

Strong Answer: The outside, which browns first.

Baking Concepts

Q: What is proofing?

Strong Answer: The last rise of the dough.

Q: What is scoring?

Strong Answer: A cut that lets the steam out.

Storing and Serving

Q: How do you keep a loaf?

Strong Answer: In a cloth.
""",
    {
        "What is a crumb?": "The inside of a loaf.",
        "What is a crust?": "The outside, which browns first.",
        "What is proofing?": "The last rise of the dough.",
        "What is scoring?": "A cut that lets the steam out.",
        "How do you keep a loaf?": "In a cloth.",
    },
)

_add(
    "questions first, answers later, numbered",
    """
# Quiz on eggs

## Questions

1. How long does a soft egg boil?
2. Why do eggs crack?
3. What keeps an omelette soft?

## Answers

1. About five minutes.
2. The air inside expands when it is heated too fast.
3. Low heat and butter.
""",
    {
        "How long does a soft egg boil?": "About five minutes.",
        "Why do eggs crack?": "The air inside expands when it is heated too fast.",
        "What keeps an omelette soft?": "Low heat and butter.",
    },
)

_add(
    "questions Q1 and answers A1 later",
    """
# Eggs

Q1. How long does a soft egg boil?
Q2. Why do eggs crack?
Q3. What keeps an omelette soft?

---

A1. About five minutes.

More at height.

A2. The air inside expands.

A3. Low heat and butter.
""",
    {
        "How long does a soft egg boil?": "About five minutes.\n\nMore at height.",
        "Why do eggs crack?": "The air inside expands.",
        "What keeps an omelette soft?": "Low heat and butter.",
    },
)

_add(
    "two column table without header names",
    """
# Flour

| | |
|---|---|
| What is gluten? | A net of protein. |
| Why does dough rest? | So that the net relaxes. |
| How is semolina made? | From hard wheat, ground coarsely. |
""",
    {
        "What is gluten?": "A net of protein.",
        "Why does dough rest?": "So that the net relaxes.",
        "How is semolina made?": "From hard wheat, ground coarsely.",
    },
)

_add(
    "table where first row is header by accident",
    """
# Flour

| What is gluten? | A net of protein. |
|---|---|
| Why does dough rest? | So that the net relaxes. |
| How is semolina made? | From hard wheat, ground coarsely. |
""",
    {
        "What is gluten?": "A net of protein.",
        "Why does dough rest?": "So that the net relaxes.",
        "How is semolina made?": "From hard wheat, ground coarsely.",
    },
)

_add(
    "answer key by section with options",
    """
# Egg quiz

## Part 1

1. How long does a soft egg boil?
   a) five minutes
   b) an hour
2. Which pan is best?
   a) iron
   b) paper

### Answer Key

1. a) five minutes
2. a) iron, for it holds the heat

## Part 2

**1.** What is a yolk?
**2.** What is a white?

### Answer Key

**1.** The yellow part.

It is rich.
**2.** The clear part.
""",
    {
        "How long does a soft egg boil?": "a) five minutes\nb) an hour\n\n**Answer:** a) five minutes",
        "Which pan is best?": "a) iron\nb) paper\n\n**Answer:** a) iron, for it holds the heat",
        "What is a yolk?": "The yellow part.\n\nIt is rich.",
        "What is a white?": "The clear part.",
    },
)

_add(
    "numbered answers with a heading named solutions are no key",
    """
## 1. What is a yolk?

The yellow part.

## 2. How do you part an egg?

Solutions:

1. With the shell.
2. With a spoon.
""",
    {
        "What is a yolk?": "The yellow part.",
        "How do you part an egg?": "Solutions:\n\n1. With the shell.\n2. With a spoon.",
    },
)

_add(
    "paragraphs that begin with their question",
    """
# Spices

Some words about spices.

What is saffron? Saffron is the stigma of a crocus.

Why is it dear? It is picked by hand, flower by flower.

How do you use it? Soak it in warm water first. Then pour both into the pot.

Does it keep? In the dark it keeps for a year or two.
""",
    {
        "What is saffron?": "Saffron is the stigma of a crocus.",
        "Why is it dear?": "It is picked by hand, flower by flower.",
        "How do you use it?": "Soak it in warm water first. Then pour both into the pot.",
        "Does it keep?": "In the dark it keeps for a year or two.",
    },
)

_add(
    "blog with author box and related posts",
    """
# 3 Kettle Interview Questions and Answers

*By Jo Tinker* · May 3, 2031 · 5 min read

![Kettle](https://img.example/k.png)

Kettles come up in every kitchen interview. In this article we look at the questions that matter.

## Table of Contents

- [What is a kettle?](#what-is-a-kettle)
- [Why does it whistle?](#why-does-it-whistle)
- [How do you clean it?](#how-do-you-clean-it)

## What is a kettle?

A vessel for hot water.

> **Pro tip:** Name the material.

## Why does it whistle?

Steam passes through two narrow holes.

[Read more about steam](https://example.org/steam)

## How do you clean it?

With vinegar, boiled once.

## Final Thoughts

Practise aloud.

## About the Author

Jo has mended kettles for ten years.

## Related Posts

- [10 Pot Questions](https://example.org/pots)
- [What is a pan?](https://example.org/pans)
""",
    {
        "What is a kettle?": "A vessel for hot water.\n\n> **Pro tip:** Name the material.",
        "Why does it whistle?": "Steam passes through two narrow holes.\n\n[Read more about steam](https://example.org/steam)",
        "How do you clean it?": "With vinegar, boiled once.",
    },
)

_add(
    "roman sections and numbered questions",
    """
# Kettles

I. Basics

1. What is a kettle?
A vessel for hot water.

2. Why does it whistle?
Steam passes through two narrow holes.

II. Cleaning

3. How do you clean it?
With vinegar, boiled once.

4. How often?
Once a month.
""",
    {
        "What is a kettle?": "A vessel for hot water.",
        "Why does it whistle?": "Steam passes through two narrow holes.",
        "How do you clean it?": "With vinegar, boiled once.",
        "How often?": "Once a month.",
    },
)

_add(
    "letters sections headings with numbers inside",
    """
## A. Basics

### A1. What is a kettle?

A vessel for hot water.

### A2. Why does it whistle?

Steam passes through two narrow holes.

## B. Cleaning

### B1. How do you clean it?

With vinegar, boiled once.
""",
    {
        "What is a kettle?": "A vessel for hot water.",
        "Why does it whistle?": "Steam passes through two narrow holes.",
        "How do you clean it?": "With vinegar, boiled once.",
    },
)

_add(
    "answers with questions of their own as bold lines",
    """
## 1. How do you plan a kitchen?

**Who cooks?**

Ask the family.

**What is cooked?**

Ask for a menu.

## 2. How do you light it?

**Where does the sun stand?**

In the south.

## 3. How do you heat it?

With the stove.
""",
    {
        "How do you plan a kitchen?": "**Who cooks?**\n\nAsk the family.\n\n**What is cooked?**\n\nAsk for a menu.",
        "How do you light it?": "**Where does the sun stand?**\n\nIn the south.",
        "How do you heat it?": "With the stove.",
    },
)

_add(
    "question spans two paragraphs before labelled answer",
    """
**Question 1**
You have a kettle and a pot. The kettle is smaller.

Which one boils first?

**Answer**

The kettle.

**Question 2**
A lid rattles.

What do you do?

**Answer**

Turn the heat down.
""",
    {
        "You have a kettle and a pot. The kettle is smaller. Which one boils first?": "The kettle.",
        "A lid rattles. What do you do?": "Turn the heat down.",
    },
)

_add(
    "follow and newsletter between",
    """
**1. What is a kettle?**

A vessel for hot water.

👉 Join our newsletter: https://x.example

**2. Why does it whistle?**

Steam passes through two narrow holes.

🔔 Follow me on LinkedIn for more kettles: https://l.example

**3. How do you clean it?**

With vinegar, boiled once.

📚 Also read: [Pots](https://x.example/pots)
""",
    {
        "What is a kettle?": "A vessel for hot water.",
        "Why does it whistle?": "Steam passes through two narrow holes.",
        "How do you clean it?": "With vinegar, boiled once.",
    },
)

_add(
    "nav footer links",
    """
# Kettles

[← Previous: Pots](pots.md) | [Home](README.md) | [Next: Pans →](pans.md)

### 1. What is a kettle?

A vessel for hot water.

### 2. Why does it whistle?

Steam passes through two narrow holes.

---

[← Previous: Pots](pots.md) | [Home](README.md) | [Next: Pans →](pans.md)
""",
    {
        "What is a kettle?": "A vessel for hot water.",
        "Why does it whistle?": "Steam passes through two narrow holes.",
    },
)

_add(
    "nav footer one link",
    """
### 1. What is a kettle?

A vessel for hot water.

### 2. Why does it whistle?

Steam passes through two narrow holes.

---

**Next:** [Pans](pans.md)
""",
    {
        "What is a kettle?": "A vessel for hot water.",
        "Why does it whistle?": "Steam passes through two narrow holes.",
    },
)

_add(
    "last updated footer",
    """
### 1. What is a kettle?

A vessel for hot water.

### 2. Why does it whistle?

Steam passes through two narrow holes.

---

*Last updated: May 2031*
""",
    {
        "What is a kettle?": "A vessel for hot water.",
        "Why does it whistle?": "Steam passes through two narrow holes.",
    },
)

_add(
    "made with footer",
    """
### 1. What is a kettle?

A vessel for hot water.

### 2. Why does it whistle?

Steam passes through two narrow holes.

---

Made with ❤️ by Jo Tinker
""",
    {
        "What is a kettle?": "A vessel for hot water.",
        "Why does it whistle?": "Steam passes through two narrow holes.",
    },
)


_add(
    "plain lines without question marks",
    """
What is a kettle

A vessel for hot water.

Why does it whistle

Steam passes through two narrow holes.

How do you clean it

With vinegar, boiled once.

Difference between a kettle and a pot

The kettle has a spout.
""",
    {
        "What is a kettle": "A vessel for hot water.",
        "Why does it whistle": "Steam passes through two narrow holes.",
        "How do you clean it": "With vinegar, boiled once.",
        "Difference between a kettle and a pot": "The kettle has a spout.",
    },
)

_add(
    "deep dive sections under questions",
    """
## Q1. What is a kettle?

### Short answer

A vessel for hot water.

### Deep dive

It has a coil:

1. Copper
2. Steel

### Follow-up questions

- Why copper?
- Why steel?

### Common mistakes

- No water.

---

## Q2. Why does it whistle?

### Short answer

Steam passes through two narrow holes.

### Deep dive

#### What is a vortex?

A whirl.
""",
    {
        "What is a kettle?": "### Short answer\n\nA vessel for hot water.\n\n### Deep dive\n\nIt has a coil:\n\n1. Copper\n2. Steel\n\n### Follow-up questions\n\n- Why copper?\n- Why steel?\n\n### Common mistakes\n\n- No water.",  # noqa: E501
        "Why does it whistle?": "### Short answer\n\nSteam passes through two narrow holes.\n\n### Deep dive\n\n#### What is a vortex?\n\nA whirl.",  # noqa: E501
    },
)

_add(
    "github alerts in answers",
    """
### 1. What is a kettle?

A vessel for hot water.

> [!NOTE]
> It has a spout.

### 2. Why does it whistle?

> [!TIP]
> Listen for it.

Steam passes through two narrow holes.
""",
    {
        "What is a kettle?": "A vessel for hot water.\n\n> [!NOTE]\n> It has a spout.",
        "Why does it whistle?": "> [!TIP]\n> Listen for it.\n\nSteam passes through two narrow holes.",
    },
)

_add(
    "mixed numbering across bold and plain by a careless author",
    """
**1. What is a kettle?**
A vessel for hot water.

2. **Why does it whistle?**
Steam passes through two narrow holes.

**3. How do you clean it**
With vinegar, boiled once.

4) **What is a lid?**
A cover.

**5.What is a spout?**
Where it pours.
""",
    {
        "What is a kettle?": "A vessel for hot water.",
        "Why does it whistle?": "Steam passes through two narrow holes.",
        "How do you clean it": "With vinegar, boiled once.",
        "What is a lid?": "A cover.",
        "What is a spout?": "Where it pours.",
    },
)

_add(
    "mixed labels by a careless author",
    """
Q1. What is a kettle?
Ans. A vessel for hot water.

Q2 Why does it whistle?
Ans: Steam passes through two narrow holes.

Q.3 How do you clean it?
Ans With vinegar, boiled once.

Q4: What is a lid?
A cover.

Q 5. What is a spout?
Answer - Where it pours.
""",
    {
        "What is a kettle?": "A vessel for hot water.",
        "Why does it whistle?": "Steam passes through two narrow holes.",
        "How do you clean it?": "With vinegar, boiled once.",
        "What is a lid?": "A cover.",
        "What is a spout?": "Where it pours.",
    },
)

_add(
    "mixed heading depths by a careless author",
    """
# Kettles

## 1. What is a kettle?

A vessel for hot water.

### 2. Why does it whistle?

Steam passes through two narrow holes.

## 3. How do you clean it?

With vinegar, boiled once.

#### 4. What is a lid?

A cover.

## 5. What is a spout?

Where it pours.
""",
    {
        "What is a kettle?": "A vessel for hot water.",
        "Why does it whistle?": "Steam passes through two narrow holes.",
        "How do you clean it?": "With vinegar, boiled once.",
        "What is a lid?": "A cover.",
        "What is a spout?": "Where it pours.",
    },
)

_add(
    "wrapped dense plain numbered",
    """
Kitchen interview questions
1. What is a kettle?
A kettle is a vessel for hot water, made of
steel or glass, with a spout.
2. Explain the whistle of a kettle.
Steam passes through two narrow holes. The
whirls between them sound.
3. What are the types of kettles?
There are two types:
1. Gas kettles stand on the stove.
2. Electric kettles have a coil.
4. What is limescale and how do you remove it?
Chalk. Boil vinegar in the kettle, then
rinse it twice.
5. Difference between a kettle and a pot.
The kettle has a spout.
""",
    {
        "What is a kettle?": "A kettle is a vessel for hot water, made of\nsteel or glass, with a spout.",
        "Explain the whistle of a kettle.": "Steam passes through two narrow holes. The\nwhirls between them sound.",
        "What are the types of kettles?": "There are two types:\n1. Gas kettles stand on the stove.\n2. Electric kettles have a coil.",  # noqa: E501
        "What is limescale and how do you remove it?": "Chalk. Boil vinegar in the kettle, then\nrinse it twice.",
        "Difference between a kettle and a pot.": "The kettle has a spout.",
    },
)

_add(
    "headings with answers that have tables of questions",
    """
## 1. How do you survey guests?

Ask them:

| Question | Answer |
|---|---|
| Was it warm? | yes |
| Was it good? | no |

## 2. How do you use the survey?

Cook anew.

## 3. How often?

Once a month.
""",
    {
        "How do you survey guests?": "Ask them:\n\n| Question | Answer |\n|---|---|\n| Was it warm? | yes |\n| Was it good? | no |",  # noqa: E501
        "How do you use the survey?": "Cook anew.",
        "How often?": "Once a month.",
    },
)

_add(
    "unfenced code with comments",
    """
### 1. How do you boil in a script?

Use this:

import stove

# open the valve
stove.open()

# wait
stove.wait(3)

It then boils.

### 2. How do you stop?

stove.close()
""",
    {
        "How do you boil in a script?": "Use this:\n\nimport stove\n\n# open the valve\nstove.open()\n\n# wait\nstove.wait(3)\n\nIt then boils.",  # noqa: E501
        "How do you stop?": "stove.close()",
    },
)

_add(
    "plain section titles caps between labelled questions",
    """
SAUCES

Q1: What is a sauce?
A: A liquid with taste.

Q2: How do you thicken it?
A: With flour.

SOUPS

Q3: What is a soup?
A: More liquid.

Q4: How do you salt it?
A: At the end.
""",
    {
        "What is a sauce?": "A liquid with taste.",
        "How do you thicken it?": "With flour.",
        "What is a soup?": "More liquid.",
        "How do you salt it?": "At the end.",
    },
)

_add(
    "section title with colon between",
    """
Sauces:

Q1: What is a sauce?
A: A liquid with taste.

Soups:

Q2: What is a soup?
A: More liquid.

Q3: How do you salt it?
A: At the end.
""",
    {
        "What is a sauce?": "A liquid with taste.",
        "What is a soup?": "More liquid.",
        "How do you salt it?": "At the end.",
    },
)

_add(
    "section lines with equals bars",
    """
==============
SAUCES
==============

1) What is a sauce?
-> A liquid with taste.

2) How do you thicken it?
-> With flour.

==============
SOUPS
==============

3) What is a soup?
-> More liquid.
""",
    {
        "What is a sauce?": "A liquid with taste.",
        "How do you thicken it?": "With flour.",
        "What is a soup?": "More liquid.",
    },
)

_add(
    "emoji section titles",
    """
📌 Sauces

1. What is a sauce?
👉 A liquid with taste.

2. How do you thicken it?
👉 With flour.

📌 Soups

3. What is a soup?
👉 More liquid.

4. How do you salt it?
👉 At the end.
""",
    {
        "What is a sauce?": "👉 A liquid with taste.",
        "How do you thicken it?": "👉 With flour.",
        "What is a soup?": "👉 More liquid.",
        "How do you salt it?": "👉 At the end.",
    },
)

_add(
    "two answers to one question with strong weak",
    """
### Question 1

**What is a sauce?**

**Weak answer:** Something wet.

**Strong answer:** A liquid with taste.

**Why it works:** It is short.

### Question 2

**What is a soup?**

**Weak answer:** Wet too.

**Strong answer:** More liquid.

**Why it works:** It compares.
""",
    {
        "What is a sauce?": "**Weak answer:** Something wet.\n\n**Strong answer:** A liquid with taste.\n\n**Why it works:** It is short.",  # noqa: E501
        "What is a soup?": "**Weak answer:** Wet too.\n\n**Strong answer:** More liquid.\n\n**Why it works:** It compares.",  # noqa: E501
    },
)

_add(
    "spaced dense chat style with bold numbering and hr and section emojis",
    """
# 🍲 Kitchen Interview Q&A

---

## 🔹 Section 1: Sauces

---

**Q1. What is a sauce?**
👉 A liquid with taste.

**Q2. How do you thicken it?**
👉 With flour.

---

## 🔹 Section 2: Soups

---

**Q3. What is a soup?**
👉 More liquid.

---

✅ These are the basics.
""",
    {
        "What is a sauce?": "👉 A liquid with taste.",
        "How do you thicken it?": "👉 With flour.",
        "What is a soup?": "👉 More liquid.",
    },
)

_add(
    "links to answers only",
    """
# Questions

1. What is a sauce? [Answer](answers/1.md)
2. What is a soup? [Answer](answers/2.md)
3. What is a stew? [Answer](answers/3.md)
""",
    {},
    (
        "What is a sauce?",
        "What is a soup?",
        "What is a stew?",
    ),
)
