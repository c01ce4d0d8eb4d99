"""More documents written for these tests, after the habits of public collections."""

from ingest.labelled import Labelled

MORE: list[Labelled] = []


def _add(name: str, text: str, pairs: dict[str, str], unanswered: tuple[str, ...] = ()) -> None:
    MORE.append(Labelled(name, text.strip("\n") + "\n", pairs, unanswered))


_add(
    "advertising headings and pictures",
    """
# 9 Core Kettle Interview Questions

<div>
<p align="center">
<a href="https://x.io/">
<img src="https://x.jpg" alt="x" width="100%">
</a>
</p>

#### You can also find all 9 answers here 👉 [X - Kettle](https://x.io/q)

<br>

## 1. What do you understand by the terms _black_ and _green_ in tea?

**Tea** is a drink.

### Key Concepts

- **A**: b

### Visual

![x](https://x)
<br>

## 2. Explain the taste.

### Formula

$$
E = mc
$$

### Code Example: Foo

Here is the Python code:

```python
# 3. What?
```
<br>



#### Explore all 9 answers here 👉 [X - Kettle](https://x.io/q)

<br>

<a href="https://x.io/">
<img src="https://x.jpg">
</a>
</p>
""",
    {
        "What do you understand by the terms _black_ and _green_ in tea?": "**Tea** is a drink.\n\n### Key Concepts\n\n- **A**: b\n\n### Visual\n\n![x](https://x)",  # noqa: E501
        "Explain the taste.": "### Formula\n\n$$\nE = mc\n$$\n\n### Code Example: Foo\n\nHere is the Python code:\n\n```python\n# 3. What?\n```",  # noqa: E501
    },
    (),
)

_add(
    "levels as emoji and a placeholder for an answer",
    """
# Kitchen theory questions

* Signs: 👶 easy 🚀 expert

## Table of Contents

* [Slow cooking](#slow)
* [Fast cooking](#fast)

## Slow cooking

#### What is slow cooking? 👶

A case of low heat.

<br/>

## Fast cooking

#### What is frying? Which pans can you use to do it? 👶

Frying is x.

$$
y = x
$$

<br/>

#### Which signs for telling fried fish do you know? ‍⭐️

1. Golden Brown Skin(GBS)
2. Smell

<br/>

#### How does smoking work? 🚀

Answer here

<br/>
""",
    {
        "What is slow cooking?": "A case of low heat.",
        "What is frying? Which pans can you use to do it?": "Frying is x.\n\n$$\ny = x\n$$",
        "Which signs for telling fried fish do you know?": "1. Golden Brown Skin(GBS)\n2. Smell",
    },
    ("How does smoking work?",),
)

_add(
    "labelled headings on two levels with links back to the top",
    """
# Towels

*Press the star.*

## Table of Contents

* [Introduction](#-1-introduction)
* [Forms](#-2-forms)

<br/>

## # 1. INTRODUCTION

<br/>

## Q. What is a tea towel?

A towel is a cloth.

**Example:**

```js
a
```

<div align="right">
    <b><a href="#table-of-contents">↥ back to top</a></b>
</div>

## Q. What's new in towel 8.0?

* Smaller

<div align="right">
    <b><a href="#table-of-contents">↥ back to top</a></b>
</div>

#### Q. ***List the types***

two
""",
    {
        "What is a tea towel?": "A towel is a cloth.\n\n**Example:**\n\n```js\na\n```",
        "What's new in towel 8.0?": "* Smaller",
        "List the types": "two",
    },
    (),
)

_add(
    "stars behind bold labelled questions",
    """
## Junior

**Q1: What is Parsley?** ⭐

**Answer:**
*Parsley* is green.

🔗 **Source:** x

**Q2: What is a class?** ⭐⭐⭐⭐

**Answer:**
Foo.
""",
    {
        "What is Parsley?": "*Parsley* is green.\n\n🔗 **Source:** x",
        "What is a class?": "Foo.",
    },
    (),
)

_add(
    "a blog page with a conclusion",
    """
Top 10 LLM Questions
John Doe
John Doe

·
Follow

7 min read
·
Jan 3, 2024

Listen

Share

More

Hi all, here we go.

1. What is an LLM?
An LLM is a model.

2. Explain RAG
RAG does this:

Retrieve: gets docs.
Generate: makes text.

3. LoRA vs full fine-tuning
LoRA is cheap.

Conclusion
That was it. I hope you liked it.

LLM
AI
--

--

1

Written by John Doe
42 Followers
Follow
""",
    {
        "What is an LLM?": "An LLM is a model.",
        "Explain RAG": "RAG does this:\n\nRetrieve: gets docs.\nGenerate: makes text.",
        "LoRA vs full fine-tuning": "LoRA is cheap.",
    },
    (),
)

