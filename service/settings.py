"""The service's settings, all from the environment; README's one page of settings is made from this class."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_DATABASE = "sqlite:///rota.sqlite3"


class Settings(BaseSettings):
    """What an operator may set: ROTA_ and the field's name; DATABASE_URL is the name many hosts use."""

    model_config = SettingsConfigDict(env_prefix="ROTA_", frozen=True)

    database_url: str = Field(
        default=DEFAULT_DATABASE,
        validation_alias="DATABASE_URL",
        description="SQLite in the current folder, or postgresql://user:password@host/name",
    )
    host: str = Field(default="127.0.0.1", description="the address to listen on; this machine only unless told")
    port: int = Field(default=8000, ge=0, le=65_535, description="the port to listen on")
    address: str = Field(
        default="", description="the address people reach the service at, such as https://rota.example"
    )
    most_bytes: int = Field(default=64 * 1024 * 1024, gt=0, description="the largest body or upload taken")
    solves_at_once: int = Field(
        default=1, ge=0, le=64, description="solves a process runs together; 0 = none, only queue"
    )
    solve_processes: int = Field(default=2, ge=1, le=64, description="processes one solve may use")
    most_solve_seconds: int = Field(
        default=900, ge=1, le=86_400, description="the longest time limit a solve may ask for"
    )
    session_hours: int = Field(default=12, ge=1, le=720, description="how long a sign-in lasts")
    preferences_kept_days: int = Field(default=400, ge=1, description="how long a closed week's preferences are kept")
    weeks_kept_days: int = Field(default=2_200, ge=1, description="how long a closed week is kept, with its rosters")

    @property
    def on_sqlite(self) -> bool:
        """Whether the store is one file of this machine."""
        return self.database_url.startswith("sqlite")

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, where there is one."""
        return Path(self.database_url.removeprefix("sqlite:///")) if self.on_sqlite else None
