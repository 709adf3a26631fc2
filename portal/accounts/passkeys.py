"""Where passkeys can work. Pure."""

import ipaddress


def why_no_passkeys(host: str, port: str = "") -> str:
    """Why no passkey works at `host`, in words; "" where it can.

    A passkey belongs to a name; the standard (WebAuthn level 2, "effective domain") allows no IP address.
    """
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return ""
    if address.is_loopback:
        there = f"http://localhost:{port}" if port.isdecimal() else "http://localhost"
        return f"Passkeys do not work at this address. Open {there} to use one."
    return "Passkeys do not work at this address, because it is a number and not a name."