_add(
    "bold questions behind a number, with lists in answers",
    """
# Q
1. **What is A?**

A is a.

   - x
2. **What is B?**

B is b:
1. one
2. two

**Key points:**
- k

3. **Differentiate C and D**
C is c.
---
### Section two
4. **What is E?**
Answer - E is e.
""",
    {
        "What is A?": "A is a.\n\n   - x",
        "What is B?": "B is b:\n1. one\n2. two\n\n**Key points:**\n- k",
        "Differentiate C and D": "C is c.",
        "What is E?": "E is e.",
    },
    (),
)

_add(
    "labels of every kind",
    """
Q1. What is Java?
Ans. Java is a language.
Q2) What is JVM?
Ans: It runs.
  1. a
  2. b
Ques 3: Why?
Ans: because
Question 4 - How?
Answer - so.
""",
    {
        "What is Java?": "Java is a language.",
        "What is JVM?": "It runs.\n1. a\n2. b",
        "Why?": "because",
        "How?": "so.",
    },
    (),
)

_add(
    "indented toggles",
    """
# Notes

- What is A?

    A is a.

    - one
    - two
- Explain B

    B is b.
- Deep learning?

    C
""",
    {
        "What is A?": "A is a.\n\n- one\n- two",
        "Explain B": "B is b.",
        "Deep learning?": "C",
    },
    (),
)

_add(
    "numbered topics as headings",
    """
# ML Qs
### 1. Bias-variance tradeoff

text

### 2. Overfitting

text

### 3. Regularization

#### L1

text

### 4. Precision and recall

text
""",
    {
        "Bias-variance tradeoff": "text",
        "Overfitting": "text",
        "Regularization": "#### L1\n\ntext",
        "Precision and recall": "text",
    },
    (),
)

_add(
    "headings as tags",
    """
<h3>1. What is A?</h3>
<p>A is <b>a</b>.</p>
<h3>2. What is B?</h3>
<p>B</p>
""",
    {
        "What is A?": "A is <b>a</b>.",
        "What is B?": "B",
    },
    (),
)

_add(
    "a plain table of contents with page numbers",
    """
Contents
1. What is A? ........ 3
2. What is B? ........ 4

1. What is A?
A is a.
2. What is B?
B is b.
""",
    {
        "What is A?": "A is a.",
        "What is B?": "B is b.",
    },
    (),
)

_add(
    "answers below headings of their own",
    """
# Q1: What is A?
## Answer
A
# Q2: What is B?
## Answer
B
""",
    {
        "What is A?": "A",
        "What is B?": "B",
    },
    (),
)

_add(
    "bold labels before italic questions",
    """
**Q1**: *What is A?*

**A1**: A is a.

**Q2**: *What is B?*

**A2**: B is b.
""",
    {
        "What is A?": "A is a.",
        "What is B?": "B is b.",
    },
    (),
)

_add(
    "advertising and titles without marks between answers",
    """
Top 30 LLM Interview Questions

Home
Blog
Category

By Jane Doe · 12 min read · Updated Jan 5, 2024

Introduction

Large models are hot. What are they? Let's see.

What are LLM interview questions?

They are questions asked in interviews. You should prepare.

Basic LLM Interview Questions

1. What is an LLM?

An LLM is a large model.

2. What is a token?

A token is a piece of text:

1. words
2. subwords

Did you know? Tokens cost money.

Become a Data Scientist

Start learning today! Sign up for free.

Intermediate LLM Interview Questions

3. What is RAG?

Retrieval augmented generation.

Get certified in your dream role

Our certification programs help you stand out.

Conclusion

We covered the questions.

FAQs

How long does it take to prepare?

About a month.

Author
Jane Doe

Topics
LLM
""",
    {
        "What is an LLM?": "An LLM is a large model.",
        "What is a token?": "A token is a piece of text:\n\n1. words\n2. subwords\n\nDid you know? Tokens cost money.",
        "What is RAG?": "Retrieval augmented generation.",
    },
    (),
)

_add(
    "numbered headings with nested lists",
    """
## Basic and Advanced Kitchen Interview Questions

### 1. Differences between boiled and fried eggs

- **Boiled Eggs**
  - Uses water

---

### 2. How is plain toast done?

It is held to the fire.

---

### 3. Explain the steps in making a fruit salad.

1. Take the fruit
2. Cut it
3. Choose

---

### 4. You baked a cake for nine guests. You've burnt its base. Why shouldn't you serve it?

They would taste it.

### 5. For the given pots, how will you find the deepest one?

pot1 = [1,3]

### 6. 'The soup is cold…' complaints heard at tables are a result of which mistake?

A slow waiter.

### 7. Write a basic menu that lists all soups with their prices.

```sql
select 1
```

### Additional tips

Read more.
""",
    {
        "Differences between boiled and fried eggs": "- **Boiled Eggs**\n  - Uses water",
        "How is plain toast done?": "It is held to the fire.",
        "Explain the steps in making a fruit salad.": "1. Take the fruit\n2. Cut it\n3. Choose",
        "You baked a cake for nine guests. You've burnt its base. Why shouldn't you serve it?": "They would taste it.",
        "For the given pots, how will you find the deepest one?": "pot1 = [1,3]",
        "'The soup is cold…' complaints heard at tables are a result of which mistake?": "A slow waiter.",
        "Write a basic menu that lists all soups with their prices.": "```sql\nselect 1\n```",
    },
    (),
)

