"""Documents written for these tests, one or more for each way in which questions are marked, with their exact pairs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Labelled:
    """A document and what is in it: question → whole answer, in order; and the questions it only lists."""

    name: str
    text: str
    pairs: dict[str, str]
    unanswered: tuple[str, ...] = ()


DOCUMENTS: list[Labelled] = []


def _add(name: str, text: str, pairs: dict[str, str], unanswered: tuple[str, ...] = ()) -> None:
    DOCUMENTS.append(Labelled(name, text.strip("\n") + "\n", {q: a.strip("\n") for q, a in pairs.items()}, unanswered))


_add(
    "numbered headings with a table of contents and notes",
    """
# Kettle interviews

Some words of welcome. What will you learn?

## Table of Contents

1. [What is a kettle?](#1-what-is-a-kettle)
2. [Explain boiling](#2-explain-boiling)

---

## 1. What is a kettle?

**Answer**:

A vessel for hot water.

1. Fill it.
2. Heat it.
3. Why not wait?

**Example**: the blue one.

---

## 2. Explain boiling

**Answer**:

### Short form

Water turns to steam.

## Notes

- Be brief.
""",
    {
        "What is a kettle?": "A vessel for hot water.\n\n1. Fill it.\n2. Heat it.\n3. Why not wait?\n\n**Example**: the blue one.",  # noqa: E501
        "Explain boiling": "### Short form\n\nWater turns to steam.",
    },
)

_add(
    "bold Q and A labels",
    """
# Tea

## Basic

**Q1: What is tea?**
**A:** Leaves in water.

**Q2: Name the kinds of tea.**
**A:**
*   **Green:** not oxidised.
*   **Black:** oxidised.

## Advanced

**Q3: How does steeping time
change the taste?**
**A:** It gets bitter. Q: who knew?
""",
    {
        "What is tea?": "Leaves in water.",
        "Name the kinds of tea.": "*   **Green:** not oxidised.\n*   **Black:** oxidised.",
        "How does steeping time change the taste?": "It gets bitter. Q: who knew?",
    },
)

_add(
    "bold and italic numbered lines among headings",
    """
## Pots

**1. What is a pot?**

A pot is deep.

*2. Why is it deep?*

It holds soup.

#### **3. How deep is it?**

Deep enough.

## **4. Describe its lid.**

Round.

## Pans

**1. What is a pan?**

A pan is flat.

## Conclusion

Cook well.
""",
    {
        "What is a pot?": "A pot is deep.",
        "Why is it deep?": "It holds soup.",
        "How deep is it?": "Deep enough.",
        "Describe its lid.": "Round.",
        "What is a pan?": "A pan is flat.",
    },
)

_add(
    "plain numbered lines, a list of questions first, sections without marks",
    """
All about bread, for people who bake.
Bread questions
Bread questions for beginners
- What is bread?
- Define yeast.
- Name a flour.
Bread questions for bakers
- How does dough rise?
- Explain proofing.
Bread answers
Beginners (Q&A)
1. What is bread?
A baked dough.
It has three steps:
1. Mix the flour.
2. Knead it.
3. Bake it.
2. Define yeast.
A living thing.
For example:
- Question: “If I add sugar, what happens?”
- Answer: it grows.
Bakers (Q&A)
1. How does dough rise?
Gas fills it.
2. Explain proofing.
Dough rests. That is all.
""",
    {
        "What is bread?": "A baked dough.\nIt has three steps:\n1. Mix the flour.\n2. Knead it.\n3. Bake it.",
        "Define yeast.": "A living thing.\nFor example:\n- Question: “If I add sugar, what happens?”\n- Answer: it grows.",  # noqa: E501
        "How does dough rise?": "Gas fills it.",
        "Explain proofing.": "Dough rests. That is all.",
    },
    ("Name a flour.",),
)

_add(
    "Question and Answer written out",
    """
Question: What is a fork?
Answer: A tool with tines.

It has a handle too.

Question: What is a spoon?
Answer: A small bowl.
""",
    {"What is a fork?": "A tool with tines.\n\nIt has a handle too.", "What is a spoon?": "A small bowl."},
)

_add(
    "question number as a heading of its own",
    """
# Cutlery quiz

### Question 1

What is a knife?

### Answer

A blade.

With a grip.

### Question 2

Who sharpens it?

### Answer

The cook.
""",
    {"What is a knife?": "A blade.\n\nWith a grip.", "Who sharpens it?": "The cook."},
)

_add(
    "list items with nested answers",
    """
# Soup

- What is soup?
  - Liquid food.
  - Served hot.
- **How is it made?**
  It is cooked slowly.

  Then it is salted.
- Why eat it?
  - It warms.
""",
    {
        "What is soup?": "- Liquid food.\n- Served hot.",
        "How is it made?": "It is cooked slowly.\n\nThen it is salted.",
        "Why eat it?": "- It warms.",
    },
)

_add(
    "numbered list items with bold questions and nested answers",
    """
# Stew

## Popular

1. **What is stew?**
   - **Answer**:
     - Thick soup.
     - With meat.

2. **Why does it take long?**
   - **Answer**: The meat is tough.

     What else? Patience.
""",
    {
        "What is stew?": "- Thick soup.\n- With meat.",
        "Why does it take long?": "The meat is tough.\n\nWhat else? Patience.",
    },
)

_add(
    "headings that end in a question mark, with topics between them",
    """
# Pans and how to clean them

## What is enamel?

A glass coat.

### Is it safe?

Yes.

### Advantages

It shines.

## How do you clean a pan? ⭐

```sh
# What is this?
## 2. Why?
scrub
```

## Rust

Iron rusts.

## When do you throw it away?

Never.

## Why does food stick?

The pan is cold.

## Which oil is best?

Any.

## References

A book.
""",
    {
        "What is enamel?": "A glass coat.\n\n### Is it safe?\n\nYes.\n\n### Advantages\n\nIt shines.",
        "How do you clean a pan?": "```sh\n# What is this?\n## 2. Why?\nscrub\n```",
        "Rust": "Iron rusts.",
        "When do you throw it away?": "Never.",
        "Why does food stick?": "The pan is cold.",
        "Which oil is best?": "Any.",
    },
)

_add(
    "plain questions split over two lines",
    """
1. What is the difference between a pan
   that is heavy and one that is light?
Weight. Nothing else.

2. Describe the colour of a pan that was used
for years.
Black.
""",
    {
        "What is the difference between a pan that is heavy and one that is light?": "Weight. Nothing else.",
        "Describe the colour of a pan that was used for years.": "Black.",
    },
)

_add(
    "emoji and keycaps before the number",
    """
# 🍳 Eggs

### 🔥 1. What is an egg?

Round food.

### 2️⃣ How do you boil it?

- 1️⃣ Heat water.
- 2️⃣ Wait.

### ✅ 3) Why eat it?

It is good. ✅
""",
    {
        "What is an egg?": "Round food.",
        "How do you boil it?": "- 1️⃣ Heat water.\n- 2️⃣ Wait.",
        "Why eat it?": "It is good. ✅",
    },
)

_add(
    "collapsible questions",
    """
# Salt

<details>
<summary>What is salt?</summary><br><b>

A mineral.
</b></details>

<details><summary><b>2. Where is it found?</b></summary>
<p>

In the sea.

* In mines

</p>
</details>
""",
    {"What is salt?": "A mineral.", "Where is it found?": "In the sea.\n\n* In mines"},
)

_add(
    "collapsible answers",
    """
# Pepper

### Q1. What is pepper?

<details>
<summary>Answer</summary>

A spice.

</details>

### Q2. What colours does it have?

<details>
<summary>Show answer</summary>

Black and white.

</details>
""",
    {"What is pepper?": "A spice.", "What colours does it have?": "Black and white."},
)

_add(
    "a table of questions and answers",
    """
# Herbs

| No. | Question | Answer | Level |
| --- | -------- | ------ | ----- |
| 1 | What is basil? | A herb.<br>It is green. | Easy |
| 2 | **What is mint?** | Another herb with `a \\| b`. | Hard |

Goodbye.
""",
    {"What is basil?": "A herb.\nIt is green.", "What is mint?": "Another herb with `a | b`."},
)

_add(
    "a table of contents as a table, numbers before headings, links back to the top",
    """
# Oils

| No. | Questions |
| --- | --------- |
| 1 | [What is oil?](#what-is-oil) |
| 2 | [What is olive oil?](#what-is-olive-oil) |

1. ### What is oil?

    A fat that is liquid.

    1. It floats.
    2. It burns.

    **[⬆ Back to Top](#table-of-contents)**

2. ### What is olive oil?

    ```js
    const oil = "green";
    ```

    It is pressed.

    **[⬆ Back to Top](#table-of-contents)**
""",
    {
        "What is oil?": "A fat that is liquid.\n\n1. It floats.\n2. It burns.",
        "What is olive oil?": '```js\nconst oil = "green";\n```\n\nIt is pressed.',
    },
)

_add(
    "a web page with navigation in the middle of an answer and a broken answer",
    """
# Knives

**1. What is a knife made of?**

Steel, mostly, and it is hardened in oil so that it keeps its

edge for a long time.

**2. How do you hold a knife?**

Open in app ↗

Sign up

Sign in

**Medium**

Write

Search

With three fingers.

- Search for balance.

**3. Why does it get blunt?**

It is used.

Thanks for reading! Follow me for more.

Cooking

Knives
""",
    {
        "What is a knife made of?": "Steel, mostly, and it is hardened in oil so that it keeps its edge for a long time.",  # noqa: E501
        "How do you hold a knife?": "With three fingers.\n\n- Search for balance.",
        "Why does it get blunt?": "It is used.",
    },
)

_add(
    "numbering that restarts, numbered sections, labelled questions in plain text",
    """
1. General Questions
Q1: What is a plate? How is it different from a dish?
Answer:
A plate is flat.
- It is round.
Q2: What is a bowl?
Answer:
1. It is deep.
2. It holds soup.
2. Special Questions
Q3: What is a saucer?
Answer:
A small plate.
""",
    {
        "What is a plate? How is it different from a dish?": "A plate is flat.\n- It is round.",
        "What is a bowl?": "1. It is deep.\n2. It holds soup.",
        "What is a saucer?": "A small plate.",
    },
)

_add(
    "bold questions with the answer on the same line",
    """
# Cups

**What is a cup?** It holds tea.

**Why has it a handle?** Tea is hot.

Some cups have none.

**Note:** cups break.

**1. Size**: small.
""",
    {
        "What is a cup?": "It holds tea.",
        "Why has it a handle?": "Tea is hot.\n\nSome cups have none.\n\n**Note:** cups break.\n\n**1. Size**: small.",
    },
)

_add(
    "labels on one line",
    """
Q. What is a jug? A. It pours.
Q. What is a vase? A. It holds flowers.
""",
    {"What is a jug?": "It pours.", "What is a vase?": "It holds flowers."},
)

_add(
    "questions with choices and an answer",
    """
###### 1. What does it print?

```javascript
print(1)
```

- A: `1`
- B: `2`

<details><summary><b>Answer</b></summary>
<p>

#### Answer: A

It prints one.

</p>
</details>

---

###### 2. What does it add?

- A: one
- B: two

<details><summary><b>Answer</b></summary>
<p>

#### Answer: B

Two.

</p>
</details>
""",
    {
        "What does it print?": "```javascript\nprint(1)\n```\n\n- A: `1`\n- B: `2`\n\n#### Answer: A\n\nIt prints one.",
        "What does it add?": "- A: one\n- B: two\n\n#### Answer: B\n\nTwo.",
    },
)

_add(
    "underlined headings and closing hashes",
    """
Grains
======

What is rice?
-------------

A grain.

What is oats?
-------------

Another grain.

## What is rye? ##

A third.
""",
    {"What is rice?": "A grain.", "What is oats?": "Another grain.", "What is rye?": "A third."},
)

_add(
    "plain questions alone on their lines",
    """
Fruit

What is an apple?

A round fruit. Did you know that? Many do not.

Why is it red?

The sun colours it.

How do you eat it?

With a knife.
""",
    {
        "What is an apple?": "A round fruit. Did you know that? Many do not.",
        "Why is it red?": "The sun colours it.",
        "How do you eat it?": "With a knife.",
    },
)

_add(
    "answers marked, questions not",
    """
# Nuts

What is a walnut?

**Answer:** A nut.

Explain why it has a shell.

**Answer:** It protects the seed.

Why? Because.
""",
    {"What is a walnut?": "A nut.", "Explain why it has a shell.": "It protects the seed.\n\nWhy? Because."},
)

_add(
    "headings listed without answers among answered ones",
    """
# Beans

#### 1) What is a bean? [[src](http://example.org)]

A seed.

#### 2) What is a pea?

#### 3) What is a lentil?

A small seed.
""",
    {"What is a bean?": "A seed.", "What is a lentil?": "A small seed."},
    ("What is a pea?",),
)

_add(
    "formulas and code keep their lines",
    """
## 1. What is the area of a pan?

$$
A = \\pi r^2

1. What is this?
$$

and in code:

```python
def area(r):


    return 3.14 * r ** 2  # Q: why?
```

## 2. What is its volume?

\\\\( V = A h \\\\) with *h* the height.
""",
    {
        "What is the area of a pan?": "$$\nA = \\pi r^2\n\n1. What is this?\n$$\n\nand in code:\n\n```python\ndef area(r):\n\n\n"  # noqa: E501
        "    return 3.14 * r ** 2  # Q: why?\n```",
        "What is its volume?": "\\\\( V = A h \\\\) with *h* the height.",
    },
)

_add(
    "two-level numbers below numbered sections",
    """
# Ovens

## 1. Gas ovens

### 1.1 What is a gas oven?

It burns gas.

### 1.2 Why use one?

It is quick.

## 2. Electric ovens

### 2.1 What is an electric oven?

It uses current.
""",
    {
        "What is a gas oven?": "It burns gas.",
        "Why use one?": "It is quick.",
        "What is an electric oven?": "It uses current.",
    },
)

_add(
    "a questions chapter at the end of notes",
    """
# 1. Ladles

Ladles are long spoons. How long? Very.

## 1.1 Materials

1. Steel
2. Wood

# 2. Interview Questions

## Q1. What is a ladle?

A long spoon.

## Q2. Why is it long?

The pot is deep.
""",
    {"What is a ladle?": "A long spoon.", "Why is it long?": "The pot is deep."},
)

_add(
    "answers with bold numbered steps and questions of their own",
    """
# Baking

### 1. How do you bake a cake?

**1. What do you need?**

Flour and eggs.

**2. What do you do first?**

You mix.

### 2. How do you frost it?

1. What colour is it?

Choose one.

2. What taste is it?

Choose another.

### 3. Who eats it?

Guests.
""",
    {
        "How do you bake a cake?": "**1. What do you need?**\n\nFlour and eggs.\n\n**2. What do you do first?**\n\nYou mix.",  # noqa: E501
        "How do you frost it?": "1. What colour is it?\n\nChoose one.\n\n2. What taste is it?\n\nChoose another.",
        "Who eats it?": "Guests.",
    },
)

_add(
    "parts that mark their questions differently",
    """
# Part one

## 1. What is a stove?

It is hot.

## 2. What is a fridge?

It is cold.

# Part two

Some words about part two.

**What is a shelf?**

A board.

**How do you hang it?**

With two screws.

**Which wood is best?**

Oak.

# Part three

Q: What is a drawer?
A: A box that slides.

Q: What is a cupboard?
A: A box with a door.

Q: What is a larder?
A: A cool room.
""",
    {
        "What is a stove?": "It is hot.",
        "What is a fridge?": "It is cold.",
        "What is a shelf?": "A board.",
        "How do you hang it?": "With two screws.",
        "Which wood is best?": "Oak.",
        "What is a drawer?": "A box that slides.",
        "What is a cupboard?": "A box with a door.",
        "What is a larder?": "A cool room.",
    },
)

_add(
    "no questions at all",
    """
# A story

There was a cook. She cooked.

## The kitchen

1. It was small.
2. It was warm.
""",
    {},
)
