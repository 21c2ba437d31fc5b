"""The service's settings, all from the environment; README's one page of settings is made from this class."""

from pathlib import Path

from pydantic import Field, SecretStr
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
    most_solve_mebibytes: int = Field(
        default=6_144, ge=256, description="the most memory a solve may take, in MiB, with the processes it starts"
    )
    session_hours: int = Field(default=12, ge=1, le=720, description="how long a sign-in lasts")
    metrics_token: str = Field(
        default="", description="who sends this as a bearer token reads /metrics; none = who is on this machine does"
    )
    scheduler: str = Field(
        default="", description="the dask scheduler that takes a city's parts, tcp://host:8786; none = this machine"
    )
    oidc_issuer: str = Field(
        default="", description="the council's directory for sign-in by OpenID Connect, such as https://login.example"
    )
    oidc_client_id: str = Field(default="", description="what the directory calls this service")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), description="the secret shared with the directory")
    oidc_name_claim: str = Field(
        default="preferred_username",
        description="what the directory tells that names an account, at the first sign-in; later ones go by subject",
    )
    preferences_kept_days: int = Field(
        default=400,
        ge=1,
        description="how long what workers stated is kept after its week; a submitted request keeps its wishes",
    )
    notices_kept_days: int = Field(default=400, ge=1, description="how long a worker's notices are kept")
    weeks_kept_days: int = Field(
        default=2_200, ge=1, description="how long a closed week is kept after its end, with requests and rosters"
    )

    @property
    def behind_https(self) -> bool:
        """Whether people reach the service over https."""
        return self.address.startswith("https://")

    @property
    def own_address(self) -> str:
        """The address people reach the service at, without a slash at its end."""
        return (self.address or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def on_sqlite(self) -> bool:
        """Whether the store is one file of this machine."""
        return self.database_url.startswith("sqlite")

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, where there is one."""
        return Path(self.database_url.removeprefix("sqlite:///")) if self.on_sqlite else None