_add(
    "bold items with the answer on the same line",
    """
# LLM questions

## Tokenization

- **What is a token?** A piece of text.
- **What is BPE?** An algorithm.
  More text here.

## Training

- **What is SFT?** Fine tuning.
- **Why RLHF?** Alignment.
""",
    {
        "What is a token?": "A piece of text.",
        "What is BPE?": "An algorithm.\nMore text here.",
        "What is SFT?": "Fine tuning.",
        "Why RLHF?": "Alignment.",
    },
    (),
)

_add(
    "arrows behind the labels",
    """
Q1 -> What is A?
Ans -> A is a.

Q2 -> What is B?
Ans -> B is b.
""",
    {
        "What is A?": "A is a.",
        "What is B?": "B is b.",
    },
    (),
)

_add(
    "numbered lists of questions section by section first",
    """
# Q

## Basics
1. What is A?
2. What is B?

## Adv
1. What is C?
2. What is D?

# Answers

## Basics
### 1. What is A?
a a
### 2. What is B?
b b
## Adv
### 1. What is C?
c c
### 2. What is D?
d d
""",
    {
        "What is A?": "a a",
        "What is B?": "b b",
        "What is C?": "c c",
        "What is D?": "d d",
    },
    (),
)

_add(
    "one question with sections",
    """
# What is gradient descent?

It is an algorithm.

## How it works

1. Init
2. Step

## Why use it?

Fast.
""",
    {
        "What is gradient descent?": "It is an algorithm.\n\n## How it works\n\n1. Init\n2. Step\n\n## Why use it?\n\nFast.",  # noqa: E501
    },
    (),
)

_add(
    "numbered questions with indented answers",
    """
1. What is A?

   A is:

   1. one
   2. two

   And so on.

2. What is B?

   B.
3. List C:
   - c
""",
    {
        "What is A?": "A is:\n\n1. one\n2. two\n\nAnd so on.",
        "What is B?": "B.",
        "List C:": "- c",
    },
    (),
)

_add(
    "a dialogue",
    """
**Interviewer:** What is A?

**Candidate:** A is a.

**Interviewer:** What is B?

**Candidate:** B is b.
""",
    {
        "What is A?": "A is a.",
        "What is B?": "B is b.",
    },
    (),
)

_add(
    "labels in list items",
    """
* Q: What is A?
* A: A is a.

* Q: What is B?
* A: B is b.
""",
    {
        "What is A?": "A is a.",
        "What is B?": "B is b.",
    },
    (),
)

_add(
    "numbered items with the answer on the same line",
    """
1. What is A? A is a thing used for many purposes in the world.
2. What is B? B is another thing.
3. Define C. C is the third thing.
""",
    {
        "What is A?": "A is a thing used for many purposes in the world.",
        "What is B?": "B is another thing.",
        "Define C.": "C is the third thing.",
    },
    (),
)

_add(
    "references and follow-ups inside",
    """
## 1. What is A?
A is a [1].

### References
[1] foo

## 2. What is B?
B.

### Follow-up: What is C?

C is c.

## References
1. What is life? by Foo
2. Bar
""",
    {
        "What is A?": "A is a [1].",
        "What is B?": "B.\n\n### Follow-up: What is C?\n\nC is c.",
    },
    (),
)

_add(
    "levels in brackets",
    """
### 1. What is A? `Easy`

A is a.

### 2. What is B? **[Hard]**

B is b.

### 3. (Medium) What is C?

C is c.
""",
    {
        "What is A?": "A is a.",
        "What is B?": "B is b.",
        "What is C?": "C is c.",
    },
    (),
)

_add(
    "gaps in the numbers",
    """
1. What is A?
The a thing.
2. What is B?
The b thing.
4. What is D?
The d thing.
5. What is E?
The e thing.
7. Explain F
The f thing.
""",
    {
        "What is A?": "The a thing.",
        "What is B?": "The b thing.",
        "What is D?": "The d thing.",
        "What is E?": "The e thing.",
        "Explain F": "The f thing.",
    },
    (),
)

