"""Documents written for these tests: recurring parts of answers, links behind questions, quizzes, loose series."""

from ingest.labelled import Labelled

COLLECTIONS: list[Labelled] = []


def _add(name: str, text: str, pairs: dict[str, str], unanswered: tuple[str, ...] = ()) -> None:
    COLLECTIONS.append(Labelled(name, text.strip("\n") + "\n", pairs, unanswered))


_add(
    "numbered questions whose answers have the same sub-headings, some of which ask",
    """
# Kettle keeper: interview questions

## 1. What does a kettle keeper do?

### What is behind this question?
Whether you know the work.

### What to read up on
- Scale
- Steam

### Strong answer
A kettle keeper fills and descales.

---

## 2. How do you descale a kettle?

### What is behind this question?
Care for the tool.

### What to read up on
- Acids

### Strong answer
With vinegar, then water.

---

## 3. Kettles on a ship

### What is behind this question?
Care in a storm.

### What to read up on
- Waves

### Strong answer
Half full, and tied down.
""",
    {
        "What does a kettle keeper do?": "### What is behind this question?\nWhether you know the work.\n\n### What to read up on\n- Scale\n- Steam\n\n### Strong answer\nA kettle keeper fills and descales.",  # noqa: E501
        "How do you descale a kettle?": "### What is behind this question?\nCare for the tool.\n\n### What to read up on\n- Acids\n\n### Strong answer\nWith vinegar, then water.",  # noqa: E501
        "Kettles on a ship": "### What is behind this question?\nCare in a storm.\n\n### What to read up on\n- Waves\n\n### Strong answer\nHalf full, and tied down.",  # noqa: E501
    },
)

_add(
    "headings without numbers whose answers have the same bold questions",
    """
# Rope

## Explain the bowline.

**Why is this asked?**

It saves lives.

**What do you say?**

A loop that does not slip.

## Compare hemp and nylon.

**Why is this asked?**

Hemp rots.

**What do you say?**

Nylon stretches.
""",
    {
        "Explain the bowline.": "**Why is this asked?**\n\nIt saves lives.\n\n**What do you say?**\n\nA loop that does not slip.",  # noqa: E501
        "Compare hemp and nylon.": "**Why is this asked?**\n\nHemp rots.\n\n**What do you say?**\n\nNylon stretches.",
    },
)

_add(
    "collapsible parts named alike in every answer",
    """
# Sails

### What is a jib?

<details>
<summary>A word of help</summary>

It is in front.

</details>

<details>
<summary>What you say</summary>

The sail before the mast.

</details>

### What is a keel?

<details>
<summary>A word of help</summary>

It is below.

</details>

<details>
<summary>What you say</summary>

A fin of lead.

</details>
""",
    {
        "What is a jib?": "It is in front.\n\n**What you say**\n\nThe sail before the mast.",
        "What is a keel?": "It is below.\n\n**What you say**\n\nA fin of lead.",
    },
)

_add(
    "links to a source behind the questions",
    """
# Bee questions

### 1. What is a hive? [[src]](https://x.org/a_(b)/1)
A box of wood.

### 2. Name two kinds of bees. [[src]](https://x.org/2)
Workers and drones.

### 3. why does a bee dance? [source](https://x.org/3)
it tells where the food is.

### 4. Explain swarming ([link](https://x.org/4))
Half of the bees leave, see [the film](https://x.org/film). [source](https://x.org/5)
""",
    {
        "What is a hive?": "A box of wood.",
        "Name two kinds of bees.": "Workers and drones.",
        "why does a bee dance?": "it tells where the food is.",
        "Explain swarming": "Half of the bees leave, see [the film](https://x.org/film). [source](https://x.org/5)",
    },
)

_add(
    "links to a source behind bold questions",
    """
**What is wax?** [source](https://x.org/1)

Bees sweat it.

**Describe a comb.** [[paper]](https://x.org/2)

Cells with six sides.

**What is honey?** Thick nectar. [source](https://x.org/3)

**What is mead?**

Wine of honey.
""",
    {
        "What is wax?": "Bees sweat it.",
        "Describe a comb.": "Cells with six sides.",
        "What is honey?": "Thick nectar. [source](https://x.org/3)",
        "What is mead?": "Wine of honey.",
    },
)

