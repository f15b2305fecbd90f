"""The gate over HTTP, for content systems: ``detector serve`` (extra ``server``).

One process speaks HTTP (``app``, ``guard``, ``protocol``); articles are checked in worker processes
(``pool``, ``worker``), so that one that never ends costs its own time limit and nothing else.
"""
