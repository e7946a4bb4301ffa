"""Pictures of claims that are no network: states by states, events over time, and contacts over time.

Each chart has two parts: a record of its numbers, read from the claim table, and the marks that show them.
"""
