"""Who is mentioned in an article, where, and whom does each phrase mean? `find` asks it of a parsed article.

In order: names, the entities they mean, offices and their holders, the state each person stands for, bodies and groups, then
pronouns and descriptions. `fold_mentions` tells, before parsing, which words only say who is meant.
"""
