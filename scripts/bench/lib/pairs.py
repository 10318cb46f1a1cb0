"""Paired measurements: A B A B, a warm-up, the median of the ratios of the pairs.

A machine that is busy, or whose clock drifts, slows both halves of a pair alike; the ratio stays.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LAUNCHER = ROOT / "scripts" / "archcheck"


class Run:
    """One finished process: wall and processor seconds, peak memory in MiB, exit code."""

    def __init__(self, wall, usage, code):
        self.wall = wall
        self.cpu = usage.ru_utime + usage.ru_stime
        unit = 1 if sys.platform == "darwin" else 1024
        self.peak = usage.ru_maxrss * unit / 2**20
        self.code = code


def run(command, codes=(0,), env=None):
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env
    )
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        sys.stderr.write(errors.decode(errors="replace"))
        sys.exit(f"{command[0]} ended with {process.returncode}: {' '.join(map(str, command))}")
    return Run(wall, usage, process.returncode)


def pairs(a, b, count=20, warmup=3, codes=(0,)):
    """Rows of (run of a, run of b); the order within a pair alternates."""
    for _ in range(warmup):
        run(a, codes)
        run(b, codes)
    rows = []
    for index in range(count):
        if index % 2 == 0:
            first = run(a, codes)
            rows.append((first, run(b, codes)))
        else:
            second = run(b, codes)
            rows.append((run(a, codes), second))
    return rows


def ratio(rows, of=lambda one: one.wall):
    """The median of b / a."""
    return statistics.median(of(b) / of(a) for a, b in rows)


def median_ms(runs):
    return statistics.median(one.wall for one in runs) * 1000


def show(title, rows):
    print(f"{title}: {ratio(rows):.2f}x (processor time {ratio(rows, lambda one: one.cpu):.2f}x)")
    print(f"  medians {median_ms(a for a, _ in rows):.1f} ms and {median_ms(b for _, b in rows):.1f} ms")
    print("  rows, ms: " + " ".join(f"{a.wall * 1000:.1f}/{b.wall * 1000:.1f}" for a, b in rows))


class Gates:
    """Collects what failed; the exit code says whether anything did."""

    def __init__(self):
        self.failed = False

    def at_most(self, title, value, limit, unit="x"):
        held = value <= limit
        self.failed |= not held
        print(f"  {'ok' if held else 'FAILED'}: {title} {value:.2f}{unit}, at most {limit}{unit}")

    def exit(self):
        sys.exit(1 if self.failed else 0)


def jdk():
    """The JDK that the launcher takes."""
    script = '. "$1/scripts/lib/jdk.sh" && ac_jdk_find && printf %s "$ac_jdk"'
    found = subprocess.run(["sh", "-c", script, "sh", str(ROOT)], stdout=subprocess.PIPE, text=True)
    if found.returncode != 0:
        sys.exit(4)
    return Path(found.stdout)


def hello(folder):
    """Compiles the yardstick into the folder: a program of the same JDK that prints one line."""
    source = Path(folder) / "Hello.java"
    source.write_text(
        'public class Hello { public static void main(String[] a) { System.out.println("hello"); } }\n'
    )
    home = jdk()
    subprocess.run([home / "bin" / "javac", "-d", folder, source], check=True)
    return [str(home / "bin" / "java"), "-Xshare:auto", "-cp", str(folder), "Hello"]