_add(
    "a quiz with check boxes right below its questions",
    """
# Quiz on rivers

### Question 1
Where does a river end?
- [ ] In its source
- [x] In its mouth

### Question 2
A river bends. Which bank is steep?

- [x] The outer one
- [ ] The inner one

### Question 3
What is a ford?
* [x] A shallow place
* [ ] A bridge
That is right!

### Question 4
Which is wider?
A) A brook
B) A stream

# Further reading

- [Maps](https://x.org)
""",
    {
        "Where does a river end?": "- [ ] In its source\n- [x] In its mouth",
        "A river bends. Which bank is steep?": "- [x] The outer one\n- [ ] The inner one",
        "What is a ford?": "* [x] A shallow place\n* [ ] A bridge\nThat is right!",
        "Which is wider?": "A) A brook\nB) A stream",
    },
)

_add(
    "headings with numbers from 0 that sometimes lack the dot",
    """
# Candles

#### 0. What is a wick?
* A thread.
#### 1 Does wax burn?
* Only as vapour.
#### 2 Explain the blue of the flame
* It is hot.
#### 3. Candles and wind
* They go out.
#### 4. Why is there soot?

## 3 Ways to dip

Slowly, fast, twice.
""",
    {
        "What is a wick?": "* A thread.",
        "Does wax burn?": "* Only as vapour.",
        "Explain the blue of the flame": "* It is hot.",
        "Candles and wind": "* They go out.",
    },
    ("Why is there soot?",),
)

_add(
    "a label right before the first word of its question",
    """
Interview Question 1

Q.Why is bread scored?
Answer:
It opens there.

Q1. Why is it proofed?

Answer:
It rises.

Q2.What is a crumb?

Answer: The inside.
""",
    {
        "Why is bread scored?": "It opens there.",
        "Why is it proofed?": "It rises.",
        "What is a crumb?": "The inside.",
    },
)

_add(
    "bold lines with bullets below, most of which ask",
    """
# Weaving

**How do you mend a torn warp?**
- Knot a new end on.
- Pull it through.
\x20\x20
**Explain the twill**
- Each pick moves by one end.
- It shows as a slope
  of the cloth.

**What are the selvedges? Why do they matter?**
- The edges.

**Examples of looms used at home?**
- A frame, a band loom.

**When do you beat the weft**
- Behind each pick.

**Warp and weft in a plain cloth**
- One over, one under.

**Kinds of yarn**
**Spun yarn**
- Twisted fibres.

**Finishes**
""",
    {
        "How do you mend a torn warp?": "- Knot a new end on.\n- Pull it through.",
        "Explain the twill": "- Each pick moves by one end.\n- It shows as a slope\n  of the cloth.",
        "What are the selvedges? Why do they matter?": "- The edges.",
        "Examples of looms used at home?": "- A frame, a band loom.",
        "When do you beat the weft": "- Behind each pick.",
        "Warp and weft in a plain cloth": "- One over, one under.",
        "Spun yarn": "- Twisted fibres.",
    },
    ("Kinds of yarn", "Finishes"),
)

_add(
    "bold questions whose answers have bold titles of their own",
    """
**What is a dye?**

A colour that stays.

**Roots**

Madder is red.

**Explain a mordant.**

A salt that holds the dye.

**Why is wool washed?**

It is fat.

**How it is done**

In warm water.

**Which dye is blue?**

Woad.
""",
    {
        "What is a dye?": "A colour that stays.\n\n**Roots**\n\nMadder is red.",
        "Explain a mordant.": "A salt that holds the dye.",
        "Why is wool washed?": "It is fat.\n\n**How it is done**\n\nIn warm water.",
        "Which dye is blue?": "Woad.",
    },
)

_add(
    "numbers that jump and repeat, and one answer without its label",
    """
1. What is a saw?
Answer: A blade with teeth.

2. What is a plane?
Answer: A blade in a block.

3. Which vice holds?
Answer: The one on the bench.

71. What is a rasp?
Answer: A file for wood. Ask yourself two things:

1. Is it soft?
2. Is it round?

71.what is a chisel for ?
It cuts joints.It must be sharp.

72. How is it honed?
Answer: On a stone.

73. How is it stored?
Answer: In a rack.

73. What is a mallet?
Answer: A hammer of wood.
""",
    {
        "What is a saw?": "A blade with teeth.",
        "What is a plane?": "A blade in a block.",
        "Which vice holds?": "The one on the bench.",
        "What is a rasp?": "A file for wood. Ask yourself two things:\n\n1. Is it soft?\n2. Is it round?",
        "what is a chisel for ?": "It cuts joints.It must be sharp.",
        "How is it honed?": "On a stone.",
        "How is it stored?": "In a rack.",
        "What is a mallet?": "A hammer of wood.",
    },
)

