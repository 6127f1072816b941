"""Reads draft mails with Python's `email` and compares them with what was answered and drafted.

    triage draft --format json  fixtures/corpus/corpus.mbox >drafts.jsonl
    triage draft --eml --from cs@company.example fixtures/corpus/corpus.mbox >drafts.mbox
    python3 .ci/draft_mails.py fixtures/corpus/corpus.mbox drafts.jsonl drafts.mbox
"""

import email.policy
import json
import mailbox
import sys

answered_file, records_file, drafts_file = sys.argv[1:]


def mails(path):
    for entry in mailbox.mbox(path):
        yield email.message_from_bytes(entry.as_bytes(), policy=email.policy.default)


def same(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: {found!r} where {wanted!r} was expected")


def address(header):
    # Python puts a space between adjacent encoded words of a name that came in
    first = header.addresses[0]
    return "".join(first.display_name.split()), first.addr_spec


def text(mail):
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


answered = {m["Message-ID"]: m for m in mails(answered_file)}
with open(records_file, encoding="utf-8") as lines:
    records = [json.loads(line) for line in lines]
drafts = list(mails(drafts_file))
same("drafts", len(drafts), len(records))
for record, mail in zip(records, drafts, strict=True):
    one = f"<{record['message_id']}>"
    original = answered[one]
    same(f"{one} defects", mail.defects, [])
    same(f"{one} subject", mail["Subject"], record["subject"])
    same(f"{one} Re:", mail["Subject"].count("Re:") <= 1, True)
    same(f"{one} to", address(mail["To"]), address(original["Reply-To"] or original["From"]))
    same(f"{one} from", address(mail["From"]), ("", "cs@company.example"))
    same(f"{one} In-Reply-To", mail["In-Reply-To"], one)
    earlier = (original["References"] or original["In-Reply-To"] or "").split()
    same(f"{one} References", mail["References"].split(), [*earlier, one])
    # the mbox escapes `From ` at the start of a line
    same(f"{one} body", text(mail)[: len(record["body"])], record["body"])
    quoted = [line for line in text(mail)[len(record["body"]) :].splitlines() if line]
    same(f"{one} quotation", all(line.startswith(">") for line in quoted) and len(quoted) > 0, True)
print(f"   {len(drafts)} drafts: subject, names, threading and body as drafted")
