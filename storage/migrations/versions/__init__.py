"""One file a step of the schema, applied in order and never changed afterwards."""
