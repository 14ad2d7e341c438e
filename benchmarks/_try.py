import asyncio, sys, tempfile
from pathlib import Path
from dataclasses import replace
from benchmarks import broadcast
from benchmarks.sizes import WHOLE
async def main():
    with tempfile.TemporaryDirectory(prefix="wg-") as d:
        try:
            print(*await broadcast.run(Path(d), replace(WHOLE, broadcast=int(sys.argv[1]))), sep="\n")
        finally:
            for f in Path(d).glob("*.log"): print(f, f.read_text()[-1500:])
asyncio.run(main())
