"""A stand-in Slack that refuses what the real one refuses; begin at `SlackServer`."""

from tests.servers.slack.faults import Fault
from tests.servers.slack.rates import Rates
from tests.servers.slack.server import SlackServer

__all__ = ["Fault", "Rates", "SlackServer"]
