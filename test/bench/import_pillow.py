"""The same work with Pillow: read, hash, decode, turn upright, cut the middle out, shrink, write."""

import hashlib
import json
import sys
import tempfile
import time
from multiprocessing import Pool
from pathlib import Path

import PIL
from PIL import Image, ImageOps

folder, side, processes = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])


def prepare(path):
    hashlib.sha256(path.read_bytes()).hexdigest()
    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image).convert("RGB")
    return ImageOps.fit(upright, (side, side), Image.BILINEAR).tobytes()


def timed(images):
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        for image in images:
            out.write(image)
    return time.perf_counter() - begun


if __name__ == "__main__":
    paths = sorted(folder.rglob("*.jpg"))
    one = timed(map(prepare, paths))
    with Pool(processes) as pool:
        several = timed(pool.imap(prepare, paths, chunksize=32))
    print(json.dumps({"version": PIL.__version__, "processes": processes, "one": one, "all": min(one, several)}))
