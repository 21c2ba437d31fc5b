"""Who may do what: the one table of every action, and how far each role may go with it."""

from enum import StrEnum

from service.store.tables import Role


class Reach(StrEnum):
    """How far an action goes: what is one's own, one's own teams, or all teams."""

    OWN = "own"
    TEAM = "team"
    ALL = "all"


class Action(StrEnum):
    """Everything that can be asked of the service; a token may be scoped to some of these."""

    READ_TEAMS = "read-teams"
    MANAGE_TEAMS = "manage-teams"
    MANAGE_ACCOUNTS = "manage-accounts"
    MANAGE_OWN_SIGN_IN = "manage-own-sign-in"
    READ_WEEKS = "read-weeks"
    OPEN_WEEK = "open-week"
    READ_REQUEST = "read-request"
    CHANGE_REQUEST = "change-request"
    STATE_PREFERENCES = "state-preferences"
    READ_PREFERENCES = "read-preferences"
    SUBMIT_WEEK = "submit-week"
    SOLVE = "solve"
    READ_SOLVES = "read-solves"
    READ_ROSTERS = "read-rosters"
    READ_METRICS = "read-metrics"
    READ_LEDGER = "read-ledger"
    READ_COSTS = "read-costs"
    CHANGE_ROSTER = "change-roster"
    PUBLISH = "publish"
    READ_OWN_ROTA = "read-own-rota"
    SHARE_OWN_ROTA = "share-own-rota"
    OFFER_SWAP = "offer-swap"
    READ_SWAPS = "read-swaps"
    DECIDE_SWAP = "decide-swap"
    RECORD_DELIVERED = "record-delivered"
    CLOSE_WEEK = "close-week"
    CHECK = "check"
    READ_AUDIT = "read-audit"
    EXPORT_PERSON = "export-person"
    PURGE = "purge"


_AUDITOR = {
    Action.READ_TEAMS,
    Action.READ_WEEKS,
    Action.READ_REQUEST,
    Action.READ_PREFERENCES,
    Action.READ_SOLVES,
    Action.READ_ROSTERS,
    Action.READ_METRICS,
    Action.READ_LEDGER,
    Action.READ_COSTS,
    Action.READ_SWAPS,
    Action.READ_AUDIT,
}
_LEADER = _AUDITOR | {
    Action.OPEN_WEEK,
    Action.CHANGE_REQUEST,
    Action.SUBMIT_WEEK,
    Action.SOLVE,
    Action.CHANGE_ROSTER,
    Action.PUBLISH,
    Action.DECIDE_SWAP,
    Action.RECORD_DELIVERED,
    Action.CLOSE_WEEK,
    Action.CHECK,
}
_FINANCE = {Action.READ_TEAMS, Action.READ_WEEKS, Action.READ_METRICS, Action.READ_LEDGER, Action.READ_COSTS}
_ADMINISTRATOR = _LEADER | {Action.MANAGE_TEAMS, Action.MANAGE_ACCOUNTS, Action.EXPORT_PERSON, Action.PURGE}

PERMISSIONS: dict[Role, dict[Action, Reach]] = {
    Role.WORKER: {
        Action.READ_TEAMS: Reach.TEAM,
        Action.READ_WEEKS: Reach.TEAM,
        Action.STATE_PREFERENCES: Reach.OWN,
        Action.READ_OWN_ROTA: Reach.OWN,
        Action.SHARE_OWN_ROTA: Reach.OWN,
        Action.OFFER_SWAP: Reach.OWN,
        Action.READ_SWAPS: Reach.OWN,
        Action.EXPORT_PERSON: Reach.OWN,
    },
    Role.LEADER: dict.fromkeys(_LEADER, Reach.TEAM),
    Role.FINANCE: dict.fromkeys(_FINANCE, Reach.ALL),
    Role.AUDITOR: dict.fromkeys(_AUDITOR, Reach.ALL),
    Role.ADMINISTRATOR: dict.fromkeys(_ADMINISTRATOR, Reach.ALL),
}
for _role in Role:
    PERMISSIONS[_role][Action.MANAGE_OWN_SIGN_IN] = Reach.OWN


def reach(role: Role, action: Action) -> Reach | None:
    """Return how far this role may go with this action; None = not at all."""
    return PERMISSIONS[role].get(action)