_add(
    "numbered headings without answers among those that ask",
    """
# Nails

#### 1. What is a nail?
A pin of iron.
#### 2 Who makes it?
The smith.
#### 3. Why has it a head?
#### 4. Define a rivet
#### 5. What is a screw?
A nail with a thread.
#### 6. Name two woods
""",
    {
        "What is a nail?": "A pin of iron.",
        "Who makes it?": "The smith.",
        "What is a screw?": "A nail with a thread.",
    },
    ("Why has it a head?", "Define a rivet", "Name two woods"),
)

_add(
    "a list in which all numbers are 1, with answers indented by a tab",
    """
1. What does a lathe do? And a drill?

	It turns the work.

1. Explain how the "live centre" holds a bowl.

	It turns along.
	Grease it.

1. Write down the steps of a cut.

	for each pass:
		move the tool

	measure()

1. What are the parts?

	1. The bed.
	1. The head.

1. Show it in numbers.

	```
	speed = 3
	```

1. Any wood can be turned with one gouge. So why do we own more?

It is quicker with several.
""",
    {
        "What does a lathe do? And a drill?": "It turns the work.",
        'Explain how the "live centre" holds a bowl.': "It turns along.\nGrease it.",
        "Write down the steps of a cut.": "for each pass:\n\tmove the tool\n\nmeasure()",
        "What are the parts?": "1. The bed.\n1. The head.",
        "Show it in numbers.": "```\nspeed = 3\n```",
        "Any wood can be turned with one gouge. So why do we own more?": "It is quicker with several.",
    },
)

_add(
    "bullets with question and answer on one line, however short the answer",
    """
# Sailing

## Questions about the crew

* What does the mate do? See [the roster](https://x.org/?day=1) first.
* Did you need ropes, charts and other things? No.

* Who cooks? Everyone, in turns: 1) the oldest 2) the next.

* Was it wet? If yes, how wet? Yes, very. And nobody minded.

* For the ports, was it more of the old or the new? Both.

## Questions about the ship

* Can you help me with the sails? Which books did you read? See [list](list.md)

* How long is it? Two words: 1) Long enough. 2) Too long for one.

# Notes
* If you like this, tell a friend.
* It is fine if you do not.
""",
    {
        "What does the mate do?": "See [the roster](https://x.org/?day=1) first.",
        "Did you need ropes, charts and other things?": "No.",
        "Who cooks?": "Everyone, in turns: 1) the oldest 2) the next.",
        "Was it wet? If yes, how wet?": "Yes, very. And nobody minded.",
        "For the ports, was it more of the old or the new?": "Both.",
        "Can you help me with the sails? Which books did you read?": "See [list](list.md)",
        "How long is it?": "Two words: 1) Long enough. 2) Too long for one.",
    },
)

_add(
    "a course's page saved as text, with the same lines below several answers",
    """
1. What is a loaf?
Answer: Baked dough.

2. What is a roll?
Answer: A small loaf.

Book A Free Lesson
Message us
3. What is a crust?
Answer: The outside.

4. What is a crumb?
Answer: The inside.

👉 Visit our blog to learn about Pastry Interview Questions

Bread Interview Questions
Book A Free Lesson
Message us
Bread Interview Questions
Advanced Level
5. What is a starter?
Answer: Flour and water with yeast.

Book A Free Lesson
Message us
6. What is a couche?
Answer: A cloth.
""",
    {
        "What is a loaf?": "Baked dough.",
        "What is a roll?": "A small loaf.",
        "What is a crust?": "The outside.",
        "What is a crumb?": "The inside.",
        "What is a starter?": "Flour and water with yeast.",
        "What is a couche?": "A cloth.",
    },
)

_add(
    "flash cards that uncover their answers, and bare questions behind the last of a section",
    """
## Roofs

	What is a rafter?
<details>
<summary>Turn</summary>
<div>
 A sloping beam.

 See details [here](https://x.org/rafter)
</div>
</details>

	What is a purlin?
<details>
<summary>Turn</summary>
<div>
 A beam along the roof.
</div>
</details>

	What is thatch made of?

	What is a gable?


	Which slate lasts?

## Walls

	Tell me of brick and stone.
<details>
<summary>Turn</summary>
<div>
 Brick is burnt.
</div>
</details>

	What is a lintel?
<details>
<summary>Turn</summary>
<div>
 It bears the wall.
</div>
</details>

	Why lime?
<details>
<summary>Turn</summary>
<div>
 It breathes.
</div>
</details>
""",
    {
        "What is a rafter?": "A sloping beam.\n\nSee details [here](https://x.org/rafter)",
        "What is a purlin?": "A beam along the roof.",
        "Tell me of brick and stone.": "Brick is burnt.",
        "What is a lintel?": "It bears the wall.",
        "Why lime?": "It breathes.",
    },
    ("What is thatch made of?", "What is a gable?", "Which slate lasts?"),
)

