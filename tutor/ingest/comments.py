"""Telling comments in indented code from headings, which begin with the same sign."""

import re
from collections.abc import Sequence

from tutor.ingest.lines import Line
from tutor.ingest.wording import asks

_COMMENT_INDENT = 2
_CODE_LINE = re.compile(
    r"(?:import|from) \w[\w.]*(?: |\Z)|[a-z_][\w.]*(?:\[[^\]]{0,40}\])? ?= ?\S|[a-z_][\w.]*\([^()]{0,80}\)\Z"
)


def is_comment(lines: Sequence[Line], index: int) -> bool:
    """Return whether the line at `index`, which begins with "#", is a comment in indented code right beside it."""
    line = lines[index]
    if not line.text.lstrip().startswith("# ") or asks(line.text.strip("# ")) >= 1:
        return False
    above_code = index + 1 < len(lines) and _CODE_LINE.match(lines[index + 1].text) is not None
    if above_code and index and (not lines[index - 1].blank or line.text.lstrip("# ")[:1].islower()):
        return True
    if line.indent < _COMMENT_INDENT:
        return False
    beside = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines) and not lines[at].blank]
    return any(other.indent >= line.indent for other in beside)
