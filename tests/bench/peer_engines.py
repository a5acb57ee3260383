"""The search engines that Jiedu is measured against; see `tests.bench.peers`."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.peer_facets import NAMED, NAMES, Facets, values_of
from tests.bench.peers import program
from tui.corpus.model import Page


class Tantivy:
    """Pieces of one and two characters, in RAM. They have no positions (paradedb
    #3858), so that a term is the AND of its pieces, which finds too much."""

    name = "tantivy, ngram 1-2"
    is_slow = False

    def __init__(self) -> None:
        import tantivy

        self._tantivy = tantivy

    def build(self, pages: Sequence[Page]) -> None:
        self._index = self._empty()
        self._count = len(pages)
        writer = self._index.writer(1 << 30)
        for number, page in enumerate(pages):
            document = self._tantivy.Document(body=[page.text], **values_of(page))
            document.add_unsigned("page", number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(self, terms: Sequence[str]) -> set[int]:
        found = self._searcher.search(
            self._query(terms), self._count, count=False, order_by_field="page"
        )
        return {page for page, _ in found.hits}

    def answer(self, terms: Sequence[str]) -> object:
        counts = {name: {"terms": {"field": name, "size": NAMED}} for name in NAMES}
        counted = self._searcher.aggregate(self._query(terms), counts)
        return self.find(terms), counted

    def _query(self, terms: Sequence[str]) -> Any:
        grams = {gram for term in terms for gram in self._grams(term.lower())}
        must, query = self._tantivy.Occur.Must, self._tantivy.Query
        return query.boolean_query(
            [
                (must, query.term_query(self._schema, "body", gram))
                for gram in sorted(grams)
            ]
        )

    def _empty(self) -> Any:
        schema = self._tantivy.SchemaBuilder()
        schema.add_unsigned_field("page", fast=True)
        schema.add_text_field("body", tokenizer_name="grams", index_option="basic")
        for name in NAMES:
            schema.add_text_field(
                name, fast=True, tokenizer_name="raw", index_option="basic"
            )
        self._schema = schema.build()
        index = self._tantivy.Index(self._schema)
        tokenizer = self._tantivy.Tokenizer.ngram(1, 2, False)
        analyzer = self._tantivy.TextAnalyzerBuilder(tokenizer)
        lower = analyzer.filter(self._tantivy.Filter.lowercase())
        index.register_tokenizer("grams", lower.build())
        return index

    @staticmethod
    def _grams(term: str) -> Sequence[str]:
        return [term[at : at + 2] for at in range(len(term) - 1)] or [term]


class Fts5:
    """SQLite's trigrams in memory. They find no term of less than three characters:
    that is a scan, which the sign + asks for, as `LIKE` alone silently finds nothing
    where such a term is Chinese (seen in SQLite 3.40)."""

    name = "SQLite FTS5 trigram, LIKE below 3"
    is_slow = False

    def build(self, pages: Sequence[Page]) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.execute(
            "CREATE VIRTUAL TABLE pages USING fts5(body, tokenize = 'trigram')"
        )
        self._base.execute("CREATE TABLE facets (page INTEGER, name TEXT, value TEXT)")
        rows = ((number, page.text) for number, page in enumerate(pages))
        facets = (
            (number, name, value)
            for number, page in enumerate(pages)
            for name, values in values_of(page).items()
            for value in values
        )
        with self._base:
            self._base.executemany("INSERT INTO pages(rowid, body) VALUES (?, ?)", rows)
            self._base.executemany("INSERT INTO facets VALUES (?, ?, ?)", facets)
            self._base.execute("CREATE INDEX of_page ON facets (page, name, value)")

    def find(self, terms: Sequence[str]) -> set[int]:
        query, asked = self._query(terms)
        return {row for (row,) in self._base.execute(query, asked)}

    def answer(self, terms: Sequence[str]) -> object:
        query, asked = self._query(terms)
        counted = self._base.execute(
            f"WITH found AS MATERIALIZED ({query})"
            " SELECT name, value, count(*) FROM found JOIN facets ON page = found.rowid"
            " GROUP BY name, value ORDER BY count(*) DESC",
            asked,
        )
        return counted.fetchall()

    @staticmethod
    def _query(terms: Sequence[str]) -> tuple[str, Sequence[str]]:
        long = [f'"{term}"' for term in terms if len(term) > 2]
        short = [f"%{term}%" for term in terms if len(term) < 3]
        tests = ["pages MATCH ?"] * bool(long) + ["+body LIKE ?"] * len(short)
        asked = [" AND ".join(long)] * bool(long) + short
        return f"SELECT rowid FROM pages WHERE {' AND '.join(tests)}", asked


class Groonga:
    """Pieces of two characters with positions, Latin ones too, on a disk in a folder
    that goes away; asked by a pipe, so that nothing is started for a query."""

    name = "groonga, TokenBigramSplitSymbolAlphaDigit"
    is_slow = False

    SCHEMA = (
        "cache_limit 0",
        "table_create Pages TABLE_NO_KEY",
        "column_create Pages body COLUMN_SCALAR LongText",
        "table_create Grams TABLE_PAT_KEY ShortText"
        " --default_tokenizer TokenBigramSplitSymbolAlphaDigit"
        " --normalizer NormalizerAuto",
    )
    FACETS = tuple(
        command
        for name in NAMES
        for command in (
            f"table_create Known_{name} TABLE_HASH_KEY ShortText",
            f"column_create Pages {name} COLUMN_VECTOR Known_{name}",
        )
    )
    INDEX = "column_create Grams body COLUMN_INDEX|WITH_POSITION Pages body"
    COUNTS = (
        f" --drilldown {','.join(NAMES)}"
        f" --drilldown_sort_keys -_nsubrecs --drilldown_limit {NAMED}"
    )

    def __init__(self) -> None:
        self._program = program("groonga")

    def build(self, pages: Sequence[Page]) -> None:
        """The index is made once all pages are in, which is faster (Groonga's
        manual, "Index construction": static)."""
        self._folder = TemporaryDirectory()
        self._pipe = subprocess.Popen(
            [self._program, "-n", str(Path(self._folder.name, "base"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for command in (*self.SCHEMA, *self.FACETS):
            self._ask(command)
        values = [{"body": page.text, **values_of(page)} for page in pages]
        rows = json.dumps(values, ensure_ascii=False)
        self._ask(f"load --table Pages\n{rows}")
        self._ask(self.INDEX)

    def find(self, terms: Sequence[str]) -> set[int]:
        return {id_ - 1 for (id_,) in self._select(terms)[0][2:]}

    def answer(self, terms: Sequence[str]) -> object:
        return self._select(terms, self.COUNTS)

    def _select(self, terms: Sequence[str], more: str = "") -> Any:
        query = " ".join(f'\\"{term}\\"' for term in terms)
        return self._ask(
            f'select Pages --match_columns body --query "{query}"'
            f" --output_columns _id --limit -1{more}"
        )

    def _ask(self, command: str) -> Any:
        assert self._pipe.stdin
        assert self._pipe.stdout
        self._pipe.stdin.write(f"{command}\n")
        self._pipe.stdin.flush()
        head, body = json.loads(self._pipe.stdout.readline())
        assert head[0] == 0, head
        return body


class Whoosh:
    """Python from end to end, with the analyzer that jieba brings for it: a term is
    the AND of its words, for as a phrase it finds half of that."""

    name = "Whoosh, jieba.analyse.ChineseAnalyzer"
    is_slow = True

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba.analyse
            import whoosh.fields
            import whoosh.filedb.filestore
            import whoosh.query
        jieba.setLogLevel("ERROR")
        jieba.initialize()
        self._whoosh = whoosh
        self._analyzer = jieba.analyse.ChineseAnalyzer()

    def build(self, pages: Sequence[Page]) -> None:
        fields = self._whoosh.fields
        self._facets = Facets(pages)
        schema = fields.Schema(page=fields.STORED, body=fields.TEXT(self._analyzer))
        index = self._whoosh.filedb.filestore.RamStorage().create_index(schema)
        writer = index.writer(limitmb=512)
        for number, page in enumerate(pages):
            writer.add_document(page=number, body=page.text)
        writer.commit()
        self._searcher = index.searcher()

    def find(self, terms: Sequence[str]) -> set[int]:
        query = self._whoosh.query
        words = [word.text for term in terms for word in self._analyzer(term)]
        asked = query.And([query.Term("body", word) for word in words])
        return {hit["page"] for hit in self._searcher.search(asked, limit=None)}

    def answer(self, terms: Sequence[str]) -> object:
        return self._facets.count(self.find(terms))
