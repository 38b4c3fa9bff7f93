"""The app `planning`: gathers what the apps above bring to a plan."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

# What each app may bring, and registers as it is imported.
BROUGHT = (
    "figures", "appendices", "rules", "sheets", "entry", "tabs", "tracking", "reports", "dashboard", "official",
    "sample", "places",
)  # fmt: skip


class PlanningConfig(AppConfig):
    name = "planning"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        autodiscover_modules(*BROUGHT)
