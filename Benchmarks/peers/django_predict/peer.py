"""Starts the peer behind gunicorn on loopback and counts its requests a second."""

import os
import re
import socket
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def python_with_packages():
    """The interpreter of a virtual environment with the peer's packages, made when it is missing."""
    place = os.path.join(HERE, ".venv")
    python = os.path.join(place, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r",
                        os.path.join(HERE, "requirements.txt")], check=True)
    return python


def measure(titles, seconds=20):
    python = python_with_packages()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [python, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "--timeout", "120",
         "--log-level", "error", "app"], cwd=HERE, env=dict(os.environ, PICK_TITLES=str(titles)))
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        done = subprocess.run(
            ["wrk", "-t1", "-c2", f"-d{seconds}s", "--timeout", "60s",
             f"http://127.0.0.1:{port}/home/"], capture_output=True, text=True)
        return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout).group(1))
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    print(f"{measure(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000):.2f} requests/s")
