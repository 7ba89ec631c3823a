"""What an article says about programs. See docs/evidence.md.

reading.read(article)   the programs it is about, what it says of their facts, what it adds; writes nothing
adding.add(…)           the chosen ones become rows of the program's working edition
adding.settle(…)        decides a disagreement, with a reason
"""
