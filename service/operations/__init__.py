"""What whoever runs the service needs: starting, health, metrics, logs, backups, purging, files to install it."""
