"""A photograph as a telephone takes it: with the place where it was taken, the camera, a comment."""

from pathlib import Path

from PIL import Image, ImageDraw
from PIL.ExifTags import GPS, IFD, Base

BROBY = ((56.0, 15.0, 18.0), (14.0, 4.0, 30.0))
"""Degrees, minutes and seconds north and east."""
CONTAINERS = ("exif", "xmp", "icc_profile", "comment")


def take_photograph(file: Path) -> Path:
    """Write a JPEG with EXIF, GPS position included, and turned by its orientation."""
    image = Image.new("RGB", (1600, 1200), (176, 188, 190))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 800, 1600, 1200), fill=(70, 84, 78))
    draw.polygon([(300, 820), (620, 380), (1000, 420), (1240, 860)], fill=(42, 44, 48))
    exif = image.getexif()
    exif[Base.Make] = "Telefon"
    exif[Base.Model] = "X1"
    exif[Base.DateTime] = "2017:05:14 16:20:00"
    exif[Base.Orientation] = 1
    exif.get_ifd(IFD.GPSInfo).update(
        {
            GPS.GPSLatitudeRef: "N",
            GPS.GPSLatitude: BROBY[0],
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: BROBY[1],
        }
    )
    image.save(file, exif=exif, comment=b"hemma hos mig", quality=88)
    return file


def metadata_of(file: Path) -> dict[str, object]:
    """Everything that a picture tells besides its pixels."""
    with Image.open(file) as image:
        told = {str(name): image.info[name] for name in CONTAINERS if name in image.info}
        return told | {str(tag): value for tag, value in image.getexif().items()}
