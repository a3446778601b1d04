"""The Intention Invocation Protocol: frames and values as docs/iip.md specifies them."""
