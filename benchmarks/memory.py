"""Peak memory of a sweep over many pages: it must not grow with their number.

``python benchmarks/memory.py [FEW MANY]`` (default 2,000 and 20,000 listing pages of 30 KB) prints
the largest resident size that any process of each sweep reached.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from chained_site import configuration, site

_PROBE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak(adverts: int) -> float:
    """MB that the largest process of a sweep over so many adverts held at its peak."""
    with tempfile.TemporaryDirectory() as name, site(adverts, adverts // 100, 30_000) as address:
        folder = Path(name)
        config = configuration(folder, address, f"sqlite:///{folder / 'patrol.db'}", 8)
        sweep = [sys.executable, "-m", "crawler.cli", "sweep", "--config", str(config)]
        # A process of its own, whose children are this sweep's and no other's.
        probe = subprocess.run(
            [sys.executable, "-c", _PROBE, *sweep], check=True, capture_output=True, text=True
        )
    return int(probe.stdout) / 1024  # Linux counts in KiB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("numbers", nargs="*", type=int, default=[2_000, 20_000])
    numbers = parser.parse_args().numbers
    peaks = {number: peak(number) for number in numbers}
    print("| listing pages | peak MB | against the first |")
    print("| --- | --- | --- |")
    for number, reached in peaks.items():
        print(f"| {number:,} | {reached:.0f} | {reached / peaks[numbers[0]]:.2f} |")


if __name__ == "__main__":
    main()
