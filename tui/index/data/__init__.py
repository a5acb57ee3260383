"""Tables: for folding, made by `build.py`, for pinyin, and for keywords.

- `table.npy`, uint16 (65536,): for each BMP character its code, or DROPPED, or RARE.
- `rare.npy`, uint32 (n, 2): a row `point, code` for each code of a character that
  leaves several, in the order of the points; a single DROPPED for one beyond the BMP
  that leaves none. A character beyond the BMP without a row leaves its own surrogate
  pair.

A code is a UTF-16 code unit.

- `readings.tsv`: how characters are read, made by `build_readings.py`.
- `stopwords.txt`: words that say nothing of what a text is about.
"""

DROPPED = 0
"""The character leaves no code."""

RARE = 0xFFFF
"""The character's codes are in the other table, or it is beyond the BMP."""
