"""Documents in and out: work plans and tables of people and units are read here into the ledger's words."""
