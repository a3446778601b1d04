"""The Analyzer: makes the Unified Graft Model of a Python module, with types (docs/analyzers.md).

It builds on the host's description of functions and classes, and is imported only when somebody asks for
types.
Importing this package imports nothing else.
"""
