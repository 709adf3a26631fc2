"""British National Grid to latitude and longitude. Pure.

Formulas and constants from Ordnance Survey, "A guide to coordinate systems in Great Britain" (annexes A to
C and section 6.6): back from the transverse Mercator projection on the Airy 1830 ellipsoid, then one Helmert
change to WGS84. Right to about 5 metres anywhere in Great Britain, which is well inside one postcode.
"""

from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan

AIRY = (6377563.396, 6356256.909)  # the ellipsoid of the National Grid: half axes in metres
WGS84 = (6378137.000, 6356752.3141)

SCALE = 0.9996012717  # F0, on the central meridian
ORIGIN_LATITUDE, ORIGIN_LONGITUDE = radians(49), radians(-2)
ORIGIN_EASTING, ORIGIN_NORTHING = 400_000.0, -100_000.0

# OSGB36 to WGS84: metres, parts per million, seconds of arc.
SHIFT = (446.448, -125.157, 542.060)
PARTS_PER_MILLION = -20.4894
TURN = (0.1502, 0.2470, 0.8421)


def latitude_and_longitude(easting: float, northing: float) -> tuple[float, float]:
    """The point in degrees on WGS84 of a National Grid easting and northing in metres."""
    latitude, longitude = _on_airy(easting, northing)
    return _from_cartesian(_helmert(_to_cartesian(latitude, longitude)))


def _on_airy(easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude in radians on the National Grid's own ellipsoid (annexe C.2)."""
    a, b = AIRY
    latitude = ORIGIN_LATITUDE + (northing - ORIGIN_NORTHING) / (a * SCALE)
    while abs(left := northing - ORIGIN_NORTHING - _meridian_arc(latitude)) >= 0.00001:
        latitude += left / (a * SCALE)
    e2 = 1 - (b * b) / (a * a)
    nu = a * SCALE / sqrt(1 - e2 * sin(latitude) ** 2)
    rho = a * SCALE * (1 - e2) * (1 - e2 * sin(latitude) ** 2) ** -1.5
    eta2 = nu / rho - 1
    t, sec, east = tan(latitude), 1 / cos(latitude), easting - ORIGIN_EASTING
    vii = t / (2 * rho * nu)
    viii = t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2)
    ix = t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4)
    x = sec / nu
    xi = sec / (6 * nu**3) * (nu / rho + 2 * t**2)
    xii = sec / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
    xiia = sec / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    return (
        latitude - vii * east**2 + viii * east**4 - ix * east**6,
        ORIGIN_LONGITUDE + x * east - xi * east**3 + xii * east**5 - xiia * east**7,
    )


def _meridian_arc(latitude: float) -> float:
    """The length of the meridian from the origin's latitude (M, annexe C.1 equation B3)."""
    a, b = AIRY
    n = (a - b) / (a + b)
    less, more = latitude - ORIGIN_LATITUDE, latitude + ORIGIN_LATITUDE
    return (
        b * SCALE
        * (
            (1 + n + 1.25 * n**2 + 1.25 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
            - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
        )
    )  # fmt: skip


def _to_cartesian(latitude: float, longitude: float) -> tuple[float, float, float]:
    """A point at height nothing on the Airy ellipsoid, in metres from its middle (annexe B.1)."""
    a, b = AIRY
    e2 = 1 - (b * b) / (a * a)
    nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
    across = nu * cos(latitude)
    return across * cos(longitude), across * sin(longitude), (1 - e2) * nu * sin(latitude)


def _helmert(point: tuple[float, float, float]) -> tuple[float, float, float]:
    """The same point against WGS84 (section 6.2 equation 3)."""
    x, y, z = point
    grow = 1 + PARTS_PER_MILLION / 1_000_000
    rx, ry, rz = (radians(seconds / 3600) for seconds in TURN)
    return (
        SHIFT[0] + grow * x - rz * y + ry * z,
        SHIFT[1] + rz * x + grow * y - rx * z,
        SHIFT[2] - ry * x + rx * y + grow * z,
    )


def _from_cartesian(point: tuple[float, float, float]) -> tuple[float, float]:
    """Latitude and longitude in degrees on WGS84 (annexe B.2)."""
    x, y, z = point
    a, b = WGS84
    e2 = 1 - (b * b) / (a * a)
    across = hypot(x, y)
    latitude = atan2(z, across * (1 - e2))
    for _ in range(6):
        nu = a / sqrt(1 - e2 * sin(latitude) ** 2)
        latitude = atan2(z + e2 * nu * sin(latitude), across)
    return degrees(latitude), degrees(atan2(y, x))
