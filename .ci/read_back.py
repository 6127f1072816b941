"""Reads out.jsonl and out.csv of a folder with DuckDB, pandas and SQLite, and compares."""

import csv
import json
import os
import sqlite3
import sys

import duckdb
import pandas

folder = sys.argv[1]
jsonl, table = os.path.join(folder, "out.jsonl"), os.path.join(folder, "out.csv")
with open(jsonl, encoding="utf-8") as lines:
    records = [json.loads(line) for line in lines]
verdicts = [r for r in records if "error" not in r]
complaints = sum(r["kind"] == "complaint" for r in verdicts)
legal = sum("legal" in r["flags"] for r in verdicts)
anger = sum(r["anger"] for r in verdicts)


def same(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found} where {wanted} was expected")


# DuckDB, JSON Lines: lists and structs, and the way to Parquet that the README shows
db = duckdb.connect()
parquet = os.path.join(folder, "out.parquet")
db.execute(f"copy (from read_json('{jsonl}')) to '{parquet}'")
for source in (f"read_json('{jsonl}')", f"'{parquet}'"):
    found = db.execute(
        f"select count(*), count(*) filter (kind = 'complaint'), count(*) filter (list_contains(flags, 'legal')),"
        f" sum(anger), max(source.index), typeof(any_value(flags)), typeof(any_value(scores.anger)) from {source}"
    ).fetchone()
    last = max(r["source"]["index"] for r in records)
    same(source, found, (len(records), complaints, legal, anger, last, "VARCHAR[]", "DOUBLE"))
evidence = db.execute(f"select count(*) from (select unnest(evidence) from '{parquet}')").fetchone()[0]
same("evidence", evidence, sum(len(r["evidence"]) for r in verdicts))
dates = db.execute(f"select count(date::timestamptz) from '{parquet}'").fetchone()[0]
same("dates", dates, sum(r["date"] is not None for r in verdicts))

# DuckDB, CSV: numbers and truth values by themselves, lists split where they are joined
found = db.execute(
    f"select count(*), count(*) filter (kind = 'complaint'), sum(anger),"
    f" count(*) filter (list_contains(string_split(flags, '; '), 'legal')), any_value(typeof(review)),"
    f" any_value(typeof(anger)), any_value(typeof(anger_score)) from read_csv('{table}')"
).fetchone()
same("csv in DuckDB", found[:4], (len(records), complaints, anger, legal))
same("types of csv in DuckDB", found[4:], ("BOOLEAN", "BIGINT", "DOUBLE"))
subjects = db.execute(f"select subject from read_csv('{table}') where error is null order by index").fetchall()

# pandas
frame = pandas.read_json(jsonl, lines=True)
same("jsonl in pandas", (len(frame), int(frame.anger.sum())), (len(records), anger))
frame = pandas.read_csv(table)
same("csv in pandas", (len(frame), int(frame.anger.sum()), frame.columns[0]), (len(records), anger, "path"))
same("types of csv in pandas", (frame.anger_score.dtype.kind, frame["index"].dtype.kind), ("f", "i"))
for found, record in zip(frame.subject.fillna(""), verdicts):
    # cells that a spreadsheet would run are written with an apostrophe before them
    subject = record["subject"]
    same("a text in pandas", found, "'" + subject if subject.startswith(tuple("=+-@\t\r")) else subject)

# SQLite
lite = sqlite3.connect(":memory:")
with open(table, encoding="utf-8-sig", newline="") as lines:
    rows = list(csv.reader(lines))
lite.execute(f"create table mails ({', '.join(repr(c) for c in rows[0])})")
lite.executemany(f"insert into mails values ({', '.join('?' * len(rows[0]))})", rows[1:])
found = lite.execute("select count(*), sum(anger), sum(kind = 'complaint') from mails").fetchone()
same("csv in SQLite", found, (len(records), anger, complaints))
lite.execute("create table lines (record text)")
with open(jsonl, encoding="utf-8") as lines:
    lite.executemany("insert into lines values (?)", ((line,) for line in lines))
found = lite.execute("select sum(json_extract(record, '$.anger')) from lines").fetchone()[0]
same("jsonl in SQLite", found, anger)
print(f"   {len(records)} records read back by DuckDB {duckdb.__version__}, pandas {pandas.__version__}, SQLite")
