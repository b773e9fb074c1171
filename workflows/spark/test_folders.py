"""What folders.py promises where a run is killed or two run at once; needs no Spark.

    python3 workflows/spark/test_folders.py
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import unittest

from folders import Folder, read_manifest

HERE = os.path.dirname(os.path.abspath(__file__))
# Ends the process, as SIGKILL would, at a step of publishing: before the renaming of that number.
KILLED = """
import os, sys
sys.path.insert(0, sys.argv[1])
import folders
left, rename = int(sys.argv[4]), os.rename
def dying(*names):
    global left
    if left == 0:
        os._exit(9)
    left -= 1
    rename(*names)
folder = folders.Folder(sys.argv[2], "counts")
with open(folder.staging + "/text", "w") as file:
    file.write(sys.argv[3])
os.rename = dying
folder.publish({"as_of": 1})
"""


class FolderTests(unittest.TestCase):
    """A folder is replaced as a whole, or not at all."""

    def setUp(self):
        """Makes a place with an empty folder around it."""
        self.around = tempfile.TemporaryDirectory()
        self.path = f"{self.around.name}/counts"

    def tearDown(self):
        """Removes everything."""
        self.around.cleanup()

    def write(self, text: str, renames: int = 99) -> int:
        """Publishes a folder with a text in a process that dies before a renaming."""
        arguments = [sys.executable, "-c", KILLED, HERE, self.path, text, str(renames)]
        return subprocess.run(arguments, check=False).returncode

    def text(self) -> str:
        """The text of the folder in the place."""
        with open(f"{self.path}/text", encoding="utf-8") as file:
            return file.read()

    def test_replaced(self):
        """A later folder replaces an earlier one, and nothing is left beside it."""
        self.assertEqual([self.write("one"), self.write("two")], [0, 0])
        self.assertEqual(self.text(), "two")
        self.assertEqual(os.listdir(self.around.name), ["counts"])

    def test_killed_before_renaming(self):
        """The earlier folder stays where it was."""
        self.write("one")
        self.assertEqual(self.write("two", renames=0), 9)
        self.assertEqual(self.text(), "one")
        self.assertEqual(self.write("three"), 0)
        self.assertEqual(self.text(), "three")
        self.assertEqual(os.listdir(self.around.name), ["counts"])

    def test_killed_between_renamings(self):
        """The next run puts the earlier folder back before it does anything else."""
        self.write("one")
        self.assertEqual(self.write("two", renames=1), 9)
        self.assertFalse(os.path.exists(self.path))
        folder = Folder(self.path, "counts")
        self.assertEqual(self.text(), "one")
        os.close(folder.held)
        self.assertEqual(self.write("three"), 0)
        self.assertEqual(self.text(), "three")

    def test_two_at_once(self):
        """A second run is sent away with 75 and disturbs nothing."""
        folder = Folder(self.path, "counts")
        with open(f"{folder.staging}/text", "w", encoding="utf-8") as file:
            file.write("one")
        self.assertEqual(self.write("two"), 75)
        folder.publish({"as_of": 1})
        self.assertEqual(self.text(), "one")

    def test_foreign(self):
        """A folder of anything else is left alone."""
        os.mkdir(self.path)
        with open(f"{self.path}/text", "w", encoding="utf-8") as file:
            file.write("mine")
        self.assertEqual(self.write("two"), 65)
        self.assertEqual(self.text(), "mine")
        self.assertEqual(os.listdir(self.around.name), ["counts"])

    def test_manifest(self):
        """A manifest that names what is not there, or outside, is refused with 65."""
        self.write("one")
        self.assertEqual(read_manifest(self.path, "counts")["as_of"], 1)
        for name in ("gone", "../counts/text", "/etc/hostname"):
            with open(f"{self.path}/manifest.json", "w", encoding="utf-8") as file:
                json.dump(
                    {"version": 1, "kind": "counts", "files": [{"name": name, "sha256": ""}]}, file
                )
            with self.assertRaises(SystemExit) as ended:
                read_manifest(self.path, "counts")
            self.assertEqual(ended.exception.code, 65)


if __name__ == "__main__":
    unittest.main()
