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
        "What is a jib?": "It is in front.\n\nThe sail before the mast.",
        "What is a keel?": "It is below.\n\nA fin of lead.",
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

* Are there any ports or bays? Both.

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
        "Are there any ports or bays?": "Both.",
        "Can you help me with the sails? Which books did you read?": "See [list](list.md)",
        "How long is it?": "Two words: 1) Long enough. 2) Too long for one.",
    },
)
