"""Tables that `build.py` makes, in the form that loads fastest.

- `districts.txt`: a line each, `code TAB name`, and behind it what the press makes of
  the name: provinces (2 digits), prefectures (4), districts, counties and county-level
  cities (6).
- `offices.txt`: two columns one below the other, a blank line between them: the
  names of street offices, towns and townships, then, in the same order, their
  9-digit codes, several separated by blanks. Two `split`s and a `zip` make the
  dictionary of 39,000 names in 4 ms; the same as TSV takes 7, as marshal 6.
- `simplified.txt`: a line of traditional characters, below it their simplified ones.
"""
