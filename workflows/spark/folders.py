"""Folders of gzipped CSV with a manifest.json: how Pick and Spark hand files to each other."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import os
import shutil
import sys


def read_manifest(folder: str, kind: str) -> dict:
    """The manifest of a folder whose files are all as it says.

    Ends the program with 65 where a file is missing or another one.
    """
    try:
        with open(f"{folder}/manifest.json", encoding="utf-8") as file:
            manifest = json.load(file)
    except (OSError, ValueError) as error:
        fail(f"{folder}/manifest.json cannot be read: {error}")
    if manifest.get("version") != 1 or manifest.get("kind") != kind:
        fail(f"{folder} holds no {kind} of version 1")
    for entry in manifest["files"]:
        name = entry["name"]
        if os.path.isabs(name) or ".." in name.split("/"):
            fail(f"{folder}/manifest.json names a file outside of the folder")
        try:
            found = checksum(f"{folder}/{name}")
        except OSError as error:
            fail(f"{folder}/{name} cannot be read: {error}")
        if found != entry["sha256"]:
            fail(f"{folder}/{name} is not the file that the manifest names")
    return manifest


def checksum(path: str) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Folder:
    """A folder that takes its place when all of it is written; an earlier one is replaced.

    Killed at any moment, it leaves the earlier folder, or the new one, or the earlier one beside its
    place, from where the next run puts it back. One run at a time writes: another one is sent away.
    """

    def __init__(self, path: str, kind: str):
        self.path, self.kind = os.path.abspath(path), kind
        beside = f"{os.path.dirname(self.path)}/.{os.path.basename(self.path)}.pick"
        self.staging, self.earlier = f"{beside}-new", f"{beside}-old"
        self.files: list[dict] = []
        self.lock()
        # A run was killed between the two steps that put a new folder into its place.
        if not os.path.lexists(self.path) and os.path.isdir(self.earlier):
            os.rename(self.earlier, self.path)
        if os.path.lexists(self.path) and not self.is_ours():
            shutil.rmtree(self.staging)
            fail(f"{self.path} is there already and holds no {kind}; name another")
        for name in os.listdir(self.staging):
            remove(f"{self.staging}/{name}")

    def lock(self) -> None:
        """Makes the folder that is filled and keeps other runs away from it until this one ends."""
        os.makedirs(self.staging, mode=0o700, exist_ok=True)
        try:
            self.held = os.open(self.staging, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(self.held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The folder that was opened may have taken its place before the lock was had.
            same = os.path.samestat(os.fstat(self.held), os.lstat(self.staging))
        except OSError:
            same = False
        if not same:
            fail(f"{self.path} is being written by another run; try again", 75)

    def is_ours(self) -> bool:
        """Whether the place is empty or holds an earlier folder of the same kind."""
        if not os.path.isdir(self.path):
            return False
        if not os.listdir(self.path):
            return True
        try:
            with open(f"{self.path}/manifest.json", encoding="utf-8") as file:
                return json.load(file).get("kind") == self.kind
        except (OSError, ValueError, AttributeError):
            return False

    def add(self, name: str, frame) -> None:
        """Writes the rows of a Spark frame, in its order, as one gzipped CSV file.

        Workers write parts, which are joined here: gzip files behind each other are one gzip file.
        """
        parts, path = f"{self.staging}/{name}.parts", f"{self.staging}/{name}"
        frame.write.csv(parts, compression="gzip", emptyValue="")
        with open(path, "wb") as whole:
            whole.write(gzip.compress((",".join(frame.columns) + "\n").encode(), mtime=0))
            for part in sorted(os.listdir(parts)):
                if part.startswith("part-"):
                    with open(f"{parts}/{part}", "rb") as file:
                        shutil.copyfileobj(file, whole)
        shutil.rmtree(parts)
        with gzip.open(path, "rb") as file:
            rows = sum(1 for _ in file) - 1
        self.files.append({"name": name, "rows": rows, "sha256": checksum(path)})

    def publish(self, manifest: dict) -> None:
        """Writes the manifest, with what is given of an earlier one, and takes the place."""
        whole = {
            "version": 1,
            "kind": self.kind,
            "from": manifest.get("from"),
            "to": manifest.get("to"),
            "as_of": manifest["as_of"],
            "events": manifest.get("events"),
            "files": sorted(self.files, key=lambda entry: entry["name"]),
        }
        with open(f"{self.staging}/manifest.json", "w", encoding="utf-8") as file:
            json.dump(whole, file, sort_keys=True, separators=(",", ":"))
            file.write("\n")
        # Names and bytes are on the disk before the place changes.
        os.sync()
        remove(self.earlier)
        if os.path.lexists(self.path):
            os.rename(self.path, self.earlier)
        os.rename(self.staging, self.path)
        synchronize(os.path.dirname(self.path))
        remove(self.earlier)
        os.close(self.held)


def remove(path: str) -> None:
    """Removes a file or a folder, if it is there; a link is removed and not followed."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.remove(path)


def synchronize(folder: str) -> None:
    """Makes the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fail(sentence: str, status: int = 65):
    """Ends the program as pickctl does with bad data."""
    print(f"spark: {sentence}", file=sys.stderr)
    sys.exit(status)
