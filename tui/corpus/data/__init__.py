"""Tables that `build.py` makes, in the form that loads fastest.

- `names.txt`: a line each, `code TAB name`: provinces (2 digits), prefectures (4),
  districts, counties and county-level cities (6).
- `cities.txt`, `districts.txt`, `offices.txt`: the other way round, for provinces and
  prefectures, for districts (with what the press makes of their names), for street
  offices, towns and townships. Two columns one below the other, a blank line between
  them: the names, then, in the same order, the codes of each, with blanks between
  several. Two `split`s and a `zip` make the dictionary of 33,000 offices in 4 ms; from
  lines of `name TAB codes` it takes 7, from `marshal` 6.
- `simplified.txt`: a line of traditional characters, below it their simplified ones.
"""