_add(
    "labelled headings, a line that closes them, and where to go on",
    """
# Sections 1-2: Glue and paper

> Questions Q1-Q3

# Q1. What is glue?

## In short

It joins.

# Q2. What is paper?

## In short

Felted fibres.

# Q3. What is card?

## In short

Thick paper.

---

# ✅ Q1-Q3 Complete

Next section:

## Q4-Q9 — Ink
""",
    {
        "What is glue?": "## In short\n\nIt joins.",
        "What is paper?": "## In short\n\nFelted fibres.",
        "What is card?": "## In short\n\nThick paper.",
    },
)

_add(
    "one question under a label of its own behind headings with labels",
    """
# Maps

### Q1. What is a scale?

**Answer:**

> One to so many.

### Q2. What is a legend?

**Answer:**

> What the signs mean.

## 4 Question for the board

**Question:**
“How would you draw a hill?”

**What is expected:**

* Lines of height
* Shadow

📌 At the end:

> "I look from above."

## 5 Check yourself

You are done if you can:

* Read a map
* Fold it
""",
    {
        "What is a scale?": "> One to so many.",
        "What is a legend?": "> What the signs mean.",
        "“How would you draw a hill?”": '**What is expected:**\n\n* Lines of height\n* Shadow\n\n📌 At the end:\n\n> "I look from above."',  # noqa: E501
    },
)

_add(
    "scenarios without a number whose sub-headings are the same in each",
    """
# Garden design round

## Scenario A – A dry slope

You are given a slope in the sun. What do you plant?

### What to clarify first
- Who waters it?
- How steep is it?

### How I would go about it
Start with lavender.

### Common mistakes
- Lawn.

## Scenario B – A wet hollow

The hollow is wet all year. What do you plant?

### What to clarify first
- Is there frost?

### How I would go about it
Willow and iris.

## Scenario C – A roof

A flat roof of forty square metres. What do you plant?

### What to clarify first
- What does it bear?

### How I would go about it
Sedum.

### Common mistakes
- Trees.
""",
    {
        "Scenario A – A dry slope": "You are given a slope in the sun. What do you plant?\n\n### What to clarify first\n- Who waters it?\n- How steep is it?\n\n### How I would go about it\nStart with lavender.\n\n### Common mistakes\n- Lawn.",  # noqa: E501
        "Scenario B – A wet hollow": "The hollow is wet all year. What do you plant?\n\n### What to clarify first\n- Is there frost?\n\n### How I would go about it\nWillow and iris.",  # noqa: E501
        "Scenario C – A roof": "A flat roof of forty square metres. What do you plant?\n\n### What to clarify first\n- What does it bear?\n\n### How I would go about it\nSedum.\n\n### Common mistakes\n- Trees.",  # noqa: E501
    },
)

_add(
    "a word with a number before each question, and an arrow behind the answer's label",
    """
# Three days of jam

Day 1: What fruit has much pectin?

Answer ↓

Apples and currants.

Day 2: And what fruit has little?

Answer ↓

Strawberries.

Day 3: How is the set tested?

Answer ↓

On a cold plate:

Step 1: Is the plate cold?
Step 2: Is the jam hot?
""",
    {
        "What fruit has much pectin?": "Apples and currants.",
        "And what fruit has little?": "Strawberries.",
        "How is the set tested?": "On a cold plate:\n\nStep 1: Is the plate cold?\nStep 2: Is the jam hot?",
    },
)

_add(
    "cards between rules, each with a line of its own above the question",
    """
# Seeds

---
**Topic:** Sowing
**Q:** How deep do you sow a bean?
**A:** As deep as a thumb is wide.
**Why it matters:** Too deep and it rots.
---
**Topic:** Sowing
**Q:** When do you sow peas?
**A:** In March.
**Why it matters:** They like it cool.
---
**Topic:** Saving
**Q:** How do you keep seed dry?
**A:** In a jar with rice.
**Why it matters:** Damp seed moulds.
---
""",
    {
        "How deep do you sow a bean?": "As deep as a thumb is wide.\n**Why it matters:** Too deep and it rots.",
        "When do you sow peas?": "In March.\n**Why it matters:** They like it cool.",
        "How do you keep seed dry?": "In a jar with rice.\n**Why it matters:** Damp seed moulds.",
    },
)

