"""What the dashboard of a province shows."""

from django.urls import reverse

PICTURES = ["results-bullets", "payments-projects", "payments-sources", "communes-map", "communes-years"]


def shown(client, name="90-2025", **asked):
    """The pictures of a dashboard with the tables behind them."""
    return client.get(reverse("dashboard", args=[name]), asked).context["shown"]
