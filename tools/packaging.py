"""What setuptools does for Collab's wheel beside packing the package: it takes the pages along."""

import shutil
from pathlib import Path

from setuptools.command.build_py import build_py  # type: ignore[import-untyped] # it says no types
from setuptools.errors import SetupError  # type: ignore[import-untyped] # as above

ROOT = Path(__file__).resolve().parent.parent
MADE = (
    ROOT / "static" / "build" / "marks.json",
    ROOT / "collab" / "translations" / "sv" / "LC_MESSAGES" / "messages.mo",
)


class BuildWithPages(build_py):  # type: ignore[misc] # as above
    """Puts templates and static files into the package, from where an installed Collab reads them."""

    def run(self) -> None:
        """Raises SetupError while the browser's files or the Swedish texts are not made yet."""
        super().run()
        if self.editable_mode:
            return
        missing = [str(path.relative_to(ROOT)) for path in MADE if not path.is_file()]
        if missing:
            raise SetupError(f"{' and '.join(missing)} must be made first: make check")
        for name in ("templates", "static/build"):
            shutil.copytree(
                ROOT / name, Path(self.build_lib) / "collab" / name,
                dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"),
            )  # fmt: skip