_add(
    "a bold item above each question, and italic labels",
    """
## Interview questions on oils

* **Smoke point**

  *Question:* What is it?

  *Answer:* The heat at which oil smokes.

* **Pressing**

  *Question:* What is cold pressing?

  *Answer:* Pressing without heat.

* **Rancidity**

  *Question*: How does oil turn rancid?

  *Answer*: Oxygen and light.
""",
    {
        "What is it?": "The heat at which oil smokes.",
        "What is cold pressing?": "Pressing without heat.",
        "How does oil turn rancid?": "Oxygen and light.",
    },
)

_add(
    "problems and their solutions, bold, without a question mark",
    """
# Sewing machines: 3 problems

**Problem 1.** The thread breaks.

**Solution.** Thread it anew, and change the needle.

**Problem 2.** The stitches loop below. What is wrong?

**Solution.** The upper tension is too low.

**Problem 3.** The machine skips stitches.

**Solution.** The needle is blunt.
""",
    {
        "The thread breaks.": "Thread it anew, and change the needle.",
        "The stitches loop below. What is wrong?": "The upper tension is too low.",
        "The machine skips stitches.": "The needle is blunt.",
    },
)

_add(
    "exercises as headings, the task below, its solution under a label",
    """
# Knots

## Exercise 1

Tie two ropes of one width.

### Solution

A reef knot.

## Exercise 2

Tie a thick rope to a thin one.

### Solution

A sheet bend:

1. Fold the thick one.
2. Wind the thin one around it.

## Exercise 3

Hang a bucket from a beam.

### Solution

Two half hitches.
""",
    {
        "Tie two ropes of one width.": "A reef knot.",
        "Tie a thick rope to a thin one.": "A sheet bend:\n\n1. Fold the thick one.\n2. Wind the thin one around it.",
        "Hang a bucket from a beam.": "Two half hitches.",
    },
)

_add(
    "questions as items below the items that name their topics",
    """
Sewing cheat sheet
- Fabrics
  - Q: what is poplin?
    A plain weave.
  - Q: what is twill?
    A weave with slopes.
- Tools
  - Q: what does an awl do?
    It makes holes.
  - Q: why a thimble?
    It guards the finger.
""",
    {
        "what is poplin?": "A plain weave.",
        "what is twill?": "A weave with slopes.",
        "what does an awl do?": "It makes holes.",
        "why a thimble?": "It guards the finger.",
    },
)

_add(
    "who asks in brackets behind the label, and dates as titles between items on one line",
    """
# Barista

**2021-03-01**

Q (shop owner): why do you purge the wand?
→ To blow out water.

Q (shop owner): how hot should milk be?
→ Sixty degrees.

**2021-03-02**

Q (head barista): what makes a shot channel?
→ Uneven tamping.
""",
    {
        "why do you purge the wand?": "To blow out water.",
        "how hot should milk be?": "Sixty degrees.",
        "what makes a shot channel?": "Uneven tamping.",
    },
)

_add(
    "labels of the page's own, the first of which asks each time",
    """
FILTER COFFEE

Interviewer asks: Why fold the paper?
Good reply: So that it sits flat.
Bad reply: I do not know.

Interviewer asks: Why rinse it?
Good reply: It tastes of paper.
Bad reply: It is dirty.

Interviewer asks: How much coffee for a litre?
Good reply: Sixty grams.
Bad reply: A handful.
""",
    {
        "Why fold the paper?": "Good reply: So that it sits flat.\nBad reply: I do not know.",
        "Why rinse it?": "Good reply: It tastes of paper.\nBad reply: It is dirty.",
        "How much coffee for a litre?": "Good reply: Sixty grams.\nBad reply: A handful.",
    },
)

_add(
    "a fold within an answer that asks on",
    """
# Roasting

<details>
<summary><b>How long does a roast take?</b></summary>

Twelve minutes.

<details>
<summary>And a dark one?</summary>

Fifteen.

</details>

</details>

<details>
<summary><b>Can I roast in a pan?</b></summary>

Yes, stir.

<details>
<summary>And a dark one?</summary>

It smokes.

</details>

</details>
""",
    {
        "How long does a roast take?": "Twelve minutes.\n\n**And a dark one?**\n\nFifteen.",
        "Can I roast in a pan?": "Yes, stir.\n\n**And a dark one?**\n\nIt smokes.",
    },
)
