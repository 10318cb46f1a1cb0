"""Types lines into an interactive shell on a terminal of its own, as a person does.

Usage: terminal.py FOLDER SHELL [ARGUMENT...] < LINES

Each line is typed when the one before it has made its file FOLDER/N.done, which the line itself has
to see to: {done} in it stands for that file. A line without it is followed by a short wait. What the
shell shows ends up on standard output; the exit code is 1 where a line did not get done.
"""

import os
import pty
import select
import struct
import sys
import fcntl
import termios
import time

LIMIT = 20.0
PAUSE = 0.4
ASKS_POSITION = b"\x1b[6n"


class Terminal:
    def __init__(self, command):
        self.shown = b""
        self.child, self.handle = pty.fork()
        if self.child == 0:
            # The shell has a PATH of its own; this program needs the one of the machine.
            environment = dict(os.environ, PATH=os.environ.get("SHELL_PATH", os.environ["PATH"]))
            environment.pop("SHELL_PATH", None)
            os.execvpe(command[0], command, environment)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))

    def read(self, seconds):
        """False at the end of the shell."""
        if select.select([self.handle], [], [], seconds)[0]:
            try:
                some = os.read(self.handle, 65536)
            except OSError:
                return False
            if not some:
                return False
            self.shown += some
            # A line editor asks where the cursor is and waits for the answer of the terminal.
            for _ in range(some.count(ASKS_POSITION)):
                os.write(self.handle, b"\x1b[1;1R")
        return True

    def wait(self, seconds, until=lambda: False):
        end = time.monotonic() + seconds
        while time.monotonic() < end and not until():
            if not self.read(0.01):
                return True
        return until()


def main():
    folder, command = sys.argv[1], sys.argv[2:]
    lines = sys.stdin.read().splitlines()
    terminal = Terminal(command)
    terminal.wait(LIMIT, lambda: len(terminal.shown) > 0)
    terminal.wait(PAUSE)
    failed = 0
    for number, line in enumerate(lines):
        done = os.path.join(folder, f"{number}.done")
        os.write(terminal.handle, line.replace("{done}", done).encode() + b"\r")
        if "{done}" not in line:
            terminal.wait(PAUSE)
        elif not terminal.wait(LIMIT, lambda: os.path.exists(done)) or not os.path.exists(done):
            failed = 1
            break
        # Typing goes on when the shell shows its prompt again.
        terminal.wait(0.1)
    os.write(terminal.handle, b"exit\r")
    terminal.wait(2.0)
    os.close(terminal.handle)
    sys.stdout.buffer.write(terminal.shown)
    sys.exit(failed)


main()