_add(
    "wrong numbers",
    """
### 1. What is A?
a thing
### 2. What is B?
b thing
### 2. What is C?
c thing
### 5. What is D?
d thing
### 4. What is E?
e thing
""",
    {
        "What is A?": "a thing",
        "What is B?": "b thing",
        "What is C?": "c thing",
        "What is D?": "d thing",
        "What is E?": "e thing",
    },
    (),
)

_add(
    "numbered lists in answers to plain numbered questions",
    """
1) What are the types of learning?
There are three types
1) Supervised
2) Unsupervised
3) Reinforcement
2) What is a model?
A function.
3) What are steps in ML?
1. Collect the data
2. Train the model
3. Test it
4. How do you deploy it?
With care.
5. What are metrics?
Numbers.
""",
    {
        "What are the types of learning?": "There are three types\n1) Supervised\n2) Unsupervised\n3) Reinforcement",
        "What is a model?": "A function.",
        "What are steps in ML?": "1. Collect the data\n2. Train the model\n3. Test it",
        "How do you deploy it?": "With care.",
        "What are metrics?": "Numbers.",
    },
    (),
)

_add(
    "bold questions inside answers",
    """
## 1. What is A?

A is a thing.

**Why is it important?**

Because.

**How does it work?**

Like so.

## 2. What is B?

B is b thing.

**Why is it important?**

Because b.

**How does it work?**

Like b.
""",
    {
        "What is A?": "A is a thing.\n\n**Why is it important?**\n\nBecause.\n\n**How does it work?**\n\nLike so.",
        "What is B?": "B is b thing.\n\n**Why is it important?**\n\nBecause b.\n\n**How does it work?**\n\nLike b.",
    },
    (),
)

_add(
    "questions as headings inside answers",
    """
# Guide

## What is A?

Intro to A.

### Why A?

Because.

### How A?

Like so.

## What is B?

Intro to B.

### Why B?

Because.

### How B?

Like so.
""",
    {
        "What is A?": "Intro to A.\n\n### Why A?\n\nBecause.\n\n### How A?\n\nLike so.",
        "What is B?": "Intro to B.\n\n### Why B?\n\nBecause.\n\n### How B?\n\nLike so.",
    },
    (),
)

_add(
    "a section whose name asks",
    """
# Guide

## What is Machine Learning

### What is ML?

It is ml.

### What is a model?

It is f.

## Deep learning

### What is DL?

It is dl.

### What is a layer?

It is l.
""",
    {
        "What is ML?": "It is ml.",
        "What is a model?": "It is f.",
        "What is DL?": "It is dl.",
        "What is a layer?": "It is l.",
    },
    (),
)

_add(
    "quick questions at the end",
    """
1. **What is overfitting and how do you prevent it?**

Overfitting is x.

- **Regularization**: y

2. **Explain the bias-variance tradeoff**

It is x.

---

## ⚡ Quick-fire

- **Q:** What is A? **A:** A thing.
- **Q:** What is B? **A:** B thing.
- **Q:** What is C? **A:** C thing.
""",
    {
        "What is overfitting and how do you prevent it?": "Overfitting is x.\n\n- **Regularization**: y",
        "Explain the bias-variance tradeoff": "It is x.",
        "What is A?": "A thing.",
        "What is B?": "B thing.",
        "What is C?": "C thing.",
    },
    (),
)

_add(
    "labelled examples inside an answer",
    """
### 1. What is few-shot prompting?

Give examples:

Q: What is 2+2?
A: 4

Q: What is 3+3?
A: 6

### 2. What is CoT?

Think step by step.
""",
    {
        "What is few-shot prompting?": "Give examples:\n\nQ: What is 2+2?\nA: 4\n\nQ: What is 3+3?\nA: 6",
        "What is CoT?": "Think step by step.",
    },
    (),
)

_add(
    "keycaps behind the label",
    """
# 🤖 AI

## 📚 Part 1: Basics

### Q1️⃣ What is A?
A is a.

### Q2️⃣ What is B?
B is b.

## 🚀 Part 2: Advanced

### Q3️⃣ What is C?
C is c.
""",
    {
        "What is A?": "A is a.",
        "What is B?": "B is b.",
        "What is C?": "C is c.",
    },
    (),
)

_add(
    "indented code",
    """
## Q1. How to print?

Use:

    # What is this?
    print(1)

## Q2. How to add?

    1 + 1
""",
    {
        "How to print?": "Use:\n\n    # What is this?\n    print(1)",
        "How to add?": "1 + 1",
    },
    (),
)

_add(
    "labels on lines of their own",
    """
Question 1
What is A?
Answer
A is a thing.

Question 2
What is B?
Answer
B is a thing.
""",
    {
        "What is A?": "A is a thing.",
        "What is B?": "B is a thing.",
    },
    (),
)
