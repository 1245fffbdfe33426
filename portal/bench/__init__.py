"""How fast the portal is: measured on made-up data, in proportion to a bare page of the same server."""
