"""Scores what readers made of the mails that the example `reader_table` wrote.

A mail is right when subject, sender's name and body are: white space aside,
and characters that share a cell of the Japanese charsets taken for one.
"""

import email
import email.policy
import html
import json
import pathlib
import re
import sys

SAME_CELL = str.maketrans("〜‖−—¢£¬", "～∥－―￠￡￢")
READERS = ["ours", "mail-parser", "python"]


def python_reads(path):
    try:
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        addresses = mail["from"].addresses if mail["from"] else ()
        part = mail.get_body(preferencelist=("plain", "html"))
        body = part.get_content() if part else ""
        if part and part.get_content_subtype() == "html":
            body = html.unescape(re.sub(r"(?s)<(style|script).*?</\1>|<[^>]*>", "", body))
        return [str(mail["subject"] or ""), addresses[0].display_name if addresses else "", body]
    except Exception:  # a reader that gives up has read nothing
        return ["", "", ""]


def comparable(texts):
    return [re.sub(r"\s", "", text.translate(SAME_CELL)) for text in texts]


def main(folder):
    right, sizes = {}, {}
    for line in (folder / "read.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        row["python"] = python_reads(folder / row["file"])
        for group in (row["group"], "all"):
            sizes[group] = sizes.get(group, 0) + 1
            for reader in READERS:
                same = comparable(row[reader]) == comparable(row["expected"])
                right[group, reader] = right.get((group, reader), 0) + same
    print("| mails | number | ours | `mail-parser` alone | Python's `email` |\n|---|---|---|---|---|")
    for group in sorted(sizes, key=lambda group: (group == "all", group)):
        shares = [f"{100 * right[group, reader] / sizes[group]:.0f} %" for reader in READERS]
        print(f"| {group} | {sizes[group]} | {' | '.join(shares)} |")


main(pathlib.Path(sys.argv[1]))
