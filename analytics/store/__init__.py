"""The database: the one connection, the schema, a function for each question, people's decisions, backup."""
