"""Tables that `build.py` makes, in the form that loads fastest.

- `names.txt`: a line each, `code TAB name`: provinces (2 digits), prefectures (4),
  districts, counties and county-level cities (6).
- `cities.txt`, `districts.txt`, `offices.txt`: the other way round, `name TAB codes`,
  for provinces and prefectures, for districts (with what the press makes of their
  names), for street offices, towns and townships. Sorted by the bytes of the names, so
  that a few are found where they stand: to read the bytes of 33,000 offices takes
  0.5 ms, to make a dictionary of them 10.
- `simplified.txt`: a line of traditional characters, below it their simplified ones.

Two are made elsewhere:

- `letters.txt`: how rare each Chinese character is, in nats; by `letters.py`.
- `weights.tsv`: what each cue weighs for each tag; by `tests/corpus/train.py`.
"""
