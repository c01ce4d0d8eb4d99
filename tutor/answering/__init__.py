"""From hits to a checked answer: rewriting follow-ups, asking an LLM, checking, citing, refusing."""
