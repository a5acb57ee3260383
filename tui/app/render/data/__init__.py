"""How characters and words are read, with tones: made by `build.py`.

- `characters.tsv`: a reading, a tab, the characters that are read so.
- `words.tsv`: a word, a tab, the readings of its characters with a blank between two;
  only words that `characters.tsv` and shorter words don't tell.
"""
