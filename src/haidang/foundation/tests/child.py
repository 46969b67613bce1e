"""What the tests of confinement run in the child."""

import os
import subprocess
import sys
import time


def main(task: str) -> None:
    if task == "echo":
        sys.stdout.buffer.write(sys.stdin.buffer.read())
    elif task == "environment":
        print(sorted(os.environ))
    elif task == "spin":
        while True:
            pass
    elif task == "sleep":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        time.sleep(60)
    elif task == "eat":
        print(len(bytearray(2 * 1024**3)))
    elif task == "flood":
        while True:
            sys.stdout.write("x" * 100_000)
    elif task == "crash":
        os.abort()
    elif task == "fail":
        raise ValueError("the reason")


if __name__ == "__main__":
    main(sys.argv[1])
