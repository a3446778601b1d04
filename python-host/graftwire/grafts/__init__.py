"""What generated Grafts are made of; they name :mod:`graftwire.generated`."""
