"""Operations: the command, its processes, the door, the schema and the logs, as they really run."""
