"""Texts a second of pymlask and of triage on the same mails, one core each, in turns.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install pymlask ipadic
    cargo build --release && /tmp/venv/bin/python benches/pymlask.py

Seconds are seconds of processor. pymlask gets the bodies as JSON has them; triage parses the mbox, judges and writes JSON.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import ipadic
import mlask

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TRIAGE = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "triage")
TIMES = 10  # the corpus is short for triage: so many copies of it
RUNS = 3


def cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main():
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with open(os.path.join(ROOT, "fixtures/corpus/corpus.jsonl"), encoding="utf-8") as lines:
        bodies = [json.loads(line)["body"] for line in lines]
    with open(os.path.join(ROOT, "fixtures/corpus/corpus.mbox"), "rb") as mbox:
        mails = mbox.read().rstrip(b"\n") + b"\n\n"
    analyzer = mlask.MLAsk(ipadic.MECAB_ARGS)
    scores = {"pymlask": [], "triage": [], "triage without reuse": []}
    with tempfile.NamedTemporaryFile(suffix=".mbox") as archive:
        archive.write(mails * TIMES)
        archive.flush()
        for _ in range(RUNS):
            start = time.process_time()
            for body in bodies:
                analyzer.analyze(body)
            scores["pymlask"].append(len(bodies) / (time.process_time() - start))
            for name, options in (("triage", []), ("triage without reuse", ["--no-reuse"])):
                start = cpu_of_children()
                subprocess.run(
                    [TRIAGE, "--jobs", "1", archive.name, *options], stdout=subprocess.DEVNULL, check=True
                )
                scores[name].append(len(bodies) * TIMES / (cpu_of_children() - start))
    for name, values in scores.items():
        ratio = statistics.median(v / p for v, p in zip(values, scores["pymlask"]))
        print(f"{name}: {statistics.median(values):.0f} texts a second, {ratio:.1f} x pymlask")


if __name__ == "__main__":
    sys.exit(main())
