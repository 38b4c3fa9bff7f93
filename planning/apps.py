"""The app `planning`: gathers what the apps above bring to a plan."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PlanningConfig(AppConfig):
    name = "planning"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        autodiscover_modules("figures", "appendices", "rules", "sheets", "entry", "tabs", "tracking", "official", "sample")
