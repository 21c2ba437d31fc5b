"""Where the service keeps what it was given: tables, the engine that reaches them, migrations, backups."""
