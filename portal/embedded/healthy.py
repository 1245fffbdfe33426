"""Whether the web server of this container or machine works: `python -m portal.embedded.healthy [PORT]`.

Exit code 0 when /healthz says so. For health checks that know neither the names the portal answers to nor curl.
"""

import os
import sys

from portal.embedded.address import Address, answers


def main() -> int:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    names = [name.strip().lstrip(".") for name in os.environ.get("PORTAL_HOSTS", "").split(",")]
    address = Address("127.0.0.1", port)
    return 0 if answers(address, "/healthz", names[0] or address.authority) == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
