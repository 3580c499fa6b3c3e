"""One picture in a process of its own: a roundup's, or a blank one of the same size as its reference."""

from __future__ import annotations

import sys
from io import BytesIO

from adapters.present.picture import LIGHT, Picture


def main(words: list[str]) -> None:
    """Draw one of them."""
    if words == ["blank"]:
        from PIL import Image  # noqa: PLC0415 - what is measured is a whole process

        Image.new("RGB", (880, 900), LIGHT["paper"]).save(BytesIO(), "PNG")
        return
    from adapters.present import raster  # noqa: PLC0415 - as above

    themes = tuple((f"A theme of this week, number {at}", 20 - at) for at in range(6))
    counts = (88, 90, 120, 101, 97, 140, 133, 99, 150, 161, 120, 109)
    made = Picture(topic="fine-tuning", counts=counts, since="11 weeks before", until="now", themes=themes, alt="")
    raster.png(made, LIGHT)


main(sys.argv[1:])
